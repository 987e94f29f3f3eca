package io.starling.node.settings;

import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The texts of all settings after the sources were laid over each other: flag over environment over
 * file over default. An empty text counts as absent, so that {@code STARLING_ZONE=} changes
 * nothing.
 */
public final class SettingSources {
  private final EnumMap<Setting, SettingValue> values = new EnumMap<>(Setting.class);

  private SettingSources() {}

  /**
   * Lays the sources over each other.
   *
   * @param flags what the command line says
   * @param environment variables of the process; others than ours are ignored
   * @param file what the configuration file says
   */
  public static SettingSources of(
      Map<Setting, String> flags, Map<String, String> environment, SettingsFile file) {
    SettingSources sources = new SettingSources();
    for (Setting setting : Setting.values()) {
      sources.put(setting, SettingValue.defaultOf(setting));
    }
    file.values().forEach(sources::put);
    for (Setting setting : Setting.values()) {
      sources.put(setting, environment.get(setting.variable()), setting.variable());
    }
    flags.forEach((setting, text) -> sources.put(setting, text, setting.flag()));
    return sources;
  }

  private void put(Setting setting, @Nullable String text, String origin) {
    if (text != null && !text.isBlank()) {
      put(setting, new SettingValue(text.strip(), origin));
    }
  }

  private void put(Setting setting, SettingValue value) {
    values.put(setting, value);
  }

  /** The value of a setting; every setting has one. */
  public SettingValue value(Setting setting) {
    SettingValue value = values.get(setting);
    if (value == null) {
      throw new IllegalStateException("no value for " + setting);
    }
    return value;
  }

  /** All settings as a configuration file with the origin of each; secrets are not shown. */
  public String print() {
    StringBuilder out = new StringBuilder();
    for (Setting setting : Setting.values()) {
      SettingValue value = value(setting);
      if (!value.present()) {
        out.append("# %s is not set%n".formatted(setting.settingName()));
      } else if (setting.secret()) {
        out.append(
            "# %s is set by %s, not shown%n".formatted(setting.settingName(), value.origin()));
      } else {
        String line = setting.settingName() + " = " + value.text();
        out.append("%-44s # %s%n".formatted(line, value.origin()));
      }
    }
    return out.toString();
  }
}
