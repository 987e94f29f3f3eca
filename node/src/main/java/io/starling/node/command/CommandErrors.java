package io.starling.node.command;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** What Redis 7 answers to a command that cannot be evaluated at all, word for word. */
public final class CommandErrors {
  private static final int ECHOED_BYTES_MAX = 128;

  private CommandErrors() {}

  /** The answer to a name that is not in the table. */
  public static Reply unknownCommand(List<byte[]> arguments) {
    StringBuilder echoed = new StringBuilder();
    for (int i = 1; i < arguments.size() && echoed.length() < ECHOED_BYTES_MAX; i++) {
      String argument = echo(arguments.get(i), ECHOED_BYTES_MAX - echoed.length());
      echoed.append('\'').append(argument).append("' ");
    }
    String name = echo(arguments.get(0), ECHOED_BYTES_MAX);
    return error("unknown command '" + name + "', with args beginning with: " + echoed);
  }

  /** The answer to a name that is not among a container's subcommands. */
  public static Reply unknownSubcommand(Command container, byte[] name) {
    String help = container.name().toUpperCase(Locale.ROOT) + " HELP.";
    return error("unknown subcommand '" + echo(name, ECHOED_BYTES_MAX) + "'. Try " + help);
  }

  /** The answer to a number of arguments that {@link Command#accepts} rejects. */
  public static Reply wrongArgumentCount(Command command) {
    return error(wrongArgumentCountText(command.name()));
  }

  static String wrongArgumentCountText(String name) {
    return "wrong number of arguments for '" + name + "' command";
  }

  /**
   * Makes a client's bytes safe to be part of an error's one line: cut at {@code bytesMax} and, as
   * in Redis, at the first zero byte; line breaks become spaces.
   */
  public static String echo(byte[] bytes, int bytesMax) {
    int length = 0;
    while (length < Math.min(bytes.length, bytesMax) && bytes[length] != 0) {
      length++;
    }
    String text = new String(bytes, 0, length, StandardCharsets.UTF_8);
    return text.replace('\r', ' ').replace('\n', ' ');
  }

  /** The same at the end of an error: line breaks there are dropped. */
  static String echoAtEnd(byte[] bytes, int bytesMax) {
    int length = Math.min(bytes.length, bytesMax);
    while (length > 0 && (bytes[length - 1] == '\r' || bytes[length - 1] == '\n')) {
      length--;
    }
    return echo(bytes, length);
  }

  private static Reply error(String text) {
    return Reply.failure(ErrorCode.ERR, text);
  }
}
