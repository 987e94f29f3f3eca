package io.starling.node.client.server;

import io.starling.node.client.server.ConfigurationParameters.Change;
import io.starling.node.command.CommandErrors;
import io.starling.node.command.ErrorCode;
import io.starling.node.command.Glob;
import io.starling.node.command.Reply;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** CONFIG GET and SET, with the texts of Redis 7. */
public final class ConfigCommand {
  private static final int ECHOED_BYTES_MAX = 128;
  private static final int FIRST = 2;

  private final ConfigurationParameters parameters;

  public ConfigCommand(ConfigurationParameters parameters) {
    this.parameters = parameters;
  }

  /** Names and values that match one of the patterns, each once. */
  public Reply get(List<byte[]> arguments) {
    List<Glob> patterns = new ArrayList<>();
    for (byte[] pattern : arguments.subList(FIRST, arguments.size())) {
      patterns.add(Glob.of(name(pattern).getBytes(StandardCharsets.UTF_8)));
    }
    List<Reply> pairs = new ArrayList<>();
    parameters
        .all()
        .forEach(
            (name, value) -> {
              byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
              if (patterns.stream().anyMatch(pattern -> pattern.matches(bytes))) {
                pairs.add(new Reply.Bulk(bytes));
                pairs.add(Reply.Bulk.of(value));
              }
            });
    return new Reply.Pairs(pairs);
  }

  /** Names and values in turn; all take effect, or none. */
  public Reply set(List<byte[]> arguments) {
    if (arguments.size() % 2 != 0) {
      return error("syntax error");
    }
    Map<String, String> values = new LinkedHashMap<>();
    for (int i = FIRST; i < arguments.size(); i += 2) {
      String value = new String(arguments.get(i + 1), StandardCharsets.UTF_8);
      if (values.put(name(arguments.get(i)), value) != null) {
        return refused(arguments.get(i), "duplicate parameter");
      }
    }
    return switch (parameters.change(values)) {
      case Change.Made made -> Reply.OK;
      case Change.Unknown(String name) ->
          error("Unknown option or number of arguments for CONFIG SET - '" + shortened(name) + "'");
      case Change.Refused(String name, String reason) ->
          refused(name.getBytes(StandardCharsets.UTF_8), reason);
    };
  }

  private static Reply refused(byte[] name, String reason) {
    return error(
        "CONFIG SET failed (possibly related to argument '"
            + CommandErrors.echo(name, ECHOED_BYTES_MAX)
            + "') - "
            + reason);
  }

  private static String shortened(String name) {
    return CommandErrors.echo(name.getBytes(StandardCharsets.UTF_8), ECHOED_BYTES_MAX);
  }

  private static String name(byte[] argument) {
    return new String(argument, StandardCharsets.UTF_8).toLowerCase(Locale.ROOT);
  }

  private static Reply error(String text) {
    return Reply.failure(ErrorCode.ERR, text);
  }
}
