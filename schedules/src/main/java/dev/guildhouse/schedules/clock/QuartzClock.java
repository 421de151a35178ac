package dev.guildhouse.schedules.clock;

import dev.guildhouse.schedules.operations.OperationsDatabase;
import dev.guildhouse.schedules.timetable.Schedule;
import dev.guildhouse.schedules.timetable.Timetable;
import dev.guildhouse.schema.WarehouseException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.JobKey;
import org.quartz.ObjectAlreadyExistsException;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.Trigger;
import org.quartz.Trigger.TriggerState;
import org.quartz.TriggerBuilder;
import org.quartz.TriggerKey;
import org.quartz.impl.SchedulerRepository;
import org.quartz.impl.StdSchedulerFactory;
import org.quartz.impl.jdbcjobstore.JobStoreTX;
import org.quartz.impl.jdbcjobstore.PostgreSQLDelegate;
import org.quartz.impl.matchers.GroupMatcher;
import org.quartz.simpl.SimpleThreadPool;
import org.quartz.utils.ConnectionProvider;
import org.quartz.utils.DBConnectionManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Quartz as the clock of all schedules. It says when to look after a schedule and has one process of
 * many do so; what is due then, and who may run it, the slots decide. Each schedule is one job with
 * one trigger that fires once and is set anew after each look.
 */
public final class QuartzClock implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(QuartzClock.class);
  private static final String NAME = "guildhouse";
  private static final int WORKERS = 2;

  /** So soon it shows that a process is gone, and another one fires what it was to fire. */
  private static final Duration CHECK_IN = Duration.ofSeconds(2);

  private static final Duration BETWEEN_MENDS = Duration.ofSeconds(20);
  private static final Duration AFTER_TROUBLE = Duration.ofSeconds(10);

  private final Timetable timetable;
  private final SlotRunner runner;
  private final Scheduler scheduler;
  private final OperationsDatabase database;
  private @Nullable Future<?> upkeep;
  private volatile Optional<String> trouble = Optional.empty();

  /** A clock that stands until it is started. */
  public QuartzClock(Timetable timetable, OperationsDatabase database, SlotRunner runner) {
    this.timetable = timetable;
    this.runner = runner;
    this.database = database;
    String source = NAME + "-" + UUID.randomUUID();
    DBConnectionManager.getInstance().addConnectionProvider(source, new Provider(database));
    try {
      scheduler = new StdSchedulerFactory(settings(source)).getScheduler();
      // Found by that name, a second clock in this process would be the first one.
      SchedulerRepository.getInstance().remove(NAME);
      scheduler.setJobFactory((bundle, own) -> new PokeJob(this::look));
    } catch (SchedulerException e) {
      throw failed("open the scheduler", e);
    }
  }

  /** Starts; every schedule is looked after at once. */
  public void start() {
    try {
      for (JobKey known : scheduler.getJobKeys(GroupMatcher.jobGroupEquals(NAME))) {
        if (timetable.enabled().stream().noneMatch(one -> one.name().equals(known.getName()))) {
          scheduler.deleteJob(known);
        }
      }
      for (Schedule schedule : timetable.enabled()) {
        JobDetail job = JobBuilder.newJob(PokeJob.class)
            .withIdentity(schedule.name(), NAME)
            .storeDurably()
            .requestRecovery()
            .build();
        scheduler.addJob(job, true);
        fireAt(schedule.name(), database.clock().instant());
      }
      scheduler.start();
      upkeep = database.every(BETWEEN_MENDS, this::mend);
    } catch (SchedulerException e) {
      throw failed("start the scheduler", e);
    }
  }

  /** What keeps it from its work; empty when nothing does. */
  public Optional<String> trouble() {
    return trouble;
  }

  /** Fires nothing from now on. */
  public void stand() {
    Future<?> mending = upkeep;
    if (mending != null) {
      mending.cancel(false);
    }
    runner.stopBeginning();
    try {
      scheduler.standby();
    } catch (SchedulerException e) {
      LOG.warn("The scheduler does not stand still", e);
    }
  }

  @Override
  public void close() {
    stand();
    try {
      // Threads that are about to end are waited for, work that does not end is not.
      scheduler.shutdown(runner.running() == 0);
    } catch (SchedulerException e) {
      LOG.warn("The scheduler does not end", e);
    }
  }

  /** Looks after a schedule in one of Quartz's threads, and sets when to look again. */
  private void look(String name) {
    Instant again = database.clock().instant().plus(AFTER_TROUBLE);
    try {
      Optional<Schedule> schedule =
          timetable.enabled().stream().filter(one -> one.name().equals(name)).findFirst();
      if (schedule.isEmpty()) {
        return;
      }
      again = runner.next(schedule.get());
      trouble = Optional.empty();
    } catch (RuntimeException e) {
      trouble = Optional.of(name + ": " + e.getMessage());
      LOG.error("Cannot look after the schedule {}", name, e);
    }
    try {
      fireAt(name, again);
    } catch (SchedulerException e) {
      // The upkeep finds that nothing fires any more.
      LOG.warn("Cannot set when to look after the schedule {} again", name, e);
    }
  }

  /** Sets schedules going again whose trigger was lost, such as in a process that was killed. */
  private void mend() {
    try {
      for (Schedule schedule : timetable.enabled()) {
        TriggerKey key = key(schedule.name());
        TriggerState state = scheduler.getTriggerState(key);
        if (state == TriggerState.NONE || state == TriggerState.ERROR) {
          scheduler.resetTriggerFromErrorState(key);
          fireAt(schedule.name(), database.clock().instant());
        }
      }
    } catch (SchedulerException e) {
      trouble = Optional.of(String.valueOf(e.getMessage()));
      LOG.warn("Cannot look whether all schedules go", e);
    }
  }

  private void fireAt(String name, Instant at) throws SchedulerException {
    TriggerKey key = key(name);
    Trigger once = TriggerBuilder.newTrigger()
        .withIdentity(key)
        .forJob(name, NAME)
        .startAt(Date.from(at))
        .build();
    try {
      if (scheduler.rescheduleJob(key, once) == null) {
        scheduler.scheduleJob(once);
      }
    } catch (ObjectAlreadyExistsException e) {
      LOG.debug("Another process has set {} going", name);
    }
  }

  private static TriggerKey key(String name) {
    return TriggerKey.triggerKey(name, NAME);
  }

  private static Properties settings(String source) {
    Properties settings = new Properties();
    settings.setProperty("org.quartz.scheduler.instanceName", NAME);
    settings.setProperty("org.quartz.scheduler.instanceId", "AUTO");
    settings.setProperty("org.quartz.scheduler.idleWaitTime", "5000");
    settings.setProperty("org.quartz.scheduler.dbFailureRetryInterval", "1000");
    settings.setProperty("org.quartz.threadPool.class", SimpleThreadPool.class.getName());
    settings.setProperty("org.quartz.threadPool.threadCount", Integer.toString(WORKERS));
    settings.setProperty("org.quartz.threadPool.threadNamePrefix", "jobs");
    settings.setProperty("org.quartz.jobStore.class", JobStoreTX.class.getName());
    // Bytes are bytes on both databases, which is how this one reads them.
    settings.setProperty(
        "org.quartz.jobStore.driverDelegateClass", PostgreSQLDelegate.class.getName());
    settings.setProperty("org.quartz.jobStore.useProperties", "true");
    settings.setProperty("org.quartz.jobStore.tablePrefix", "QRTZ_");
    settings.setProperty("org.quartz.jobStore.dataSource", source);
    settings.setProperty("org.quartz.jobStore.isClustered", "true");
    settings.setProperty(
        "org.quartz.jobStore.clusterCheckinInterval", Long.toString(CHECK_IN.toMillis()));
    return settings;
  }

  private static WarehouseException failed(String what, SchedulerException failure) {
    return WarehouseException.failed(
        what,
        String.valueOf(failure.getMessage()),
        "Check that the operations database can be reached, and start again.",
        failure);
  }

  /** Gives Quartz connections to the operations database. */
  private record Provider(OperationsDatabase database) implements ConnectionProvider {
    @Override
    public Connection getConnection() throws SQLException {
      return database.connection();
    }

    @Override
    public void shutdown() {
      // The database is closed by whoever opened it.
    }

    @Override
    public void initialize() {
      // It is open.
    }
  }
}
