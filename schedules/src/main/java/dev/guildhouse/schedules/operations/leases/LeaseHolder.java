package dev.guildhouse.schedules.operations.leases;

import dev.guildhouse.schedules.operations.ProcessStamp;
import dev.guildhouse.schedules.operations.Row;
import java.sql.SQLException;
import java.time.Instant;

/**
 * Who holds a lease, as anybody may ask.
 *
 * @param doing what the holder said it does, to complete "… since 10:00: doing"
 */
public record LeaseHolder(
    String lease,
    long fencingNumber,
    ProcessStamp process,
    String doing,
    Instant since,
    Instant expiresAt) {

  static LeaseHolder read(Row row) throws SQLException {
    return new LeaseHolder(
        row.text("lease_name"),
        row.number("fencing_number"),
        new ProcessStamp(
            row.text("holder_machine"),
            row.text("holder_host"),
            row.number("holder_pid"),
            row.text("holder_process_start")),
        row.text("doing"),
        row.instant("acquired_at"),
        row.instant("expires_at"));
  }

  /** True if another may take the lease: it has run out, or its holder has certainly ended. */
  boolean isOver(Instant now) {
    return !now.isBefore(expiresAt) || process.isCertainlyGone();
  }
}
