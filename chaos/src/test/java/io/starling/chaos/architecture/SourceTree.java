package io.starling.chaos.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The hand-written Java sources of all modules. */
final class SourceTree {
  private static final List<String> MODULES =
      List.of("storage", "antientropy", "gossip", "forecast", "node", "chaos");

  private SourceTree() {}

  /** Every source file, tests included, in path order. */
  static List<Path> files() {
    return Stream.concat(production().stream(), below("src/test/java").stream()).toList();
  }

  /** Every source file that goes into the jar, in path order. */
  static List<Path> production() {
    return below("src/main/java");
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> below(String folder) {
    // Surefire starts each module's tests in that module's folder.
    return MODULES.stream()
        .map(module -> Path.of("..", module, folder).normalize())
        .filter(Files::isDirectory)
        .flatMap(SourceTree::javaFiles)
        .sorted()
        .toList();
  }

  private static Stream<Path> javaFiles(Path root) {
    try (Stream<Path> walk = Files.walk(root)) {
      return walk.filter(file -> file.toString().endsWith(".java")).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
