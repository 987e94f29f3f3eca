package io.starling.node.cli;

import io.starling.node.admin.AdminClient;
import io.starling.node.admin.NodeReport;
import io.starling.node.admin.StatusReport;
import io.starling.node.settings.HostAndPort;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A cluster, as one of its nodes sees it. */
final class OneCluster {
  private static final int PREFIX_LENGTH_MIN = 8;

  private final HostAndPort from;

  private OneCluster(HostAndPort from) {
    this.from = from;
  }

  static OneCluster seenFrom(HostAndPort admin) {
    return new OneCluster(admin);
  }

  StatusReport status(boolean withSegments) throws CommandFailedException {
    try {
      return new AdminClient(from).status(withSegments);
    } catch (IOException e) {
      throw new CommandFailedException(
          "no node answers at %s (%s): name another with --admin HOST:PORT"
              .formatted(from, e.getMessage()));
    }
  }

  /** The one node whose id begins with this. */
  static NodeReport node(StatusReport status, String prefix) throws CommandFailedException {
    List<NodeReport> found = named(status.nodes(), each -> each.id(), prefix);
    if (found.size() == 1) {
      return found.get(0);
    }
    if (!named(status.away(), each -> each.id(), prefix).isEmpty()) {
      throw new CommandFailedException(
          "%s is away: start it again, or see `starling forget --help`".formatted(prefix));
    }
    throw new CommandFailedException(
        "%d nodes that are there are called \"%s\": give an id that `starling status` shows, or its%n"
                .formatted(found.size(), prefix)
            + "first %d digits or more. There are: %s"
                .formatted(
                    PREFIX_LENGTH_MIN,
                    String.join(
                        ", ",
                        status.nodes().stream()
                            .map(each -> StatusText.shortened(each.id()))
                            .toList())));
  }

  /** Those whose id begins with this. */
  static <T> List<T> named(List<T> all, Function<T, String> id, String prefix) {
    String digits = prefix.toLowerCase(Locale.ROOT);
    return prefix.length() < PREFIX_LENGTH_MIN
        ? List.of()
        : all.stream().filter(each -> id.apply(each).startsWith(digits)).toList();
  }

  /**
   * Has every node that is there do something, and prints what each says of it.
   *
   * @return whether all have done it
   */
  boolean tellAll(String action, @Nullable String secret, PrintWriter out)
      throws CommandFailedException {
    return tellAll(action, Map.of(), secret, out);
  }

  /** The same, with something to tell. */
  boolean tellAll(
      String action, Map<String, String> parameters, @Nullable String secret, PrintWriter out)
      throws CommandFailedException {
    boolean all = true;
    for (NodeReport told : status(/* withSegments= */ false).nodes()) {
      try {
        String said = new AdminClient(adminOf(told)).act(action, parameters, secret);
        out.printf("%s:%n%s%n", adminOf(told), said.strip().indent(2).stripTrailing());
      } catch (IOException e) {
        out.printf("%s: not done: %s%n", adminOf(told), e.getMessage());
        all = false;
      }
    }
    out.flush();
    return all;
  }

  static HostAndPort adminOf(NodeReport node) {
    return new HostAndPort(node.host(), node.adminPort());
  }
}
