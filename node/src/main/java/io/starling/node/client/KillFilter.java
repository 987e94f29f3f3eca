package io.starling.node.client;

import static io.starling.node.client.Arguments.SYNTAX_ERROR;
import static io.starling.node.client.Arguments.error;
import static io.starling.node.client.Arguments.integer;
import static io.starling.node.client.Arguments.text;
import static io.starling.node.client.Arguments.word;

import io.starling.node.command.Reply;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;

/**
 * Whom CLIENT KILL means: an address, or pairs of ID, ADDR, LADDR, TYPE, USER, MAXAGE and SKIPME.
 * By pairs the caller itself is spared unless it says {@code SKIPME no}.
 */
sealed interface KillFilter {
  /** Understood. */
  record Accepted(Predicate<ClientConnection> matches) implements KillFilter {}

  /** Not understood. */
  record Refused(Reply reply) implements KillFilter {}

  /** Reads the command. */
  static KillFilter parse(List<byte[]> arguments, ClientConnection caller) {
    if (arguments.size() == 3) {
      String address = text(arguments.get(2));
      return new Accepted(other -> address(other.remoteAddress()).equals(address));
    }
    if (arguments.size() % 2 != 0) {
      return new Refused(SYNTAX_ERROR);
    }
    Predicate<ClientConnection> matches = other -> true;
    boolean skipCaller = true;
    for (int i = 2; i < arguments.size(); i += 2) {
      String kind = word(arguments.get(i));
      byte[] value = arguments.get(i + 1);
      if (kind.equals("id") && integer(value).orElse(0) <= 0) {
        return new Refused(error("client-id should be greater than 0"));
      }
      if (kind.equals("skipme") && (word(value).equals("yes") || word(value).equals("no"))) {
        skipCaller = word(value).equals("yes");
        continue;
      }
      Optional<Predicate<ClientConnection>> one = one(kind, value);
      if (one.isEmpty()) {
        return new Refused(SYNTAX_ERROR);
      }
      matches = matches.and(one.get());
    }
    return new Accepted(skipCaller ? matches.and(other -> other.id() != caller.id()) : matches);
  }

  private static Optional<Predicate<ClientConnection>> one(String kind, byte[] value) {
    OptionalLong number = integer(value);
    String word = word(value);
    return Optional.ofNullable(
        switch (kind) {
          case "id" -> other -> other.id() == number.orElse(0);
          case "addr" -> other -> address(other.remoteAddress()).equals(word);
          case "laddr" -> other -> address(other.localAddress()).equals(word);
          case "type" -> other -> word.equals("normal");
          case "user" -> other -> word.equals("default");
          case "maxage" ->
              number.isEmpty()
                  ? null
                  : other ->
                      other.clock().ageSeconds(other.port().nanoTime().getAsLong())
                          >= number.getAsLong();
          default -> null;
        });
  }

  /** The form {@code ip:port} of CLIENT LIST. */
  static String address(SocketAddress address) {
    return address instanceof InetSocketAddress internet
        ? internet.getAddress().getHostAddress() + ':' + internet.getPort()
        : String.valueOf(address);
  }
}
