package io.starling.chaos.fuzz;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * Gives bytes to the decoders of what other nodes say. Each either refuses them, in the one way it
 * has, or reads a message that it can write and read again. What it allocates is bounded by what it
 * was given: no length is believed. The first byte of an input names the decoder.
 */
public final class PeerMessageFuzz {
  private static final List<PeerDecoder> DECODERS = List.of(PeerDecoder.values());
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** Buffers that are made whatever the input is. */
  private static final long ALLOCATED_AT_FIRST_BYTES = 1L << 20;

  /** A block of LZ4 may grow 255 times, and an entry of 40 bytes becomes a few objects. */
  private static final long ALLOCATED_PER_BYTE = 4_000;

  private PeerMessageFuzz() {}

  /** A message for a decoder, as this takes it. */
  static byte[] input(PeerDecoder decoder, byte[] message) {
    byte[] input = new byte[message.length + 1];
    input[0] = (byte) DECODERS.indexOf(decoder);
    System.arraycopy(message, 0, input, 1, message.length);
    return input;
  }

  /** Called by Jazzer; throws if a decoder is wrong. */
  public static void fuzzerTestOneInput(byte[] input) {
    if (input.length == 0) {
      return;
    }
    PeerDecoder decoder = decoderOf(input);
    byte[] message = messageOf(input);
    long allowed = ALLOCATED_AT_FIRST_BYTES + message.length * ALLOCATED_PER_BYTE;
    long allocated = allocated(decoder, message);
    if (allocated > allowed) {
      // Perhaps classes were loaded, and instrumented: that happens once.
      allocated = allocated(decoder, message);
    }
    if (allocated > allowed) {
      throw new IllegalStateException(
          "%s allocates %d bytes for %d".formatted(decoder, allocated, message.length));
    }
    byte[] once = decoder.recoded(message);
    if (once != null) {
      requireStable(decoder, once);
    }
  }

  private static long allocated(PeerDecoder decoder, byte[] message) {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    byte[] unused = decoder.recoded(message);
    return THREADS.getCurrentThreadAllocatedBytes() - before;
  }

  static PeerDecoder decoderOf(byte[] input) {
    return DECODERS.get(Byte.toUnsignedInt(input[0]) % DECODERS.size());
  }

  static byte[] messageOf(byte[] input) {
    return Arrays.copyOfRange(input, 1, input.length);
  }

  private static void requireStable(PeerDecoder decoder, byte[] once) {
    byte[] twice = decoder.recoded(once);
    if (!Arrays.equals(once, twice)) {
      throw new IllegalStateException(
          "%s does not read what it wrote: %s".formatted(decoder, HexFormat.of().formatHex(once)));
    }
  }
}
