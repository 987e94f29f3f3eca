package io.starling.node.settings;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A configuration file: lines of {@code name = value}, where the names are those of the flags. A
 * {@code #} at the start of a line or after a space begins a comment. A name that is unknown or
 * comes twice is refused: a typing error must not be a setting that silently keeps its default.
 *
 * @param values what the file says, with file and line as origin
 */
public record SettingsFile(Map<Setting, SettingValue> values) {
  private static final int BYTES_MAX = 1 << 20;

  public SettingsFile {
    values = Collections.unmodifiableMap(new EnumMap<>(values));
  }

  /** A file that says nothing. */
  public static SettingsFile empty() {
    return new SettingsFile(new EnumMap<>(Setting.class));
  }

  /**
   * Reads a file.
   *
   * @throws SettingsFileException if it cannot be read or says something that is no setting
   */
  public static SettingsFile read(Path path) {
    try {
      if (Files.size(path) > BYTES_MAX) {
        throw new SettingsFileException(
            path + " is larger than 1 MiB: that is no configuration file");
      }
      return parse(path.toString(), Files.readAllLines(path));
    } catch (NoSuchFileException e) {
      throw new SettingsFileException(
          "there is no file " + path + ": create it, or leave --config out");
    } catch (CharacterCodingException e) {
      throw new SettingsFileException(path + " is not a text in UTF-8");
    } catch (IOException e) {
      throw new SettingsFileException("cannot read " + path + ": " + e.getMessage());
    }
  }

  static SettingsFile parse(String name, List<String> lines) {
    EnumMap<Setting, SettingValue> values = new EnumMap<>(Setting.class);
    for (int i = 0; i < lines.size(); i++) {
      String line = withoutComment(lines.get(i));
      if (!line.isEmpty()) {
        parseLine(line, name + " line " + (i + 1), values);
      }
    }
    return new SettingsFile(values);
  }

  private static String withoutComment(String line) {
    return line.replaceFirst("(^|\\s)#.*$", "").strip();
  }

  private static void parseLine(String line, String origin, EnumMap<Setting, SettingValue> values) {
    int equals = line.indexOf('=');
    if (equals < 0) {
      throw new SettingsFileException(origin + ": write it as name = value, not: " + line);
    }
    String name = line.substring(0, equals).strip();
    String text = line.substring(equals + 1).strip();
    Setting setting = Setting.named(name).orElseThrow(() -> unknown(name, origin));
    if (!text.isEmpty() && values.put(setting, new SettingValue(text, origin)) != null) {
      throw new SettingsFileException(
          origin + ": " + name + " is set twice; keep one of the lines");
    }
  }

  private static SettingsFileException unknown(String name, String origin) {
    String nearest =
        Arrays.stream(Setting.values())
            .map(Setting::settingName)
            .min(Comparator.comparingInt(known -> distance(known, name)))
            .orElseThrow();
    String hint =
        distance(nearest, name) <= 3 ? "did you mean " + nearest + "?" : "see starling node --help";
    return new SettingsFileException(origin + ": there is no setting " + name + "; " + hint);
  }

  /** Levenshtein's: insertions, deletions and replacements from one name to the other. */
  private static int distance(String from, String to) {
    int[] row = new int[to.length() + 1];
    Arrays.setAll(row, i -> i);
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[to.length()];
  }
}
