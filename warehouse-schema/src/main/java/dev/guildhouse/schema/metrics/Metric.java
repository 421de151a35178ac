package dev.guildhouse.schema.metrics;

import dev.guildhouse.schema.tables.ColumnType;
import dev.guildhouse.schema.tables.Unit;
import java.util.EnumSet;
import java.util.Set;

/**
 * One number, declared once: the cube, the rollups, the dictionary and the exports are compiled from
 * it. How it adds up is its type, so that nobody can sum uniques.
 */
public sealed interface Metric {
  /** What a rollup row stands for. */
  enum Entity {
    CHANNEL,
    MEMBER,
    GUILD
  }

  String name();

  Unit unit();

  /** The definition, as the dictionary prints it. */
  String doc();

  /** The entities that the number makes sense for. */
  Set<Entity> entities();

  ColumnType type();

  /** A number that adds up over hours, channels and members: a column of the cube. */
  record Sum(
      String name,
      Unit unit,
      Placement placement,
      String expression,
      ColumnType type,
      Set<Entity> entities,
      String doc)
      implements Metric {

    public Sum over(Placement where, String sqlExpression) {
      return new Sum(name, unit, where, sqlExpression, type, entities, doc);
    }

    /** Counts the rows of a placement. */
    public Sum over(Placement where) {
      return over(where, "1");
    }

    /** Counts the rows of a placement for which a condition holds. */
    public Sum when(Placement where, String sqlCondition) {
      return over(where, "CASE WHEN " + sqlCondition + " THEN 1 ELSE 0 END");
    }

    public Sum decimal() {
      return new Sum(name, unit, placement, expression, ColumnType.DECIMAL, entities, doc);
    }

    public Sum only(Entity first, Entity... more) {
      return new Sum(name, unit, placement, expression, type, EnumSet.of(first, more), doc);
    }

    public Sum doc(String text) {
      return new Sum(name, unit, placement, expression, type, entities, text);
    }

    /** The condition under which a member counts in a unique. */
    public String isPositive() {
      return name + " > 0";
    }
  }

  /** Members for whom a condition over the sums of the very period holds; never derived by summing. */
  record Distinct(String name, Unit unit, String condition, String doc) implements Metric {
    public Distinct where(String sqlCondition) {
      return new Distinct(name, unit, sqlCondition, doc);
    }

    public Distinct doc(String text) {
      return new Distinct(name, unit, condition, text);
    }

    @Override
    public Set<Entity> entities() {
      return EnumSet.of(Entity.CHANNEL, Entity.GUILD);
    }

    @Override
    public ColumnType type() {
      return ColumnType.LONG;
    }
  }

  /**
   * Different values of a column among the fact rows of a period; never derived by summing.
   *
   * @param placement the fact rows that count, by day and channel
   * @param column what must differ
   */
  record DistinctIn(String name, Unit unit, Placement placement, String column, String doc)
      implements Metric {
    @Override
    public Set<Entity> entities() {
      return EnumSet.of(Entity.CHANNEL, Entity.GUILD);
    }

    @Override
    public ColumnType type() {
      return ColumnType.LONG;
    }
  }

  /** A highest value at one instant: the greatest of its days. */
  record Peak(String name, Unit unit, String doc) implements Metric {
    @Override
    public Set<Entity> entities() {
      return EnumSet.of(Entity.CHANNEL, Entity.GUILD);
    }

    @Override
    public ColumnType type() {
      return ColumnType.LONG;
    }
  }

  /**
   * A state of the guild at the end of a period, or null when nobody looked.
   *
   * @param attribute the attribute of the guild snapshot that holds it
   */
  record Level(String name, Unit unit, String attribute, String doc) implements Metric {
    @Override
    public Set<Entity> entities() {
      return EnumSet.of(Entity.GUILD);
    }

    @Override
    public ColumnType type() {
      return ColumnType.LONG;
    }
  }

  /**
   * The share of a period in which a family of events was really watched.
   *
   * @param family lower-case name of the family
   */
  record Coverage(String name, String family, String doc) implements Metric {
    @Override
    public Unit unit() {
      return Unit.SHARE;
    }

    @Override
    public Set<Entity> entities() {
      return EnumSet.of(Entity.CHANNEL, Entity.GUILD);
    }

    @Override
    public ColumnType type() {
      return ColumnType.DOUBLE;
    }
  }

  static Sum sum(String name, Unit unit) {
    return new Sum(
        name,
        unit,
        Placement.of("", "", ""),
        "1",
        ColumnType.LONG,
        EnumSet.allOf(Entity.class),
        "");
  }

  static Distinct distinct(String name, Unit unit) {
    return new Distinct(name, unit, "TRUE", "");
  }
}
