package dev.guildhouse.jobs.lake;

import dev.guildhouse.schema.config.GuildSettings.PrivacyMode;
import dev.guildhouse.schema.tables.TableDef;
import dev.guildhouse.schema.tables.TableDef.Storage;
import java.time.YearMonth;
import java.util.Locale;
import java.util.Optional;

/** Where a table's Delta tables lie below the warehouse. */
final class TablePaths {
  private static final int MONTH_LENGTH = "2026-11".length();

  private TablePaths() {}

  /** {@code months/2026-11/pseudonymous/messages}. */
  static String ofMonth(TableDef table, YearMonth month, PrivacyMode mode) {
    return "months/" + month + "/" + folder(mode) + "/" + table.name();
  }

  /** {@code whole/pseudonymous/member_state}. */
  static String whole(TableDef table, PrivacyMode mode) {
    return "whole/" + folder(mode) + "/" + table.name();
  }

  /** {@code tables/channel_daily}. */
  static String memberFree(TableDef table) {
    return "tables/" + table.name();
  }

  /** Whether a path holds rows of a table. */
  static boolean isOf(TableDef table, String path) {
    return path.endsWith("/" + table.name());
  }

  /** The month of a path, if the table is cut by month. */
  static Optional<YearMonth> month(TableDef table, String path) {
    return table.storage() == Storage.BY_MONTH
        ? Optional.of(
            YearMonth.parse(path.substring("months/".length(), "months/".length() + MONTH_LENGTH)))
        : Optional.empty();
  }

  static String folder(PrivacyMode mode) {
    return mode.name().toLowerCase(Locale.ROOT);
  }
}
