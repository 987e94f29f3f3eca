package io.starling.node.settings;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How values are written: the grammar of numbers, sizes, times and choices, and what to say if they
 * are not.
 */
public final class SettingText {
  private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");
  private static final Pattern BYTES = Pattern.compile("(\\d{1,12})(b|k|kb|m|mb|g|gb|t|tb)?");
  private static final Pattern PERCENT = Pattern.compile("(\\d{1,4}(?:\\.\\d{1,3})?)%?");
  private static final double PERCENT_MAX = 1_000;
  private static final Pattern TIME = Pattern.compile("(\\d{1,9})(ms|s|m|h)");

  private SettingText() {}

  static int count(String text) {
    if (!NUMBER.matcher(text).matches() || Long.parseLong(text) > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "'" + text + "' is no number: write digits only, such as 3");
    }
    return Integer.parseInt(text);
  }

  /**
   * Bytes with the units of Redis: {@code 1k} is 1000 bytes, {@code 1kb} is 1024, case does not
   * matter.
   *
   * @throws IllegalArgumentException saying what is wrong
   * @throws ArithmeticException if there is no such number
   */
  public static long bytes(String text) {
    Matcher matcher = BYTES.matcher(text.toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "'" + text + "' is no size: write a number and a unit, such as 512mb or 1gb");
    }
    String unit = matcher.group(2) == null ? "b" : matcher.group(2);
    return Math.multiplyExact(Long.parseLong(matcher.group(1)), bytesPer(unit));
  }

  private static long bytesPer(String unit) {
    long base = unit.length() == 2 ? 1024 : 1000;
    return switch (unit.charAt(0)) {
      case 'k' -> base;
      case 'm' -> base * base;
      case 'g' -> base * base * base;
      case 't' -> base * base * base * base;
      default -> 1;
    };
  }

  /** A percentage such as {@code 80} or {@code 80%}, as a fraction. */
  static double percent(String text) {
    Matcher matcher = PERCENT.matcher(text);
    double percent = matcher.matches() ? Double.parseDouble(matcher.group(1)) : 0;
    if (percent <= 0 || percent > PERCENT_MAX) {
      throw new IllegalArgumentException(
          "'" + text + "' is no part of a capacity: write a percentage, such as 80");
    }
    return percent / 100;
  }

  static Duration time(String text) {
    if (text.equals("0")) {
      return Duration.ZERO;
    }
    Matcher matcher = TIME.matcher(text.toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "'" + text + "' is no time: write a number and a unit, such as 600ms, 20s, 5m or 1h");
    }
    long amount = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "ms" -> Duration.ofMillis(amount);
      case "s" -> Duration.ofSeconds(amount);
      case "m" -> Duration.ofMinutes(amount);
      default -> Duration.ofHours(amount);
    };
  }

  /** A constant of an enum, written in lower case with hyphens. */
  static <E extends Enum<E>> E choice(String text, Class<E> choices) {
    for (E choice : choices.getEnumConstants()) {
      if (written(choice).equals(text.toLowerCase(Locale.ROOT))) {
        return choice;
      }
    }
    String all =
        Arrays.stream(choices.getEnumConstants())
            .map(SettingText::written)
            .collect(Collectors.joining(", "));
    throw new IllegalArgumentException("'" + text + "' is none of the choices: " + all);
  }

  private static String written(Enum<?> choice) {
    return choice.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
