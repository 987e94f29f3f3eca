package io.starling.node.cli;

import io.starling.node.settings.Setting;
import io.starling.node.settings.Setting.Group;
import java.util.EnumMap;
import java.util.Map;
import picocli.CommandLine.IModelTransformer;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** Makes an option of every {@link Setting}, so that there is one list of them. */
final class NodeOptions implements IModelTransformer {
  @Override
  public CommandSpec transform(CommandSpec command) {
    int order = 0;
    for (Group group : Group.values()) {
      ArgGroupSpec.Builder section =
          ArgGroupSpec.builder()
              .heading("%n" + group.title() + ":%n")
              .order(order++)
              .validate(false);
      for (Setting setting : Setting.values()) {
        if (setting.group() == group) {
          section.addArg(option(setting, order++));
        }
      }
      command.addArgGroup(section.build());
    }
    return command;
  }

  private static OptionSpec option(Setting setting, int order) {
    String byDefault =
        setting.defaultText().isEmpty() ? "" : " Default: " + setting.defaultText() + ".";
    return OptionSpec.builder(setting.flag())
        .paramLabel(setting.placeholder())
        .type(String.class)
        .arity("1")
        .order(order)
        .description(setting.meaning().replace("%", "%%") + byDefault)
        .build();
  }

  /** The settings that a command line names, with their texts. */
  static Map<Setting, String> given(ParseResult parsed) {
    Map<Setting, String> flags = new EnumMap<>(Setting.class);
    for (Setting setting : Setting.values()) {
      String text = parsed.matchedOptionValue(setting.flag(), "");
      if (!text.isEmpty()) {
        flags.put(setting, text);
      }
    }
    return flags;
  }
}
