package io.starling.chaos.fuzz;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.starling.node.resp.ProtocolException;
import io.starling.node.resp.RequestDecoder;
import io.starling.node.resp.RequestLimits;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Decodes the same bytes in one piece and cut at random, which must make no difference, and checks
 * that the decoder holds no more memory than it has received. The first eight bytes of an input are
 * the seed of the cuts.
 */
public final class RequestDecoderFuzz {
  private static final int SEED_BYTES = Long.BYTES;
  private static final int FRAGMENT_BYTES_MAX = 40;
  private static final int HELD_AT_FIRST_BYTES = 32 * 1024;
  private static final RequestLimits LIMITS =
      RequestLimits.authenticated(1024 * 1024, 512 << 20, 1 << 30);

  private RequestDecoderFuzz() {}

  /** Called by Jazzer; throws if the decoder is wrong. */
  public static void fuzzerTestOneInput(byte[] input) {
    if (input.length < SEED_BYTES) {
      return;
    }
    long seed = ByteBuffer.wrap(input).getLong();
    byte[] bytes = java.util.Arrays.copyOfRange(input, SEED_BYTES, input.length);
    compare(bytes, seed, LIMITS);
    compare(bytes, seed, RequestLimits.UNAUTHENTICATED);
  }

  private static void compare(byte[] bytes, long seed, RequestLimits limits) {
    List<String> whole = decode(bytes, new SplittableRandom(seed), Integer.MAX_VALUE, limits);
    List<String> cut = decode(bytes, new SplittableRandom(seed), FRAGMENT_BYTES_MAX, limits);
    if (!whole.equals(cut)) {
      throw new IllegalStateException("seed " + seed + ": in one piece " + whole + ", cut " + cut);
    }
  }

  /** The requests in the bytes, and at the end the error if there is one. */
  private static List<String> decode(
      byte[] bytes, SplittableRandom random, int fragmentBytesMax, RequestLimits limits) {
    RequestDecoder decoder = new RequestDecoder();
    List<String> decoded = new ArrayList<>();
    ByteBuf received = Unpooled.buffer();
    try {
      for (int at = 0; at < bytes.length; ) {
        int length = Math.min(bytes.length - at, random.nextInt(fragmentBytesMax) + 1);
        length = fragmentBytesMax == Integer.MAX_VALUE ? bytes.length : length;
        received.writeBytes(bytes, at, length);
        at += length;
        takeRequests(decoder, received, limits, decoded);
        checkMemory(decoder, at);
        received.discardReadBytes();
      }
    } catch (ProtocolException broken) {
      decoded.add("error " + broken.getMessage());
    }
    return decoded;
  }

  private static void takeRequests(
      RequestDecoder decoder, ByteBuf received, RequestLimits limits, List<String> decoded)
      throws ProtocolException {
    for (List<byte[]> request = decoder.next(received, limits);
        request != null;
        request = decoder.next(received, limits)) {
      StringBuilder text = new StringBuilder();
      for (byte[] argument : request) {
        text.append(argument.length).append(':');
        text.append(new String(argument, StandardCharsets.ISO_8859_1));
      }
      decoded.add(text.toString());
    }
  }

  private static void checkMemory(RequestDecoder decoder, long receivedBytes) {
    // An argument takes four bytes on the wire at least, and has a fixed overhead here.
    long fair = HELD_AT_FIRST_BYTES + receivedBytes * RequestLimits.ARGUMENT_OVERHEAD_BYTES;
    if (decoder.heldBytes() > fair) {
      throw new IllegalStateException(
          "holds %d bytes after %d received".formatted(decoder.heldBytes(), receivedBytes));
    }
  }
}
