package io.starling.node.process;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import jnr.ffi.LibraryLoader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the optimising compiler of the virtual machine give way to the threads that serve. In the
 * first minute of a process it has work all the time; where processors are few, it would take half
 * of them from the leases and clients of this node, and of others on the machine.
 *
 * <p>The quick compiler stays as it is: until it has come by, a loop runs interpreted. The virtual
 * machine has an option for both together only (CompilerThreadPriority). Does nothing where threads
 * are not listed in {@code /proc}.
 */
final class QuietCompiler {
  private static final Logger LOG = LoggerFactory.getLogger(QuietCompiler.class);
  private static final Path THREADS = Path.of("/proc/self/task");

  /** The first 15 letters of its threads' names are what the kernel has of them. */
  private static final String NAME = "C2 CompilerThre";

  /**
   * A tenth of the weight of other threads; see sched(7), "The nice value and group scheduling".
   */
  private static final int NICE = 10;

  private static final int PRIO_PROCESS = 0;

  /** The call that is needed; the name is that of the C library. */
  public interface LibC {
    /** See setpriority(2): of a thread, on Linux, though it says of a process. */
    int setpriority(int which, int who, int priority);
  }

  private QuietCompiler() {}

  /** Lowers the priority of the compiler's threads, and of those that they start. */
  static void lower() {
    if (!Files.isDirectory(THREADS)) {
      return;
    }
    try (DirectoryStream<Path> threads = Files.newDirectoryStream(THREADS)) {
      LibC libc = LibraryLoader.create(LibC.class).load("c");
      for (Path thread : threads) {
        if (isCompiler(thread)) {
          int id = Integer.parseInt(thread.getFileName().toString());
          int unused = libc.setpriority(PRIO_PROCESS, id, NICE);
        }
      }
    } catch (IOException | UnsatisfiedLinkError e) {
      LOG.debug("the compiler keeps its priority", e);
    }
  }

  private static boolean isCompiler(Path thread) {
    try {
      return Files.readString(thread.resolve("comm")).strip().equals(NAME);
    } catch (IOException ended) {
      return false;
    }
  }
}
