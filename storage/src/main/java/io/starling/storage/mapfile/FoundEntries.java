package io.starling.storage.mapfile;

import java.util.Arrays;

/** The entries that were found in a slice, in the order of their chunks. */
final class FoundEntries {
  private int[] chunk = new int[1024];
  private int[] taken = new int[1024];
  private long[] keyHash = new long[1024];
  private int count;
  private int torn;

  void clear() {
    count = 0;
    torn = 0;
  }

  void add(int firstChunk, int chunksTaken, long hash) {
    if (count == chunk.length) {
      chunk = Arrays.copyOf(chunk, 2 * count);
      taken = Arrays.copyOf(taken, 2 * count);
      keyHash = Arrays.copyOf(keyHash, 2 * count);
    }
    chunk[count] = firstChunk;
    taken[count] = chunksTaken;
    keyHash[count] = hash;
    count++;
  }

  /** Another stretch that is neither an entry nor zero. */
  void addTorn() {
    torn++;
  }

  /** Forgets one of them; those behind move up. */
  void remove(int index) {
    System.arraycopy(chunk, index + 1, chunk, index, count - index - 1);
    System.arraycopy(taken, index + 1, taken, index, count - index - 1);
    System.arraycopy(keyHash, index + 1, keyHash, index, count - index - 1);
    count--;
  }

  int count() {
    return count;
  }

  int torn() {
    return torn;
  }

  int chunk(int index) {
    return chunk[index];
  }

  int taken(int index) {
    return taken[index];
  }

  long keyHash(int index) {
    return keyHash[index];
  }

  /** Chunks that all of them take. */
  long chunks() {
    long sum = 0;
    for (int i = 0; i < count; i++) {
      sum += taken[i];
    }
    return sum;
  }

  /** A bit for each chunk, set if one of them takes it. */
  long[] takenBits(int words) {
    long[] bits = new long[words];
    for (int i = 0; i < count; i++) {
      for (int bit = chunk[i]; bit < chunk[i] + taken[i]; bit++) {
        bits[bit >>> 6] |= 1L << bit;
      }
    }
    return bits;
  }
}
