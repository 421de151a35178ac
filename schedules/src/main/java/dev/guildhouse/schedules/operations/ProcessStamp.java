package dev.guildhouse.schedules.operations;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Which process holds something, so that another one can tell whether it still lives.
 *
 * @param machine one boot of one machine and the numbering of processes that pids belong to; empty
 *     where the system does not tell
 * @param host for people to read
 * @param pid as seen on the machine
 * @param start the kernel's tick at which the process began, because pids are used again; empty
 *     where the system does not tell
 */
public record ProcessStamp(String machine, String host, long pid, String start) {
  private static final ProcessStamp CURRENT = readCurrent();
  private static final Path PROCESSES = Path.of("/proc");

  /** Fields of {@code /proc/PID/stat} after the command, which is in parentheses. */
  private static final int STATE_FIELD = 0;

  private static final int START_FIELD = 19;

  /** The states of a process that has ended and whose parent has not asked for it yet. */
  private static final List<String> ENDED = List.of("Z", "X");

  /** This process. */
  public static ProcessStamp current() {
    return CURRENT;
  }

  /**
   * True only if the process has certainly ended. One of another machine, an earlier boot or another
   * container may live for all that can be told, and so may any where processes hide from each
   * other; then whoever waits has to wait for an expiry.
   */
  public boolean isCertainlyGone() {
    if (machine.isEmpty() || start.isEmpty() || !machine.equals(CURRENT.machine)) {
      return false;
    }
    List<String> fields = statusOf(Long.toString(pid));
    if (fields.isEmpty()) {
      return !statusOf("1").isEmpty() && !Files.exists(PROCESSES.resolve(Long.toString(pid)));
    }
    return ENDED.contains(fields.get(STATE_FIELD)) || !fields.get(START_FIELD).equals(start);
  }

  @Override
  public String toString() {
    return "process " + pid + " on " + host;
  }

  private static ProcessStamp readCurrent() {
    List<String> fields = statusOf("self");
    return new ProcessStamp(
        readMachine(),
        readHost(),
        ProcessHandle.current().pid(),
        fields.isEmpty() ? "" : fields.get(START_FIELD));
  }

  private static String readMachine() {
    try {
      return Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip()
          + " "
          + Files.readSymbolicLink(Path.of("/proc/self/ns/pid"));
    } catch (IOException | UnsupportedOperationException noSuchSystem) {
      return "";
    }
  }

  private static String readHost() {
    try {
      // The kernel's own answer where there is one: asking for the local host may ask a slow
      // network.
      return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
    } catch (IOException noSuchSystem) {
      try {
        return InetAddress.getLocalHost().getHostName();
      } catch (UnknownHostException e) {
        return "this host";
      }
    }
  }

  /** The fields behind the command of a process; empty if they cannot be read. */
  private static List<String> statusOf(String process) {
    try {
      String status = Files.readString(Path.of("/proc", process, "stat"));
      String[] fields = status.substring(status.lastIndexOf(')') + 2).strip().split(" ");
      return fields.length > START_FIELD ? List.of(fields) : List.of();
    } catch (IOException | RuntimeException cannotBeRead) {
      return List.of();
    }
  }
}
