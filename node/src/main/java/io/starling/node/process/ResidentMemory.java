package io.starling.node.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Scanner;

/** What this process takes of the machine's memory, mapped files included. */
final class ResidentMemory {
  private static final Path STATM = Path.of("/proc/self/statm");
  private static final int PAGE_BYTES = 4096;

  private ResidentMemory() {}

  /** In bytes; what the heap has reserved on systems that do not tell. */
  static long bytes() {
    try {
      Scanner pages = new Scanner(Files.readString(STATM));
      long unused = pages.nextLong();
      return pages.nextLong() * PAGE_BYTES;
    } catch (IOException unsupported) {
      return Runtime.getRuntime().totalMemory();
    }
  }
}
