package io.starling.storage.segment;

import net.openhft.posix.PosixAPI;

/** What Chronicle Map needs of the process before its first map. */
public final class ChronicleRuntime {
  private ChronicleRuntime() {}

  /**
   * Silences the library: it neither announces itself nor reports its use to anyone. To be called
   * as early as possible.
   *
   * @throws IllegalStateException if disk space cannot be reserved here: a full disk would then end
   *     in faults instead of errors
   */
  public static void prepare() {
    System.setProperty("chronicle.announcer.disable", "true");
    System.setProperty("chronicle.analytics.disable", "true");
    if (PosixAPI.posix().getClass().getSimpleName().startsWith("NoOp")) {
      throw new IllegalStateException(
          "the native library that reserves disk space could not be loaded; is "
              + System.getProperty("java.io.tmpdir")
              + " mounted noexec? Point -Djava.io.tmpdir to a directory that allows execution");
    }
  }
}
