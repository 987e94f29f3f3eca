package io.starling.node.command.argument;

/** Letters as Redis compares them: only A to Z have a case. */
public final class Ascii {
  private Ascii() {}

  public static byte lower(byte b) {
    return b >= 'A' && b <= 'Z' ? (byte) (b + ('a' - 'A')) : b;
  }

  public static boolean equalsIgnoringCase(byte[] left, byte[] right) {
    if (left.length != right.length) {
      return false;
    }
    for (int i = 0; i < left.length; i++) {
      if (lower(left[i]) != lower(right[i])) {
        return false;
      }
    }
    return true;
  }

  /** Whether {@code bytes} spell {@code word}, which is plain ASCII, in any case. */
  public static boolean spells(byte[] bytes, String word) {
    if (bytes.length != word.length()) {
      return false;
    }
    for (int i = 0; i < bytes.length; i++) {
      if (lower(bytes[i]) != lower((byte) word.charAt(i))) {
        return false;
      }
    }
    return true;
  }
}
