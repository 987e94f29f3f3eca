package io.starling.node.settings;

/**
 * The text of a setting and where it was found.
 *
 * @param text never blank unless it is the default of a setting that has none
 * @param origin for people, such as {@code --port} or {@code starling.conf line 3}
 */
public record SettingValue(String text, String origin) {
  static final String DEFAULT = "default";

  static SettingValue defaultOf(Setting setting) {
    return new SettingValue(setting.defaultText(), DEFAULT);
  }

  boolean present() {
    return !text.isEmpty();
  }
}
