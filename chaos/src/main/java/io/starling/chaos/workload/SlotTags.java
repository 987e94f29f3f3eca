package io.starling.chaos.workload;

import io.starling.storage.id.HashSlot;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Finds hash tags for slots spread evenly over all of them. */
final class SlotTags {
  private SlotTags() {}

  /** A tag for the middle slot of each of that many equal parts of the slots. */
  static List<String> spread(int parts) {
    String[] tags = new String[parts];
    int missing = parts;
    for (int number = 0; missing > 0; number++) {
      String tag = Integer.toString(number, 36);
      int slot = HashSlot.of(tag.getBytes(StandardCharsets.US_ASCII));
      int part = slot * parts / HashSlot.COUNT;
      boolean middle = slot == (2 * part + 1) * HashSlot.COUNT / (2 * parts);
      if (middle && tags[part] == null) {
        tags[part] = tag;
        missing--;
      }
    }
    return new ArrayList<>(Arrays.asList(tags));
  }
}
