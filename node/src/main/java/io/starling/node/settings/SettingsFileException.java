package io.starling.node.settings;

/**
 * A configuration file that cannot be used. The message is for the operator and says what to do.
 */
public final class SettingsFileException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SettingsFileException(String message) {
    super(message);
  }
}
