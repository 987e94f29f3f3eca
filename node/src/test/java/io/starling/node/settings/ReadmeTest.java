package io.starling.node.settings;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.starling.node.command.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The README is read by people who do not read the code: it must say what the code does. */
class ReadmeTest {
  private final String readme = Files.readString(Path.of("..", "README.md"));

  ReadmeTest() throws IOException {}

  @ParameterizedTest
  @EnumSource
  void everySettingIsInTheTable(Setting setting) {
    String byDefault = setting.defaultText().isEmpty() ? "" : "`" + setting.defaultText() + "`";
    String row =
        "| `%s` | %s | %s |\n".formatted(setting.settingName(), byDefault, setting.meaning());
    assertTrue(readme.contains(row), row);
  }

  @ParameterizedTest
  @EnumSource
  void everyErrorCodeIsInTheTable(ErrorCode code) {
    assertTrue(readme.contains("`" + code.name() + "`"), code.name());
  }

  @Test
  void onlyOneCodeMeansThatTheOutcomeIsUnknown() {
    assertTrue(readme.contains("| **`UNKNOWN`** | **the outcome is unknown"));
  }
}
