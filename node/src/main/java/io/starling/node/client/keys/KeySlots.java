package io.starling.node.client.keys;

import io.starling.node.command.ErrorCode;
import io.starling.node.command.KeyRange;
import io.starling.node.command.Reply;
import io.starling.storage.id.HashSlot;
import java.util.List;
import java.util.function.IntUnaryOperator;

/** Where the keys of one command lie. */
final class KeySlots {
  static final Reply CROSS_SLOT =
      Reply.failure(ErrorCode.CROSSSLOT, "Keys in request don't hash to the same slot");

  /** Answer of {@link #common} if the keys do not lie together. */
  static final int APART = -1;

  private KeySlots() {}

  /**
   * The place that all keys share, or {@link #APART}.
   *
   * @param placeOfSlot from a slot to what is to be the same
   */
  static int common(KeyRange keys, List<byte[]> arguments, IntUnaryOperator placeOfSlot) {
    int place = placeOfSlot.applyAsInt(HashSlot.of(arguments.get(keys.first())));
    int last = keys.lastIndex(arguments.size());
    for (int i = keys.first() + keys.step(); i <= last; i += keys.step()) {
      if (placeOfSlot.applyAsInt(HashSlot.of(arguments.get(i))) != place) {
        return APART;
      }
    }
    return place;
  }
}
