package io.starling.chaos.entries;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class RegistersTest {
  private final Entries entries = new Entries(10, 200, 2, 5_000);
  private final Registers registers = new Registers(entries);

  private void write(int entry) {
    registers.acknowledged(entry, registers.begin(entry));
  }

  @Test
  void aValueTellsOfWhichEntryAndWriteItIs() {
    assertEquals(7, entries.write(3, entries.value(3, 7)));
    assertEquals(200, entries.value(3, 7).length());
    assertEquals(5_000, entries.value(11, 7).length());
    assertNotEquals(entries.value(3, 7).substring(30), entries.value(3, 8).substring(30));
  }

  @Test
  void aValueThatIsNotWholeIsOfNoWrite() {
    String value = entries.value(3, 7);
    assertEquals(-1, entries.write(4, value));
    assertEquals(-1, entries.write(3, value.substring(0, 199)));
    assertEquals(-1, entries.write(3, value.substring(0, 199) + "?"));
    assertEquals(-1, entries.write(3, "garbage"));
  }

  @Test
  void anAnswerOlderThanTheLastAcknowledgedWriteIsWrong() {
    write(1);
    write(1);
    assertTrue(registers.judge(1, registers.oldest(1), entries.value(1, 2)));
    assertFalse(registers.judge(1, registers.oldest(1), entries.value(1, 1)));
    assertFalse(registers.judge(1, registers.oldest(1), null));
    assertEquals(2, registers.wrongAnswers());
    assertEquals(
        "entry:1 holds nothing, and may hold its writes 2 to 2", registers.examples().get(1));
  }

  @Test
  void aWriteThatBeganMayShowOrNotButNotComeAndGo() {
    write(1);
    int oldest = registers.oldest(1);
    int begun = registers.begin(1);
    assertTrue(registers.judge(1, oldest, entries.value(1, 1)));
    assertTrue(registers.judge(1, oldest, entries.value(1, begun)));
    assertFalse(registers.judge(1, registers.oldest(1), entries.value(1, 1)));
  }

  @Test
  void whatNobodyWroteIsWrong() {
    assertTrue(registers.judge(5, registers.oldest(5), null));
    assertFalse(registers.judge(5, registers.oldest(5), entries.value(5, 1)));
  }
}
