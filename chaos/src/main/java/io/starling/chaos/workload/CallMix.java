package io.starling.chaos.workload;

import io.starling.chaos.history.Call;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * Which calls are made how often, in percent.
 *
 * @param reads of a register or a counter
 * @param writes of a register
 * @param increments of a counter
 * @param appends to a log
 * @param locks set if absent
 * @param deletes of a register or a lock
 * @param batchWrites of a pair; what is left to 100 are reads of a pair
 */
public record CallMix(
    int reads, int writes, int increments, int appends, int locks, int deletes, int batchWrites) {
  /** Half of the calls change something. */
  public static final CallMix EVEN = new CallMix(40, 30, 6, 4, 4, 5, 6);

  public CallMix {
    int sum = reads + writes + increments + appends + locks + deletes + batchWrites;
    if (sum > 100) {
      throw new IllegalArgumentException("the parts of a mix add up to " + sum + " %");
    }
  }

  /**
   * @param unique never given before
   */
  Call draw(RandomGenerator random, KeyFamily keys, String unique) {
    int left = random.nextInt(100);
    boolean either = random.nextInt(3) > 0;
    if ((left -= reads) < 0) {
      return new Call.Read(either ? keys.register() : keys.counter());
    }
    if ((left -= writes) < 0) {
      return new Call.Write(keys.register(), unique);
    }
    if ((left -= increments) < 0) {
      return new Call.Increment(keys.counter(), 1);
    }
    if ((left -= appends) < 0) {
      return new Call.Append(keys.log(), "<" + unique + ">");
    }
    if ((left -= locks) < 0) {
      return new Call.SetIfAbsent(keys.lock(), unique);
    }
    if ((left -= deletes) < 0) {
      return new Call.Delete(either ? keys.lock() : keys.register());
    }
    return left - batchWrites < 0 ? batchWrite(keys, unique) : new Call.BatchRead(keys.pair());
  }

  private static Call batchWrite(KeyFamily keys, String unique) {
    TreeMap<String, String> values = new TreeMap<>();
    keys.pair().forEach(key -> values.put(key, unique));
    return new Call.BatchWrite(values);
  }
}
