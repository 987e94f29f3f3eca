package io.starling.node.command;

/**
 * The matcher of Redis 7 line by line ({@code stringmatchlen_impl} in util.c), exponential as it
 * is: the yardstick of {@link Glob} for short texts.
 */
final class RecursiveGlob {
  private final byte[] pattern;
  private final byte[] text;

  RecursiveGlob(byte[] pattern, byte[] text) {
    this.pattern = pattern;
    this.text = text;
  }

  boolean matches() {
    return matches(0, 0);
  }

  private boolean matches(int p, int t) {
    if (p == pattern.length) {
      return t == text.length;
    }
    if (pattern[p] == '*') {
      return matches(p + 1, t) || (t < text.length && matches(p, t + 1));
    }
    if (t == text.length) {
      return false;
    }
    return switch (pattern[p]) {
      case '?' -> matches(p + 1, t + 1);
      case '[' -> matchesClass(p + 1, t);
      case '\\' -> matchesByte(p + 1 < pattern.length ? p + 1 : p, t);
      default -> matchesByte(p, t);
    };
  }

  private boolean matchesByte(int p, int t) {
    return pattern[p] == text[t] && matches(p + 1, t + 1);
  }

  private boolean matchesClass(int start, int t) {
    int p = start;
    boolean not = at(p) == '^';
    if (not) {
      p++;
    }
    boolean match = false;
    while (true) {
      if (pattern.length - p >= 2 && at(p) == '\\') {
        p++;
        match |= at(p) == text[t];
      } else if (at(p) == ']') {
        break;
      } else if (p == pattern.length) {
        p--;
        break;
      } else if (pattern.length - p >= 3 && at(p + 1) == '-') {
        int low = Math.min(at(p), at(p + 2));
        int high = Math.max(at(p), at(p + 2));
        p += 2;
        match |= low <= text[t] && text[t] <= high;
      } else {
        match |= at(p) == text[t];
      }
      p++;
    }
    return match != not && matches(p + 1, t + 1);
  }

  /** The pattern ends with a zero byte, as in C. */
  private byte at(int p) {
    return p < pattern.length ? pattern[p] : 0;
  }
}
