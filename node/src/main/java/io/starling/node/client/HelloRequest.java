package io.starling.node.client;

import static io.starling.node.client.Arguments.error;
import static io.starling.node.client.Arguments.text;

import io.starling.node.command.CommandErrors;
import io.starling.node.command.ErrorCode;
import io.starling.node.command.Reply;
import io.starling.node.resp.RespVersion;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The arguments of {@code HELLO [protover [AUTH user password] [SETNAME name]]}. */
sealed interface HelloRequest {
  /** Well formed; a user is given together with a password. */
  record Accepted(
      Optional<RespVersion> version,
      byte @Nullable [] user,
      byte @Nullable [] password,
      Optional<String> name)
      implements HelloRequest {}

  /** Not understood. */
  record Refused(Reply reply) implements HelloRequest {}

  /** Reads the command. */
  static HelloRequest parse(List<byte[]> arguments) {
    if (arguments.size() == 1) {
      return new Accepted(Optional.empty(), null, null, Optional.empty());
    }
    OptionalLong number = Arguments.integer(arguments.get(1));
    if (number.isEmpty()) {
      return new Refused(error("Protocol version is not an integer or out of range"));
    }
    for (RespVersion version : RespVersion.values()) {
      if (version.number() == number.getAsLong()) {
        return parseOptions(version, arguments);
      }
    }
    return new Refused(Reply.failure(ErrorCode.NOPROTO, "unsupported protocol version"));
  }

  private static HelloRequest parseOptions(RespVersion version, List<byte[]> arguments) {
    byte[] user = null;
    byte[] password = null;
    Optional<String> name = Optional.empty();
    for (int i = 2; i < arguments.size(); ) {
      String option = Arguments.word(arguments.get(i));
      int following = arguments.size() - i - 1;
      if (option.equals("auth") && following >= 2) {
        user = arguments.get(i + 1);
        password = arguments.get(i + 2);
        i += 3;
      } else if (option.equals("setname") && following >= 1) {
        if (!GreetingCommands.isName(arguments.get(i + 1))) {
          return new Refused(GreetingCommands.BAD_NAME);
        }
        name = Optional.of(text(arguments.get(i + 1)));
        i += 2;
      } else {
        String shown = CommandErrors.echo(arguments.get(i), 128);
        return new Refused(error("Syntax error in HELLO option '" + shown + "'"));
      }
    }
    return new Accepted(Optional.of(version), user, password, name);
  }
}
