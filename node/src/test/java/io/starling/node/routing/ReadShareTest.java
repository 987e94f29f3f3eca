package io.starling.node.routing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.starling.node.command.CommandTable;
import io.starling.node.routing.Levels.ReadLevel;
import io.starling.node.routing.Levels.WriteLevel;
import io.starling.storage.id.NodeId;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which reads another node may answer. */
class ReadShareTest {
  private static final NodeId NODE = new NodeId(0, 1);
  private static final int KEYS = 10_000;

  private static boolean covers(int percent, String command, Levels levels) {
    List<byte[]> words =
        Arrays.stream(command.split(" "))
            .map(word -> word.getBytes(StandardCharsets.US_ASCII))
            .toList();
    return new ReadShare(NODE, percent).covers(CommandTable.forSegment(words), words, levels);
  }

  private static boolean covers(int percent, String command) {
    return covers(percent, command, Levels.DEFAULT);
  }

  @Test
  void coversAboutSoManyKeysAndALargerOneCoversThemToo() {
    List<String> few =
        IntStream.range(0, KEYS).mapToObj(i -> "GET k" + i).filter(get -> covers(5, get)).toList();
    assertEquals(0.05, few.size() / (double) KEYS, 0.01);
    assertTrue(few.stream().allMatch(get -> covers(25, get)));
    assertTrue(IntStream.range(0, KEYS).allMatch(i -> covers(100, "GET k" + i)));
  }

  @Test
  void coversOnlyLinearizableReadsOfKeysThatHaveNotBeenElsewhere() {
    assertFalse(covers(100, "SET k v"));
    assertFalse(covers(100, "SEGMENT.COUNT"));
    assertFalse(covers(100, "GET k", new Levels(WriteLevel.QUORUM, ReadLevel.ONE)));
    assertFalse(covers(100, "GET k", Levels.DEFAULT.with(Levels.Detour.OVER)));
    assertTrue(covers(100, "MEMORY USAGE k"));
  }

  @Test
  void aTableOfThemForgetsWhatIsTakenBack() {
    ReadShares shares = new ReadShares();
    assertNull(shares.find(3));
    shares.set(3, NODE, 5);
    shares.set(3, NODE, 60);
    assertEquals(new ReadShare(NODE, 60), shares.find(3));
    assertNull(shares.find(2));
    shares.set(3, NODE, 0);
    assertNull(shares.find(3));
  }
}
