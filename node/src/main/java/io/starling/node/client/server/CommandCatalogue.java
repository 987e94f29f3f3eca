package io.starling.node.client.server;

import io.starling.node.command.Command;
import io.starling.node.command.CommandFlag;
import io.starling.node.command.CommandTable;
import io.starling.node.command.ErrorCode;
import io.starling.node.command.Glob;
import io.starling.node.command.KeyRange;
import io.starling.node.command.Reply;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** COMMAND and its subcommands: the command table as clients read it when they connect. */
public final class CommandCatalogue {
  private static final int FIRST = 2;
  private static final Reply NONE = new Reply.Array(List.of());

  private CommandCatalogue() {}

  /** Reply of COMMAND: everything. */
  public static Reply all() {
    return new Reply.Array(CommandTable.all().stream().map(CommandCatalogue::describe).toList());
  }

  /** Reply of COMMAND COUNT. */
  public static Reply count() {
    return Reply.number(CommandTable.all().size());
  }

  /** Reply of COMMAND INFO: the commands named, nil for an unknown one; without names all. */
  public static Reply info(List<byte[]> arguments) {
    if (arguments.size() == FIRST) {
      return all();
    }
    List<Reply> rows = new ArrayList<>();
    for (byte[] name : arguments.subList(FIRST, arguments.size())) {
      Command command = named(name);
      rows.add(command == null ? Reply.NIL : describe(command));
    }
    return new Reply.Array(rows);
  }

  /** Reply of COMMAND DOCS: the commands named that exist; without names all. */
  public static Reply docs(List<byte[]> arguments) {
    List<Reply> pairs = new ArrayList<>();
    if (arguments.size() == FIRST) {
      CommandTable.all().forEach(command -> addDocs(command, pairs));
    }
    for (byte[] name : arguments.subList(FIRST, arguments.size())) {
      Command command = named(name);
      if (command != null) {
        addDocs(command, pairs);
      }
    }
    return new Reply.Pairs(pairs);
  }

  /** Reply of COMMAND LIST, with FILTERBY MODULE, ACLCAT or PATTERN. */
  public static Reply list(List<byte[]> arguments) {
    if (arguments.size() == FIRST) {
      return names(Glob.of(new byte[] {'*'}));
    }
    if (arguments.size() != FIRST + 3 || !word(arguments.get(FIRST)).equals("filterby")) {
      return syntaxError();
    }
    return switch (word(arguments.get(FIRST + 1))) {
      case "pattern" -> names(Glob.of(arguments.get(FIRST + 2)));
      // There are no modules, and no access control lists.
      case "module", "aclcat" -> NONE;
      default -> syntaxError();
    };
  }

  /** Reply of COMMAND GETKEYS: where a command's keys are, found as for the command itself. */
  public static Reply getKeys(List<byte[]> arguments) {
    List<byte[]> inner = arguments.subList(FIRST, arguments.size());
    Command command = CommandTable.find(inner.get(0));
    if (command == null) {
      return error("Invalid command specified");
    }
    KeyRange keys = command.keys();
    if (keys.isEmpty()) {
      return error("The command has no key arguments");
    }
    if (!command.accepts(inner.size())) {
      return error("Invalid number of arguments specified for command");
    }
    return new Reply.Array(
        keys.keysOf(inner).stream().<Reply>map(key -> new Reply.Bulk(key)).toList());
  }

  private static Reply names(Glob pattern) {
    List<Reply> names = new ArrayList<>();
    for (Command command : CommandTable.all()) {
      if (pattern.matches(command.name().getBytes(StandardCharsets.UTF_8))) {
        names.add(Reply.Bulk.of(command.name()));
      }
    }
    return new Reply.Array(names);
  }

  private static @Nullable Command named(byte[] name) {
    String whole = word(name);
    int bar = whole.indexOf('|');
    if (bar < 0) {
      return CommandTable.find(name);
    }
    Command container = CommandTable.find(whole.substring(0, bar).getBytes(StandardCharsets.UTF_8));
    if (container == null) {
      return null;
    }
    return container.subcommands().stream()
        .filter(subcommand -> subcommand.name().equals(whole))
        .findFirst()
        .orElse(null);
  }

  /** The ten fields of Redis 7; access categories, tips and key specifications are left empty. */
  private static Reply describe(Command command) {
    KeyRange keys = command.keys();
    List<Reply> flags = new ArrayList<>();
    for (CommandFlag flag : command.flags()) {
      flags.add(new Reply.Status(flag.redisName()));
    }
    return new Reply.Array(
        List.of(
            Reply.Bulk.of(command.name()),
            Reply.number(command.arity()),
            new Reply.Array(flags),
            Reply.number(keys.first()),
            Reply.number(keys.last()),
            Reply.number(keys.step()),
            NONE,
            NONE,
            NONE,
            new Reply.Array(
                command.subcommands().stream().map(CommandCatalogue::describe).toList())));
  }

  private static void addDocs(Command command, List<Reply> pairs) {
    List<Reply> docs = new ArrayList<>();
    docs.add(Reply.Bulk.of("summary"));
    docs.add(Reply.Bulk.of(command.description().summary()));
    docs.add(Reply.Bulk.of("since"));
    docs.add(Reply.Bulk.of(command.description().since()));
    docs.add(Reply.Bulk.of("group"));
    docs.add(Reply.Bulk.of(command.description().group()));
    if (command.isContainer()) {
      List<Reply> subcommands = new ArrayList<>();
      command.subcommands().forEach(subcommand -> addDocs(subcommand, subcommands));
      docs.add(Reply.Bulk.of("subcommands"));
      docs.add(new Reply.Pairs(subcommands));
    }
    pairs.add(Reply.Bulk.of(command.name()));
    pairs.add(new Reply.Pairs(docs));
  }

  private static String word(byte[] argument) {
    return new String(argument, StandardCharsets.UTF_8).toLowerCase(Locale.ROOT);
  }

  private static Reply syntaxError() {
    return error("syntax error");
  }

  private static Reply error(String text) {
    return Reply.failure(ErrorCode.ERR, text);
  }
}
