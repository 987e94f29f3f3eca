package io.starling.gossip.agreement;

import io.starling.gossip.agreement.AgreementMessage.Accept;
import io.starling.gossip.agreement.AgreementMessage.Decided;
import io.starling.gossip.agreement.AgreementMessage.Prepare;
import io.starling.gossip.agreement.AgreementMessage.Promise;
import io.starling.gossip.agreement.AgreementMessage.Propose;
import io.starling.gossip.agreement.AgreementMessage.Reject;
import io.starling.storage.id.NodeId;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Names and short texts: nodes are letters, a ballot is {@code 2b}, a configuration {@code b/abc}.
 */
final class Cast {
  static final int SEGMENT = 7;

  private Cast() {}

  static NodeId node(char name) {
    return new NodeId(0, name);
  }

  static List<NodeId> nodes(String names) {
    return names.chars().mapToObj(name -> node((char) name)).toList();
  }

  static String name(NodeId node) {
    return String.valueOf((char) node.low());
  }

  /** Primary and members of an epoch, such as {@code configuration(1, "a/abc")}. */
  static Configuration configuration(long epoch, String text) {
    return new Configuration(SEGMENT, epoch, node(text.charAt(0)), nodes(text.substring(2)));
  }

  static String text(Configuration configuration) {
    String members = configuration.members().stream().map(Cast::name).collect(Collectors.joining());
    return configuration.epoch() + " " + name(configuration.primary()) + "/" + members;
  }

  static String text(Ballot ballot) {
    return ballot.round() + name(ballot.proposer());
  }

  static String text(ChainState state) {
    Ballot promised = state.promised();
    return "knows "
        + text(state.known())
        + (promised == null ? "" : ", promised " + text(promised))
        + accepted(state.accepted());
  }

  private static String accepted(@Nullable Accepted accepted) {
    return accepted == null
        ? ""
        : ", accepted " + text(accepted.value()) + " at " + text(accepted.ballot());
  }

  static String text(AgreementMessage message) {
    return switch (message) {
      case Prepare m -> "Prepare " + text(m.ballot());
      case Promise m -> "Promise " + text(m.ballot()) + accepted(m.accepted());
      case Propose m -> "Propose " + text(m.ballot()) + " " + text(m.value());
      case Accept m -> "Accept " + text(m.ballot());
      case Reject m -> "Reject, promised " + text(m.promised());
      case Decided m -> "Decided " + text(m.configuration());
    };
  }
}
