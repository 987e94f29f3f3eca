package io.starling.node.process;

import io.starling.node.client.server.ServerFacts.ProcessorUse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Processor time that this process has used. */
final class ProcessorTime {
  private static final Path STAT = Path.of("/proc/self/stat");

  /** Of proc(5), counted after the name of the program, which may contain anything. */
  private static final int USER_TICKS = 11;

  private static final int SYSTEM_TICKS = 12;

  /** Linux tells programs of so many ticks a second, whatever its own are. */
  private static final double TICKS_PER_SECOND = 100;

  private ProcessorTime() {}

  /** Since the start; zero on systems that do not tell. */
  static ProcessorUse used() {
    try {
      String stat = Files.readString(STAT);
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      return new ProcessorUse(seconds(fields[USER_TICKS]), seconds(fields[SYSTEM_TICKS]));
    } catch (IOException unsupported) {
      return new ProcessorUse(0, 0);
    }
  }

  private static double seconds(String ticks) {
    return Long.parseLong(ticks) / TICKS_PER_SECOND;
  }
}
