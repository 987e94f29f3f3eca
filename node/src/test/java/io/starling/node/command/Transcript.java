package io.starling.node.command;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Dialogues with a redis-server 7.0.15 that began empty: lines with a command after {@code >}, each
 * followed by a line with the reply. Empty lines and those that begin with {@code #} are for
 * people.
 */
final class Transcript {
  private Transcript() {}

  /** A command and the reply to it. */
  record Exchange(List<byte[]> command, String reply) {
    @Override
    public String toString() {
      return Words.show(command);
    }
  }

  static Stream<String> names() {
    return Stream.of("strings", "ranges", "counters", "floats", "keyspace", "expiry", "errors");
  }

  static List<Exchange> read(String name) throws IOException {
    List<Exchange> exchanges = new ArrayList<>();
    Iterator<String> lines = lines(name).iterator();
    while (lines.hasNext()) {
      String line = lines.next();
      if (line.startsWith("> ")) {
        exchanges.add(new Exchange(Words.parse(line.substring(2)), lines.next()));
      }
    }
    return exchanges;
  }

  private static List<String> lines(String name) throws IOException {
    InputStream file = Transcript.class.getResourceAsStream("/transcripts/" + name + ".txt");
    InputStreamReader text =
        new InputStreamReader(Objects.requireNonNull(file, name), StandardCharsets.US_ASCII);
    try (BufferedReader reader = new BufferedReader(text)) {
      return reader.lines().toList();
    }
  }
}
