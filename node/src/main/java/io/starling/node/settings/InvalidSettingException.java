package io.starling.node.settings;

/** A setting that a node cannot start with. The message is for the operator and says what to do. */
public final class InvalidSettingException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Setting setting;

  /**
   * @param setting the one to change
   * @param problem what is wrong and what would be right, without the name of the setting
   */
  public InvalidSettingException(Setting setting, String problem) {
    super(problem);
    this.setting = setting;
  }

  public Setting setting() {
    return setting;
  }
}
