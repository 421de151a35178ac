package dev.guildhouse.schedules.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.SQLException;
import org.h2.api.ErrorCode;
import org.junit.jupiter.api.Test;

class SqlFailuresTest {
  @Test
  void aDatabaseThatAnotherProcessIsAboutToServeIsWorthASecondTry() {
    SQLException failure = opening(new IOException("Connection refused"));

    assertThat(SqlFailures.isHandover(failure)).isTrue();
    assertThat(SqlFailures.mayPass(failure)).isTrue();
  }

  @Test
  void aFullDiskIsNotWaitedForAlthoughTheDatabaseSaysThatItIsOpening() {
    SQLException failure = opening(new IOException("No space left on device"));

    assertThat(SqlFailures.isHandover(failure)).isFalse();
    assertThat(SqlFailures.mayPass(failure)).isFalse();
    assertThat(SqlFailures.breaksConnection(failure)).isTrue();
  }

  @Test
  void aLibrarysReportIsJudgedByTheDatabasesOwn() {
    SQLException gone = new SQLException("gone", "90067", ErrorCode.CONNECTION_BROKEN_1);
    SQLException wrong =
        new SQLException("no such table", "42S02", ErrorCode.TABLE_OR_VIEW_NOT_FOUND_1);

    assertThat(SqlFailures.comesFromWhatMayPass(new IllegalStateException("told", gone)))
        .isTrue();
    assertThat(SqlFailures.comesFromWhatMayPass(new IllegalStateException("told", wrong)))
        .isFalse();
    assertThat(SqlFailures.comesFromWhatMayPass(new IllegalStateException("untold")))
        .isFalse();
  }

  private static SQLException opening(IOException cause) {
    return new SQLException("cannot open", "HY000", ErrorCode.ERROR_OPENING_DATABASE_1, cause);
  }
}
