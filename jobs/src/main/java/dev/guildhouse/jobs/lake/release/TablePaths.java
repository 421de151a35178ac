package dev.guildhouse.jobs.lake.release;

import dev.guildhouse.schema.config.GuildSettings.PrivacyMode;
import dev.guildhouse.schema.tables.TableDef;
import dev.guildhouse.schema.tables.TableDef.Storage;
import dev.guildhouse.schema.time.DayRange;
import java.time.YearMonth;
import java.util.Locale;
import java.util.Optional;

/** Where a table's Delta tables lie below the warehouse. */
public final class TablePaths {
  private static final int MONTH_LENGTH = "2026-11".length();

  private static final String MONTHS = "months/";
  private static final String SEALED = "sealed";

  private TablePaths() {}

  /** {@code months/2026-11/pseudonymous/messages}. */
  public static String ofMonth(TableDef table, YearMonth month, PrivacyMode mode) {
    return "months/" + month + "/" + folder(mode) + "/" + table.name();
  }

  /** {@code months/2026-11/sealed/activity_hourly}: what is left of a month when it is sealed. */
  public static String sealed(TableDef table, YearMonth month) {
    return "months/" + month + "/" + SEALED + "/" + table.name();
  }

  /** Whether a path holds what is left of a sealed month. */
  public static boolean isSealed(String path) {
    return path.contains("/" + SEALED + "/");
  }

  /** {@code whole/pseudonymous/member_state}. */
  public static String whole(TableDef table, PrivacyMode mode) {
    return "whole/" + folder(mode) + "/" + table.name();
  }

  /** {@code tables/channel_daily}. */
  public static String memberFree(TableDef table) {
    return "tables/" + table.name();
  }

  /** Whether a path holds rows of a table. */
  public static boolean isOf(TableDef table, String path) {
    return path.endsWith("/" + table.name());
  }

  /** The month of a path, if the table is cut by month. */
  public static Optional<YearMonth> month(TableDef table, String path) {
    return table.storage() == Storage.BY_MONTH ? monthIn(path) : Optional.empty();
  }

  /**
   * Whether a path may hold rows of a table that are folded within a range. A row counts on the day
   * on which it is folded or later, and lies in the month in which it counts; so no older month is
   * even opened.
   */
  public static boolean mayHoldFolded(TableDef table, String path, DayRange range) {
    YearMonth first = YearMonth.from(range.from());
    return isOf(table, path)
        && month(table, path).map(month -> !month.isBefore(first)).orElse(true);
  }

  /** The month that a path lies in, if any. */
  public static Optional<YearMonth> monthIn(String path) {
    return path.startsWith(MONTHS)
        ? Optional.of(
            YearMonth.parse(path.substring(MONTHS.length(), MONTHS.length() + MONTH_LENGTH)))
        : Optional.empty();
  }

  public static String folder(PrivacyMode mode) {
    return mode.name().toLowerCase(Locale.ROOT);
  }
}
