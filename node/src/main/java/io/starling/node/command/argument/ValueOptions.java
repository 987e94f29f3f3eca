package io.starling.node.command.argument;

import io.starling.storage.entry.EntryHeader;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What may follow the value in SET and the key in GETEX, in any order. */
public final class ValueOptions {
  /** One option; its name is the word that a client sends. */
  public enum Option {
    NX,
    XX,
    GET,
    KEEPTTL,
    PERSIST,
    EX,
    PX,
    EXAT,
    PXAT
  }

  public static final Set<Option> OF_SET =
      Collections.unmodifiableSet(EnumSet.complementOf(EnumSet.of(Option.PERSIST)));
  public static final Set<Option> OF_GETEX =
      Collections.unmodifiableSet(
          EnumSet.of(Option.PERSIST, Option.EX, Option.PX, Option.EXAT, Option.PXAT));

  private static final Set<Option> CONDITIONS = EnumSet.of(Option.NX, Option.XX);
  private static final Set<Option> LIFETIMES =
      EnumSet.of(Option.KEEPTTL, Option.PERSIST, Option.EX, Option.PX, Option.EXAT, Option.PXAT);

  private final Set<Option> given = EnumSet.noneOf(Option.class);
  private Deadlines.@Nullable Form form;
  private byte @Nullable [] time;

  private ValueOptions() {}

  /** Reads the options from the argument at index {@code from} on. */
  public static ValueOptions parse(List<byte[]> arguments, int from, Set<Option> allowed) {
    ValueOptions options = new ValueOptions();
    for (int i = from; i < arguments.size(); i++) {
      Option option = named(arguments.get(i), allowed);
      options.add(option);
      Deadlines.Form form = formOf(option);
      if (form != null) {
        i++;
        options.expire(form, i < arguments.size() ? arguments.get(i) : null);
      }
    }
    return options;
  }

  public boolean has(Option option) {
    return given.contains(option);
  }

  /** The deadline asked for; {@link EntryHeader#NEVER} if none was. */
  public long deadline(long nowMillis, String command) {
    return form == null || time == null
        ? EntryHeader.NEVER
        : Deadlines.positive(form, time, nowMillis, command);
  }

  private void add(Option option) {
    if (contradicts(option, CONDITIONS) || contradicts(option, LIFETIMES)) {
      throw syntaxError();
    }
    given.add(option);
  }

  /** Whether another one of the group was given; an option may be repeated, the last one counts. */
  private boolean contradicts(Option option, Set<Option> group) {
    return group.contains(option)
        && given.stream().anyMatch(other -> other != option && group.contains(other));
  }

  private void expire(Deadlines.Form form, byte @Nullable [] time) {
    if (time == null) {
      throw syntaxError();
    }
    this.form = form;
    this.time = time;
  }

  private static Option named(byte[] word, Set<Option> allowed) {
    for (Option option : allowed) {
      if (Ascii.spells(word, option.name())) {
        return option;
      }
    }
    throw syntaxError();
  }

  private static Deadlines.@Nullable Form formOf(Option option) {
    return switch (option) {
      case EX -> Deadlines.Form.EX;
      case PX -> Deadlines.Form.PX;
      case EXAT -> Deadlines.Form.EXAT;
      case PXAT -> Deadlines.Form.PXAT;
      case NX, XX, GET, KEEPTTL, PERSIST -> null;
    };
  }

  private static RefusedException syntaxError() {
    return new RefusedException("syntax error");
  }
}
