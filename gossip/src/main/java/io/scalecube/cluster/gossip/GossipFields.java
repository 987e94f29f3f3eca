package io.scalecube.cluster.gossip;

import io.scalecube.cluster.transport.api.Message;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a {@code GossipRequest}.
 *
 * @param from the id of the member that passes the gossips on
 */
public record GossipFields(List<Item> gossips, String from) {
  /**
   * One gossip.
   *
   * @param gossiper the id of the member that began it
   * @param sequence its number among that member's gossips
   */
  public record Item(String gossiper, long sequence, Message message) {}

  /** Whether {@code data} is what {@link #of} reads. */
  public static boolean isIn(@Nullable Object data) {
    return data instanceof GossipRequest;
  }

  /** Reads a message. */
  public static GossipFields of(Object data) {
    GossipRequest request = (GossipRequest) data;
    return new GossipFields(
        request.gossips().stream()
            .map(gossip -> new Item(gossip.gossiperId(), gossip.sequenceId(), gossip.message()))
            .toList(),
        request.from());
  }

  /** Builds the message. */
  public Object toData() {
    return new GossipRequest(
        gossips.stream()
            .map(item -> new Gossip(item.gossiper(), item.message(), item.sequence()))
            .toList(),
        from);
  }
}
