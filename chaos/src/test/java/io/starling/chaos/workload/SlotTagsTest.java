package io.starling.chaos.workload;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.starling.storage.id.HashSlot;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SlotTagsTest {
  @Test
  void liesInTheMiddleOfEachPart() {
    List<Integer> slots =
        SlotTags.spread(4).stream()
            .map(tag -> HashSlot.of(("{" + tag + "}x").getBytes(StandardCharsets.US_ASCII)))
            .toList();
    assertEquals(List.of(2048, 6144, 10240, 14336), slots);
  }
}
