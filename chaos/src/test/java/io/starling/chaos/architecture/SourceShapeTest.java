package io.starling.chaos.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the compiler does not check about how this code reads. */
class SourceShapeTest {
  private static final int LINES_MAX = 500;
  private static final Pattern HOLLOW_NAME =
      Pattern.compile(".*(Impl|Util|Utils|Manager|Helper|Helpers)\\.java");

  @Test
  void theSourcesAreFound() {
    assertFalse(SourceTree.files().isEmpty(), "no sources below " + Path.of("..").toAbsolutePath());
  }

  @Test
  void everyPackageSaysWhatItIsAndIsNonNullByDefault() {
    List<Path> silent =
        SourceTree.production().stream()
            .map(file -> Objects.requireNonNull(file.getParent()).resolve("package-info.java"))
            .distinct()
            .filter(info -> !Files.exists(info) || !isNonNullByDefault(SourceTree.read(info)))
            .toList();
    assertEquals(List.of(), silent);
  }

  @Test
  void noFileIsLongerThanFiveHundredLines() {
    List<Path> tooLong =
        SourceTree.files().stream()
            .filter(file -> SourceTree.read(file).lines().count() > LINES_MAX)
            .toList();
    assertEquals(List.of(), tooLong);
  }

  @Test
  void noNameSaysThatTheWordWasNotFound() {
    List<Path> hollow =
        SourceTree.files().stream()
            .filter(file -> HOLLOW_NAME.matcher(file.toString()).matches())
            .toList();
    assertEquals(List.of(), hollow);
  }

  private static boolean isNonNullByDefault(String packageInfo) {
    return packageInfo.contains("@NullMarked") && packageInfo.startsWith("/**");
  }
}
