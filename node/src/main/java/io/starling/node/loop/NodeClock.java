package io.starling.node.loop;

import io.starling.node.replication.Now;
import java.util.concurrent.TimeUnit;
import jnr.ffi.LibraryLoader;
import jnr.ffi.Pointer;
import jnr.ffi.Runtime;

/**
 * The clocks of this machine. The monotonic one is {@code CLOCK_BOOTTIME} where there is one:
 * unlike {@link System#nanoTime} it counts the time in which the machine was suspended, and a lease
 * that ran out meanwhile must not look alive. Safe in any thread.
 */
public final class NodeClock {
  private static final int CLOCK_BOOTTIME = 7;
  private static final int TIMESPEC_BYTES = 16;

  private final ThreadLocal<Pointer> timespec;
  private final LibC libc;
  private final boolean hasBootTime;

  /** The call that is needed; the name is that of the C library. */
  public interface LibC {
    /** See clock_gettime(2). */
    int clock_gettime(int clock, Pointer timespec);
  }

  private NodeClock(LibC libc, Runtime runtime) {
    this.libc = libc;
    this.timespec = ThreadLocal.withInitial(() -> allocate(runtime));
    this.hasBootTime = libc.clock_gettime(CLOCK_BOOTTIME, timespec.get()) == 0;
  }

  /** The clocks of the machine that this process runs on. */
  public static NodeClock system() {
    LibC libc = LibraryLoader.create(LibC.class).load("c");
    return new NodeClock(libc, Runtime.getRuntime(libc));
  }

  private static Pointer allocate(Runtime runtime) {
    return runtime.getMemoryManager().allocateDirect(TIMESPEC_BYTES);
  }

  /** Both times, now. */
  public Now now() {
    return new Now(monotonicNanos(), System.currentTimeMillis());
  }

  /** The monotonic time, in nanoseconds since some moment before this process began. */
  public long monotonicNanos() {
    if (!hasBootTime) {
      return System.nanoTime();
    }
    Pointer buffer = timespec.get();
    if (libc.clock_gettime(CLOCK_BOOTTIME, buffer) != 0) {
      throw new IllegalStateException("CLOCK_BOOTTIME was there and is no more");
    }
    return TimeUnit.SECONDS.toNanos(buffer.getLong(0)) + buffer.getLong(8);
  }
}
