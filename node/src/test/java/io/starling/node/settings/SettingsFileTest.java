package io.starling.node.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsFileTest {
  @TempDir private Path directory;

  @Test
  void commentsAndEmptyLinesSayNothing() {
    SettingsFile file =
        SettingsFile.parse("f", List.of("# all", "", "  port = 7 # seven", "zone =", "secret=a#b"));
    assertEquals(
        Map.of(
            Setting.PORT, new SettingValue("7", "f line 3"),
            Setting.SECRET, new SettingValue("a#b", "f line 5")),
        file.values());
  }

  @Test
  void aTypingErrorIsRefusedWithTheNearestName() {
    assertEquals("f line 1: there is no setting prot; did you mean port?", refusal("prot = 1"));
    assertEquals(
        "f line 1: there is no setting colour-of-birds; see starling node --help",
        refusal("colour-of-birds = grey"));
  }

  @Test
  void aSettingThatComesTwiceIsRefused() {
    assertEquals(
        "f line 2: port is set twice; keep one of the lines", refusal("port = 1", "port = 2"));
  }

  @Test
  void aLineWithoutAnEqualsSignIsRefused() {
    assertEquals("f line 1: write it as name = value, not: port 1", refusal("port 1"));
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    Path missing = directory.resolve("missing.conf");
    SettingsFileException refusal =
        assertThrows(SettingsFileException.class, () -> SettingsFile.read(missing));
    assertTrue(String.valueOf(refusal.getMessage()).startsWith("there is no file " + missing));
  }

  @Test
  void aFileIsRead() throws IOException {
    Path file = Files.writeString(directory.resolve("f"), "port = 1\n");
    assertEquals(
        new SettingValue("1", file + " line 1"),
        SettingsFile.read(file).values().get(Setting.PORT));
  }

  private static String refusal(String... lines) {
    return String.valueOf(
        assertThrows(SettingsFileException.class, () -> SettingsFile.parse("f", List.of(lines)))
            .getMessage());
  }
}
