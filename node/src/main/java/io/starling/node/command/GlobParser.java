package io.starling.node.command;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/** Reads a {@link Glob}, with all that Redis does with patterns that are not well formed. */
final class GlobParser {
  private static final int BYTES = 256;

  private final byte[] pattern;
  private final int[] elements;
  private final List<BitSet> classes = new ArrayList<>();
  private int elementCount;
  private int at;

  GlobParser(byte[] pattern) {
    this.pattern = pattern;
    this.elements = new int[pattern.length];
  }

  Glob parse() {
    while (at < pattern.length) {
      byte b = pattern[at++];
      switch (b) {
        case '*' -> addMany();
        case '?' -> add(Glob.ANY);
        case '[' -> addClass();
        case '\\' -> addByte(at < pattern.length ? pattern[at++] : b);
        default -> addByte(b);
      }
    }
    return new Glob(Arrays.copyOf(elements, elementCount), classes.toArray(BitSet[]::new));
  }

  /** A run of stars is one: the second could only match what the first has left. */
  private void addMany() {
    if (elementCount == 0 || elements[elementCount - 1] != Glob.MANY) {
      add(Glob.MANY);
    }
  }

  private void addByte(byte b) {
    add(b & 0xff);
  }

  private void add(int element) {
    elements[elementCount++] = element;
  }

  /** The class ends with its bracket, or with the pattern. */
  private void addClass() {
    boolean negated = at < pattern.length && pattern[at] == '^';
    if (negated) {
      at++;
    }
    BitSet members = new BitSet(BYTES);
    while (at < pattern.length && pattern[at] != ']') {
      addMember(members);
    }
    at++;
    if (negated) {
      members.flip(0, BYTES);
    }
    add(Glob.CLASS + classes.size());
    classes.add(members);
  }

  private void addMember(BitSet members) {
    int left = pattern.length - at;
    if (left >= 2 && pattern[at] == '\\') {
      members.set(pattern[at + 1] & 0xff);
      at += 2;
    } else if (left >= 3 && pattern[at + 1] == '-') {
      addRange(members, pattern[at], pattern[at + 2]);
      at += 3;
    } else {
      members.set(pattern[at] & 0xff);
      at++;
    }
  }

  /** Either bound may be the greater one; bytes are signed here, as in Redis on x86. */
  private static void addRange(BitSet members, byte one, byte other) {
    for (int b = Math.min(one, other); b <= Math.max(one, other); b++) {
      members.set(b & 0xff);
    }
  }
}
