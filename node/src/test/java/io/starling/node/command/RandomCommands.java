package io.starling.node.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Supplier;

/** Commands as clients and their enemies send them, on few keys so that they meet. */
final class RandomCommands {
  private static final List<String> KEYS = List.of("a", "b", "c", "{a}x", "");
  private static final List<String> VALUES =
      List.of(
          "", "0", "1", "-1", "10", "hello", "3.25", "1e3", " 1", "01", "-0", "x\0y", "\u00ff\r\n");
  private static final List<String> INTEGERS =
      List.of(
          "0",
          "1",
          "-1",
          "5",
          "-5",
          "100",
          "2147483647",
          "2147483648",
          "-2147483649",
          "4294967296",
          "9223372036854775807",
          "9223372036854775808",
          "-9223372036854775808",
          "-9223372036854775809",
          "9223372036854775",
          "18446744073709551615",
          "",
          "x",
          "1.5",
          "+1",
          "00");
  private static final List<String> TIMES =
      List.of(
          "0",
          "-1",
          "9223372036854775",
          "9223372036854775300",
          "9223372036854775808",
          "-9223372036854775808",
          "",
          "x");
  private static final List<String> FLOATS =
      List.of(
          "0.1", "-0.1", "1e10", "3.0e3", "5.", ".5", "0x1p-3", "inf", "-inf", "nan", "1e", "abc",
          "1e4932", "1e5000", "1e-5000", " 1", "");
  private static final List<String> OPTIONS =
      List.of(
          "NX", "XX", "GET", "KEEPTTL", "PERSIST", "EX", "PX", "EXAT", "PXAT", "GT", "lt", "no");
  private static final List<String> NAMES =
      CommandTable.all().stream()
          .filter(row -> row.evaluation() instanceof Evaluation.BySegment && !row.isContainer())
          .map(Command::name)
          .toList();

  /** Far enough away that no key expires while a test runs. */
  private static final long LIFETIME_MIN_SECONDS = 1000;

  /** In seconds since 1970: the year 2096. */
  private static final long FAR_AHEAD = 4_000_000_000L;

  private final Random random;

  RandomCommands(long seed) {
    random = new Random(seed);
  }

  List<byte[]> next() {
    List<String> words = new ArrayList<>();
    String name = oneOf(NAMES);
    words.add(random.nextInt(10) == 0 ? name.toUpperCase(Locale.ROOT) : name);
    words.addAll(random.nextInt(20) == 0 ? anything() : arguments(name));
    return Words.of(words.toArray(String[]::new));
  }

  private List<String> arguments(String name) {
    return switch (name) {
      case "set" -> with(List.of(key(), value()), this::options);
      case "getex" -> with(List.of(key()), this::options);
      case "expire", "pexpire", "expireat", "pexpireat" ->
          with(List.of(key(), time(name)), this::conditions);
      case "setex" -> List.of(key(), time("EX"), value());
      case "psetex" -> List.of(key(), time("PX"), value());
      case "mset", "msetnx" -> List.of(key(), value(), key(), value());
      case "mget", "del", "unlink", "exists", "touch" -> List.of(key(), key(), key());
      case "getset", "setnx", "append" -> List.of(key(), value());
      case "getrange", "substr" -> List.of(key(), integer(), integer());
      case "setrange" -> List.of(key(), smallOffset(), value());
      case "incrby", "decrby" -> List.of(key(), integer());
      case "incrbyfloat" -> List.of(key(), random.nextBoolean() ? oneOf(FLOATS) : decimal());
      default -> List.of(key());
    };
  }

  /** Words that make no sense, but for small numbers: they might be a time that passes. */
  private List<String> anything() {
    List<String> words = new ArrayList<>();
    int count = random.nextInt(6);
    for (int i = 0; i < count; i++) {
      words.add(oneOf(List.of(key(), value(), integer(), oneOf(OPTIONS))));
    }
    words.removeIf(word -> word.matches("[1-9][0-9]{0,5}"));
    return words;
  }

  private List<String> options() {
    String option = oneOf(OPTIONS);
    return option.matches("[EP]X(AT)?") && random.nextInt(10) > 0
        ? List.of(option, time(option))
        : List.of(option);
  }

  private List<String> conditions() {
    return List.of(oneOf(List.of("NX", "xx", "GT", "LT", "what")));
  }

  private List<String> with(List<String> first, Supplier<List<String>> more) {
    List<String> words = new ArrayList<>(first);
    while (random.nextInt(3) > 0) {
      words.addAll(more.get());
    }
    return words;
  }

  /** A time that is long past, far ahead, or none at all; never one that passes during a test. */
  private String time(String form) {
    if (random.nextInt(4) == 0) {
      return oneOf(TIMES);
    }
    boolean millis = form.toUpperCase(Locale.ROOT).startsWith("P");
    boolean absolute = form.toUpperCase(Locale.ROOT).endsWith("AT");
    long seconds = (random.nextInt(8) - 1) * LIFETIME_MIN_SECONDS + (absolute ? FAR_AHEAD : 0);
    return String.valueOf(millis ? seconds * 1000 : seconds);
  }

  private String decimal() {
    double scale = Math.pow(10, random.nextInt(24) - 12);
    String digits = String.valueOf(random.nextGaussian() * scale);
    return random.nextBoolean() ? digits : digits.substring(0, Math.min(digits.length(), 6));
  }

  /** Redis would take up to 512 MB. */
  private String smallOffset() {
    return random.nextInt(8) == 0
        ? oneOf(List.of("-1", "x", ""))
        : String.valueOf(random.nextInt(9));
  }

  private String key() {
    return oneOf(KEYS);
  }

  private String value() {
    return oneOf(VALUES);
  }

  private String integer() {
    return random.nextInt(3) == 0 ? oneOf(INTEGERS) : String.valueOf(random.nextInt(41) - 20);
  }

  private <T> T oneOf(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
