package dev.guildhouse.jobs.lake.spark;

import dev.guildhouse.schema.WarehouseException;
import org.apache.spark.sql.SparkSession;

/**
 * How much the driver holds and works on by itself.
 *
 * @param smallBytes up to so many bytes of files a run is small, and the driver may hold their rows
 */
public record DriverLimits(long smallBytes) {
  /** Spark's setting by which the number of bytes can be changed. */
  static final String SETTING = "spark.guildhouse.smallBytes";

  /**
   * Some 80,000 rows. Nights of 20,000 events cost half in this way, nights of 100,000 a quarter more.
   */
  private static final long USUAL_BYTES = 3L << 20;

  /** About what a row of a fact or of the cube takes in a file. */
  private static final int BYTES_OF_A_ROW = 40;

  public static DriverLimits of(SparkSession spark) {
    String bytes = spark.conf().get(SETTING, Long.toString(USUAL_BYTES));
    if (!bytes.matches("[0-9]{1,10}")) {
      throw WarehouseException.usage(
          "open the warehouse",
          "the Spark setting " + SETTING + " is \"" + bytes + "\", which is no number of bytes",
          "Set it to a number such as " + USUAL_BYTES + ", or leave it out.");
    }
    return new DriverLimits(Long.parseLong(bytes));
  }

  public Workload workload(long bytes) {
    return bytes <= smallBytes ? Workload.SMALL : Workload.LARGE;
  }

  /**
   * Up to so many bytes of files are read into the driver at once. A large run has to hand what it
   * reads in this way to tasks, and holds much besides.
   */
  public long bytes(Workload workload) {
    return workload == Workload.SMALL ? smallBytes : smallBytes / 4;
  }

  /** Rows that are said to be few, which a large run holds if they are no more than these. */
  public int fewRows() {
    return Math.toIntExact(smallBytes / BYTES_OF_A_ROW * 2 / 3);
  }

  /** Events of one type and day that a large run holds. */
  public int fewEvents() {
    return fewRows() / 2;
  }

  /** Events of all types and days that a large run holds. */
  public long allEvents() {
    return 4L * fewRows();
  }
}
