package io.starling.node.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

class RefusalTest {
  private static final int COMMAND_COUNT = 500;

  @Property(tries = 100)
  void aCommandThatAnswersAnErrorChangesNothing(@ForAll long seed) {
    FakeSegment segment = new FakeSegment(1_000_000);
    RandomCommands commands = new RandomCommands(seed);
    for (int i = 0; i < COMMAND_COUNT; i++) {
      evaluate(segment, commands.next());
    }
  }

  @Property
  void wordsOfAnyBytesAreAnswered(@ForAll @Size(max = 6) List<byte[]> words) {
    FakeSegment segment = new FakeSegment(1_000_000);
    for (Command row : CommandTable.all()) {
      List<byte[]> command = new ArrayList<>(words);
      command.add(0, Words.bytes(row.name()));
      evaluate(segment, command);
    }
  }

  private static void evaluate(FakeSegment segment, List<byte[]> command) {
    int before = segment.changeCount();
    Reply reply = CommandTable.evaluate(segment, command);
    if (reply instanceof Reply.Failure) {
      assertEquals(before, segment.changeCount(), () -> Words.show(command));
    }
  }
}
