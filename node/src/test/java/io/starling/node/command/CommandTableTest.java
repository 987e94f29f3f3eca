package io.starling.node.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.starling.node.command.argument.Ascii;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class CommandTableTest {
  @Test
  void findsEveryCommandInAnyCase() {
    for (Command row : CommandTable.all()) {
      assertSame(row, CommandTable.find(Words.bytes(row.name())));
      assertSame(row, CommandTable.find(Words.bytes(row.name().toUpperCase(Locale.ROOT))));
    }
  }

  @Property
  void findsNothingElse(@ForAll byte[] name) {
    Command found = CommandTable.find(name);
    assertTrue(found == null || Ascii.spells(name, found.name()));
  }

  @Test
  void findsSubcommandsInAnyCase() {
    Command client = command("client");
    assertEquals("client|id", Objects.requireNonNull(client.subcommand(Words.bytes("Id"))).name());
    assertNull(client.subcommand(Words.bytes("client|id")));
    assertNull(CommandTable.find(Words.bytes("client|id")));
  }

  @Test
  void hidesInternalCommandsFromClients() {
    byte[] name = Words.bytes("segment.flush");
    assertNull(CommandTable.find(name));
    assertNotNull(CommandTable.forSegment(List.of(name)));
  }

  @Test
  void describesEveryCommand() {
    for (Command row : CommandTable.all()) {
      assertFalse(row.description().summary().isEmpty(), row.name());
      assertFalse(row.description().since().isEmpty(), row.name());
    }
  }

  @Test
  void pointsOutTheKeys() {
    assertEquals(List.of("k"), keys("set", "k", "v", "EX", "5"));
    assertEquals(List.of("a", "b", "a"), keys("del", "a", "b", "a"));
    assertEquals(List.of("a", "b"), keys("mset", "a", "1", "b", "2"));
    assertEquals(List.of(), keys("scan", "0"));
  }

  @Test
  void refusesAWrongNumberOfArguments() {
    FakeSegment segment = new FakeSegment(0);
    assertEquals(
        "-ERR wrong number of arguments for 'get' command", Words.show(segment.evaluate("GET")));
    assertEquals(
        "-ERR wrong number of arguments for 'mset' command",
        Words.show(segment.evaluate("MSET", "a", "b", "c")));
  }

  @Test
  void namesAnUnknownCommandAndTheBeginningOfItsArguments() {
    assertEquals(
        "-ERR unknown command 'f  o', with args beginning with: 'a' 'c d' ",
        unknown("f\r\no", "a\0b", "c\nd"));
    assertEquals(
        "-ERR unknown command '"
            + "f".repeat(128)
            + "', with args beginning with: '"
            + "b".repeat(100)
            + "' '"
            + "c".repeat(25)
            + "' ",
        unknown("f".repeat(200), "b".repeat(100), "c".repeat(100), "d"));
  }

  @Test
  void tellsTheMemoryThatAnEntryTakes() {
    FakeSegment segment = new FakeSegment(0);
    segment.evaluate("SET", "key", "12345");
    assertEquals(":72", Words.show(segment.evaluate("MEMORY", "USAGE", "key")));
    assertEquals(":72", Words.show(segment.evaluate("memory", "usage", "key", "SAMPLES", "0")));
    assertEquals(
        Words.show(Reply.NIL), Words.show(segment.evaluate("MEMORY", "USAGE", "no such key")));
    for (String[] wrong :
        new String[][] {{"SAMPLES"}, {"SAMPLES", "-1"}, {"SAMPLES", "1", "2"}, {"FOO", "1"}}) {
      List<String> words = new ArrayList<>(List.of("MEMORY", "USAGE", "key"));
      words.addAll(List.of(wrong));
      assertEquals("-ERR syntax error", Words.show(segment.evaluate(words.toArray(String[]::new))));
    }
    assertEquals(
        "-ERR wrong number of arguments for 'memory|usage' command",
        Words.show(segment.evaluate("MEMORY", "USAGE")));
    assertEquals(List.of("k"), keysOf(command("memory").subcommands().get(0), "memory usage k"));
  }

  private static List<String> keysOf(Command command, String words) {
    return command.keys().keysOf(Words.of(words.split(" "))).stream().map(Words::text).toList();
  }

  @Test
  void namesAnUnknownSubcommand() {
    assertEquals(
        "-ERR unknown subcommand 'foo'. Try CLIENT HELP.",
        Words.show(CommandErrors.unknownSubcommand(command("client"), Words.bytes("foo"))));
  }

  private static String unknown(String... words) {
    return Words.show(CommandErrors.unknownCommand(Words.of(words)));
  }

  private static Command command(String name) {
    return Objects.requireNonNull(CommandTable.find(Words.bytes(name)), name);
  }

  private static List<String> keys(String... words) {
    return command(words[0]).keys().keysOf(Words.of(words)).stream().map(Words::text).toList();
  }
}
