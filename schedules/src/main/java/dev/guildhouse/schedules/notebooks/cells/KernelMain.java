package dev.guildhouse.schedules.notebooks.cells;

import java.lang.reflect.InvocationTargetException;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.TimeZone;

/**
 * A kernel of Jupyter: the foreign one, in a JVM like that of the command line, which ends when the
 * kernel does, whatever threads Spark has left.
 */
public final class KernelMain {
  /** On the kernel's class path alone, so that nothing else of Guildhouse can depend on it. */
  private static final String KERNEL = "org.rapaio.jupyter.kernel.MainApp";

  private KernelMain() {}

  /** Arguments: the file in which Jupyter says how it wants to be spoken to. */
  public static void main(String[] arguments) throws ReflectiveOperationException {
    Locale.setDefault(Locale.ROOT);
    TimeZone.setDefault(TimeZone.getTimeZone(ZoneOffset.UTC));
    int exitCode = 0;
    try {
      Class.forName(KERNEL).getMethod("main", String[].class).invoke(null, (Object) arguments);
    } catch (InvocationTargetException e) {
      System.err.println("The kernel ended: " + e.getCause());
      exitCode = 1;
    }
    System.exit(exitCode);
  }
}
