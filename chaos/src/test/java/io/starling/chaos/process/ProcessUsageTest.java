package io.starling.chaos.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ProcessUsageTest {
  @Test
  void countsUserAndKernelTimeBehindANameWithBlanksAndBrackets() {
    String stat = "42 (a (b) c) S 1 2 3 4 5 6 7 8 9 10 250 50 0 0 20 0 1";
    assertEquals(3_000, ProcessUsage.cpuMillis(stat));
  }

  @Test
  void readsResidentMemoryInKibibytes() {
    List<String> status = List.of("VmPeak:\t  9 kB", "VmRSS:\t  1234 kB", "RssAnon:\t 7 kB");
    assertEquals(1234 * 1024, ProcessUsage.residentBytes(status));
  }

  @Test
  void seesThisProcess() throws IOException {
    ProcessUsage usage = ProcessUsage.of(ProcessHandle.current().pid());
    assertTrue(usage.cpuMillis() > 0 && usage.residentBytes() > 1 << 20, usage::toString);
  }
}
