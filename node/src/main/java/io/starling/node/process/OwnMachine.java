package io.starling.node.process;

import com.sun.management.OperatingSystemMXBean;
import io.starling.gossip.status.Resources;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the machine, or the container, lets this process use. */
final class OwnMachine {
  private static final Path INTERFACES = Path.of("/sys/class/net");
  private static final double BYTES_OF_A_MEGABIT = 1e6 / 8;

  /** What is taken for the speed where no interface tells one, as in most virtual machines. */
  private static final double MEGABITS_UNKNOWN = 1_000;

  private OwnMachine() {}

  /**
   * All of it.
   *
   * @param disk that the data directory is on
   * @throws IOException if the disk does not tell how large it is
   */
  static Resources resources(FileStore disk) throws IOException {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    return new Resources(
        Runtime.getRuntime().availableProcessors(),
        system.getTotalMemorySize(),
        disk.getTotalSpace(),
        2 * megabits() * BYTES_OF_A_MEGABIT);
  }

  /** Of the fastest interface, in one direction. */
  private static double megabits() {
    double fastest = 0;
    try (DirectoryStream<Path> interfaces = Files.newDirectoryStream(INTERFACES)) {
      for (Path each : interfaces) {
        fastest = Math.max(fastest, megabitsOf(each));
      }
    } catch (IOException unsupported) {
      return MEGABITS_UNKNOWN;
    }
    return fastest > 0 ? fastest : MEGABITS_UNKNOWN;
  }

  /** One that is down, or not made of wire, tells nothing or -1. */
  private static double megabitsOf(Path networkInterface) {
    try {
      return Double.parseDouble(Files.readString(networkInterface.resolve("speed")).strip());
    } catch (IOException | NumberFormatException untold) {
      return 0;
    }
  }
}
