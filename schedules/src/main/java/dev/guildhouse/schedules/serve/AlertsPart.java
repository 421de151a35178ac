package dev.guildhouse.schedules.serve;

import dev.guildhouse.schedules.alerts.AlertReport;
import dev.guildhouse.schedules.operations.alerts.OperatorAlert;
import dev.guildhouse.schedules.operations.alerts.OperatorAlerts;
import dev.guildhouse.schedules.operations.leases.Lease;
import dev.guildhouse.schedules.operations.leases.Leases;
import dev.guildhouse.schedules.timetable.Timetable;
import dev.guildhouse.schema.WarehouseException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Raises alerts for operators once each and resolves them when their cause is gone; tells both in the
 * log, and in a channel if one is configured. One process of many does it at a time.
 */
final class AlertsPart implements Part {
  private static final Logger LOG = LoggerFactory.getLogger(AlertsPart.class);
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(30);
  private static final Duration TERM = Duration.ofSeconds(60);

  private final ServeContext context;
  private final OperatorAlerts alerts;
  private final Troubles troubles;
  private @Nullable Future<?> looks;
  private volatile Health health = Health.WELL;

  AlertsPart(ServeContext context, Timetable timetable) {
    this.context = context;
    this.alerts = new OperatorAlerts(context.database());
    this.troubles = new Troubles(timetable, context.database(), context.config());
  }

  @Override
  public String name() {
    return "alerts";
  }

  @Override
  public void start() {
    looks = context.database().every(BETWEEN_LOOKS, this::look);
  }

  @Override
  public Health health() {
    return health;
  }

  /** What stands, in words. */
  List<String> standing() {
    return alerts.standing().stream().map(OperatorAlert::message).toList();
  }

  @Override
  public void close() {
    Future<?> upkeep = looks;
    if (upkeep != null) {
      upkeep.cancel(false);
    }
  }

  void look() {
    try (Lease lease = new Leases(context.database())
        .acquire(OperatorAlerts.LEASE, "looks what is wrong", TERM, Duration.ZERO)) {
      alerts.become(troubles.at(context.clock().instant()));
      for (OperatorAlert alert : alerts.untold()) {
        lease.check();
        tell(alert);
      }
      health = Health.WELL;
    } catch (WarehouseException e) {
      if (e.code() != WarehouseException.Code.LOCKED) {
        health = Health.unwell(String.valueOf(e.getMessage()));
        LOG.warn("Cannot look for what is wrong: {}", e.getMessage(), e);
      }
    } catch (RuntimeException e) {
      health = Health.unwell(e.getClass().getName());
      LOG.error("Cannot look for what is wrong", e);
    }
  }

  private void tell(OperatorAlert alert) {
    Long channel = context.config().serve().alertsChannel();
    Optional<AlertReport> report = Optional.ofNullable(channel)
        .map(id -> new AlertReport(context.home(), context.config(), id));
    if (!alert.isRaiseTold()) {
      LOG.warn("Alert {}: {}", alert.number(), alert.message());
      alerts.raiseTold(alert, report.map(post -> post.raised(alert)));
    }
    Instant resolvedAt = alert.resolvedAt();
    if (resolvedAt != null && !alert.isEndTold()) {
      LOG.info("Alert {} is resolved: {}", alert.number(), alert.topic());
      alerts.endTold(alert, report.map(post -> post.resolved(alert, resolvedAt)));
    }
  }
}
