package dev.guildhouse.jobs.marts.kpis;

import dev.guildhouse.jobs.flow.JobInputs;
import dev.guildhouse.jobs.flow.TableJob;
import dev.guildhouse.jobs.lake.ledger.Slice;
import dev.guildhouse.jobs.lake.spark.Schemas;
import dev.guildhouse.jobs.marts.kpis.KpiValues.Known;
import dev.guildhouse.jobs.marts.kpis.KpiValues.Span;
import dev.guildhouse.schema.config.KpiSettings;
import dev.guildhouse.schema.kpis.KpiCondition;
import dev.guildhouse.schema.kpis.KpiExpression;
import dev.guildhouse.schema.kpis.KpiMetric;
import dev.guildhouse.schema.kpis.KpiPeriod;
import dev.guildhouse.schema.kpis.KpiTarget;
import dev.guildhouse.schema.metrics.Metric.Entity;
import dev.guildhouse.schema.tables.KpiTables;
import dev.guildhouse.schema.tables.Rollups;
import dev.guildhouse.schema.tables.TableDef;
import dev.guildhouse.schema.time.DayRange;
import dev.guildhouse.schema.time.Period;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.sql.Date;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;

/**
 * Judges each target when a period of it has ended. A night on which none has ended reads nothing.
 */
public final class KpiResults implements TableJob {
  private static final TableDef MEMBER_DAILY = Rollups.of(Entity.MEMBER, Period.DAY);
  private static final TableDef GUILD_DAILY = Rollups.of(Entity.GUILD, Period.DAY);
  private static final double ENOUGH = 0.9;
  private static final int DIGITS = 4;

  private record Due(long guild, KpiTarget target, DayRange days) {
    Span span() {
      return new Span(guild, days, target.period().before(days));
    }

    /** The spans that the trend compares, newest first, each with what it is compared with. */
    List<Span> trend() {
      List<Span> spans = new ArrayList<>();
      DayRange period = days;
      for (int i = 0; i < Severity.WRONG_WAY; i++) {
        spans.add(new Span(guild, period, target.period().before(period)));
        DayRange other = target.period().comparedWith(period);
        spans.add(new Span(guild, other, target.period().before(other)));
        period = target.period().before(period);
      }
      return spans;
    }
  }

  @Override
  public TableDef output() {
    return KpiTables.KPI_RESULTS;
  }

  @Override
  public List<TableDef> inputs() {
    return List.of(MEMBER_DAILY, GUILD_DAILY);
  }

  @Override
  public boolean isSnapshot() {
    return true;
  }

  @Override
  public Slice affectedBy(TableDef input, Slice changed) {
    return changed.onDays(day -> Arrays.stream(KpiPeriod.values())
        .map(period -> period.holding(day).to().minusDays(1))
        .collect(java.util.stream.Collectors.toCollection(TreeSet::new)));
  }

  @Override
  public Dataset<Row> rows(JobInputs inputs, Slice slice) {
    List<Due> due = due(inputs, slice);
    Set<Span> spans = new TreeSet<>();
    Set<KpiMetric> metrics = EnumSet.noneOf(KpiMetric.class);
    for (Due one : due) {
      spans.add(one.span());
      metrics.addAll(metrics(one.target()));
      if (one.target().formula() != null) {
        spans.addAll(one.trend());
      }
    }
    Map<Span, Known> known =
        new KpiValues(inputs.tables(), inputs.spark(), inputs::isAnonymous).of(spans, metrics);
    List<Row> rows = due.stream()
        .map(one -> row(one, known, inputs.config().guild(one.guild()).kpis()))
        .toList();
    return inputs.spark().createDataFrame(rows, Schemas.of(KpiTables.KPI_RESULTS));
  }

  private static List<Due> due(JobInputs inputs, Slice slice) {
    List<Due> due = new ArrayList<>();
    slice
        .guildsByDay()
        .forEach((day, guilds) ->
            guilds.forEach(guild -> inputs.targets().getOrDefault(guild, List.of()).stream()
                .filter(target -> target.holdsOn(day))
                .filter(target -> target.period().holding(day).to().minusDays(1).equals(day))
                .forEach(
                    target -> due.add(new Due(guild, target, target.period().holding(day))))));
    return due;
  }

  private static Set<KpiMetric> metrics(KpiTarget target) {
    return target.formula() != null
        ? KpiExpression.parse(target.formula()).metrics()
        : KpiCondition.parse(Objects.requireNonNull(target.condition())).metrics();
  }

  private static Row row(Due due, Map<Span, Known> all, KpiSettings settings) {
    KpiTarget target = due.target();
    Known known = Objects.requireNonNull(all.get(due.span()));
    Set<KpiMetric> metrics = metrics(target);
    double coverage = known.coverage(metrics);
    boolean isWatched = coverage >= ENOUGH;
    @Nullable BigDecimal value = null;
    @Nullable BigDecimal miss = null;
    boolean isChance = metrics.stream()
        .map(known.values()::get)
        .filter(Objects::nonNull)
        .anyMatch(reached -> reached.events() < settings.smallCount());
    int wrongWay = 0;
    if (isWatched && target.formula() != null) {
      KpiExpression formula = KpiExpression.parse(target.formula());
      BigDecimal wanted = Objects.requireNonNull(target.value());
      value = formula.value(known::value).orElse(null);
      wrongWay = wrongWay(due, formula, all);
      if (value != null) {
        miss = miss(value, wanted, target.isHigherBetter());
        isChance = formula
            .single()
            .flatMap(metric -> Optional.ofNullable(known.values().get(metric)))
            .map(reached -> Severity.isChance(reached, wanted, settings))
            .orElse(isChance);
      }
    } else if (isWatched) {
      miss = KpiCondition.parse(Objects.requireNonNull(target.condition()))
          .verdict(known::value)
          // What just meets a bound is an alert, too.
          .map(verdict ->
              verdict.holds() ? verdict.miss().max(new BigDecimal("0.0001")) : BigDecimal.ZERO)
          .orElse(null);
    }
    Optional<Severity> severity =
        miss == null ? Optional.empty() : Severity.of(miss, wrongWay, isChance, settings);
    return RowFactory.create(
        Date.valueOf(due.days().to().minusDays(1)),
        due.guild(),
        target.id(),
        Date.valueOf(due.days().from()),
        target.period().text(),
        target.text(),
        decimal(target.value()),
        target.isHigherBetter(),
        decimal(value),
        coverage,
        miss == null ? null : miss.doubleValue(),
        wrongWay,
        severity.map(Severity::text).orElse(null),
        miss == null ? reason(isWatched, metrics, known) : null);
  }

  private static String reason(boolean isWatched, Set<KpiMetric> metrics, Known known) {
    if (!isWatched) {
      return "not_watched";
    }
    return known.values().keySet().containsAll(metrics) ? "divided_by_zero" : "not_available";
  }

  private static BigDecimal miss(BigDecimal value, BigDecimal wanted, boolean isHigherBetter) {
    BigDecimal distance = wanted.subtract(value).divide(wanted, MathContext.DECIMAL64);
    return isHigherBetter ? distance : distance.negate();
  }

  /** How many periods in a row, up to this one, were worse than what they are compared with. */
  private static int wrongWay(Due due, KpiExpression formula, Map<Span, Known> all) {
    List<Span> trend = due.trend();
    int periods = 0;
    for (int i = 0; i < trend.size(); i += 2) {
      Optional<BigDecimal> now = watched(formula, all.get(trend.get(i)));
      Optional<BigDecimal> then = watched(formula, all.get(trend.get(i + 1)));
      if (now.isEmpty() || then.isEmpty()) {
        return periods;
      }
      int order = now.get().compareTo(then.get());
      if (order == 0 || (order < 0) != due.target().isHigherBetter()) {
        return periods;
      }
      periods++;
    }
    return periods;
  }

  private static Optional<BigDecimal> watched(KpiExpression formula, @Nullable Known known) {
    return known == null || known.coverage(formula.metrics()) < ENOUGH
        ? Optional.empty()
        : formula.value(known::value);
  }

  private static @Nullable BigDecimal decimal(@Nullable BigDecimal number) {
    return number == null ? null : number.setScale(DIGITS, RoundingMode.HALF_UP);
  }
}
