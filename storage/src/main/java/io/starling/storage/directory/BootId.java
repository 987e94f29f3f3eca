package io.starling.storage.directory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Tells one start of the machine from the next. */
@FunctionalInterface
public interface BootId {
  /**
   * What is the same until the machine stops, and never again. Empty if the system does not tell;
   * then every unclean stop counts as one of the machine.
   */
  Optional<String> current();

  /** That of the Linux kernel. */
  static BootId ofThisMachine() {
    return () -> {
      try {
        return Optional.of(Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip());
      } catch (IOException e) {
        return Optional.empty();
      }
    };
  }
}
