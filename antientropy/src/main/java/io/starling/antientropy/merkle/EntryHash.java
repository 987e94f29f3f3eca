package io.starling.antientropy.merkle;

import com.dynatrace.hash4j.hashing.Hasher64;
import com.dynatrace.hash4j.hashing.Hashing;
import io.starling.storage.entry.EntryHeader;
import io.starling.storage.entry.Key;
import io.starling.storage.entry.Version;

/**
 * One 64-bit number for a key and all that it maps to, the value by its hash. Every field goes
 * through XXH3, so that numbers of different entries are independent and a sum of them does not
 * cancel.
 */
final class EntryHash {
  private static final Hasher64 XXH3 = Hashing.xxh3_64();

  private EntryHash() {}

  /** The part that old and new entry of a key share. */
  static long ofKey(Key key) {
    return XXH3.hashBytesToLong(key.bytes());
  }

  static long of(long keyHash, EntryHeader header) {
    Version version = header.version();
    long when = XXH3.hashLongLongLongToLong(keyHash, version.epoch(), version.sequence());
    long flagsAndLength = (long) header.flags() << 32 | header.valueLength();
    long what =
        XXH3.hashLongLongLongToLong(header.expireAtMillis(), flagsAndLength, header.valueHash());
    return XXH3.hashLongLongToLong(when, what);
  }
}
