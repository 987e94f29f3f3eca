package io.starling.chaos.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What a process has used so far, as the kernel counts it (proc(5)).
 *
 * @param cpuMillis of all its threads, in user and kernel mode; to 10 ms
 * @param residentBytes in memory now (VmRSS), mapped files included
 */
public record ProcessUsage(long cpuMillis, long residentBytes) {
  /** The kernel shows processor time in hundredths of a second, whatever its own clock. */
  private static final long MILLIS_PER_TICK = 10;

  private static final int USER_TICKS = 11;
  private static final int KERNEL_TICKS = 12;

  /**
   * @throws IOException if there is no such process
   */
  public static ProcessUsage of(long pid) throws IOException {
    Path process = Path.of("/proc", Long.toString(pid));
    return new ProcessUsage(
        cpuMillis(Files.readString(process.resolve("stat"))),
        residentBytes(Files.readAllLines(process.resolve("status"))));
  }

  static long cpuMillis(String stat) {
    // The second field is a name in brackets that may hold blanks: count from after it.
    List<String> fields = List.of(stat.substring(stat.lastIndexOf(')') + 2).strip().split(" "));
    long user = Long.parseLong(fields.get(USER_TICKS));
    return (user + Long.parseLong(fields.get(KERNEL_TICKS))) * MILLIS_PER_TICK;
  }

  static long residentBytes(List<String> status) {
    return status.stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024)
        .sum();
  }
}
