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

  private static SQLException opening(IOException cause) {
    return new SQLException("cannot open", "HY000", ErrorCode.ERROR_OPENING_DATABASE_1, cause);
  }
}
