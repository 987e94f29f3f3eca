package io.starling.node.bench;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.function.IntSupplier;
import java.util.function.IntUnaryOperator;

/** Draws requests. Not for several threads. */
@FunctionalInterface
interface Requests {
  Request next();

  /** Reads and writes in the proportions of a load. */
  static Requests of(Load load, int client, IntUnaryOperator numbers) {
    SplittableRandom random = new SplittableRandom(load.seed() + client);
    IntSupplier keys =
        load.zipf() ? new ZipfKeys(load.keyCount(), random) : () -> random.nextInt(load.keyCount());
    return () ->
        new Request(
            random.nextDouble() < load.readRatio(), key(numbers.applyAsInt(keys.getAsInt())));
  }

  /** Writes of every key from one on, each so many after the last. */
  static Requests filling(int first, int step, IntUnaryOperator numbers) {
    int[] next = {first};
    return () -> {
      Request request = new Request(false, key(numbers.applyAsInt(next[0])));
      next[0] += step;
      return request;
    };
  }

  /** {@code key:} and twelve digits; by hand, as it is done for each request. */
  static byte[] key(int index) {
    byte[] key = "key:000000000000".getBytes(StandardCharsets.US_ASCII);
    int rest = index;
    for (int at = key.length - 1; rest > 0; at--) {
      key[at] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    return key;
  }
}
