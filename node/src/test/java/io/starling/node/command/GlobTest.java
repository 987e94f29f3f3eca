package io.starling.node.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.starling.node.command.argument.RefusedException;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class GlobTest {
  @Test
  void matchesStarsQuestionMarksClassesAndEscapes() {
    assertTrue(matches("h*llo", "heeeello"));
    assertTrue(matches("h?llo", "hallo"));
    assertTrue(matches("h[ae]llo", "hello"));
    assertTrue(matches("h[^e]llo", "hallo"));
    assertTrue(matches("h[a-c]llo", "hbllo"));
    assertTrue(matches("h\\*llo", "h*llo"));
    assertTrue(matches("*", ""));
    assertFalse(matches("h[^e]llo", "hello"));
    assertFalse(matches("h\\*llo", "hxllo"));
    assertFalse(matches("h?llo", "hllo"));
    assertFalse(matches("hello", "hello!"));
  }

  @Test
  void readsPatternsThatAreNotWellFormedAsRedisDoes() {
    assertTrue(matches("[abc", "b"));
    assertTrue(matches("[c-a]", "b"));
    assertTrue(matches("[^", "x"));
    assertTrue(matches("a\\", "a\\"));
    assertTrue(matches("[a-]", "]"));
    assertFalse(matches("[]", "x"));
    assertFalse(matches("[", "["));
  }

  @Property(tries = 20_000)
  void agreesWithTheRecursionOfRedis(
      @ForAll("patterns") String pattern, @ForAll("texts") String text) {
    byte[] patternBytes = Words.bytes(pattern);
    byte[] textBytes = Words.bytes(text);
    assertEquals(
        new RecursiveGlob(patternBytes, textBytes).matches(),
        Glob.of(patternBytes).matches(textBytes));
  }

  @Test
  void matchesFortyStarsAgainstALongTextInFewSteps() {
    assertFalse(matches("*a".repeat(40) + "b", "a".repeat(60_000)));
  }

  @Test
  void readsTenThousandNestedStarsAndClasses() {
    assertTrue(matches("*".repeat(10_000), "x"));
    assertFalse(matches("*?".repeat(10_000), "x"));
    assertTrue(matches("[".repeat(10_000), "["));
  }

  @Test
  void refusesToGoOnWhenKeysAndPatternAreMadeToCostTooMuch() {
    Glob glob = Glob.of(Words.bytes("*" + "a".repeat(30_000) + "b"));
    byte[] text = Words.bytes("a".repeat(65_536));
    assertThrows(RefusedException.class, () -> glob.matches(text));
  }

  @Provide
  Arbitrary<String> patterns() {
    return Arbitraries.strings().withChars("ab*?[]^-\\\u00ff").ofMaxLength(12);
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.strings().withChars("ab]^-\\\u00ff").ofMinLength(1).ofMaxLength(8);
  }

  private static boolean matches(String pattern, String text) {
    return Glob.of(Words.bytes(pattern)).matches(Words.bytes(text));
  }
}
