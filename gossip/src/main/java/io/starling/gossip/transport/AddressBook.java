package io.starling.gossip.transport;

import io.starling.storage.id.NodeId;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Where each known node accepts connections. Fed by the membership and by handshakes; safe in any
 * thread.
 */
public final class AddressBook {
  private final ConcurrentHashMap<NodeId, PeerAddress> addresses = new ConcurrentHashMap<>();

  AddressBook() {}

  /**
   * Notes a node's address, in place of an earlier one. Another node that had the same address is
   * there no more, and its address unknown.
   */
  public void put(NodeId node, PeerAddress address) {
    if (!address.equals(addresses.put(node, address))) {
      addresses
          .entrySet()
          .removeIf(other -> !other.getKey().equals(node) && other.getValue().equals(address));
    }
  }

  /** A node's address, if it is known. */
  public Optional<PeerAddress> find(NodeId node) {
    return Optional.ofNullable(addresses.get(node));
  }

  /** The node that was last known to be at an address. */
  Optional<NodeId> nodeAt(PeerAddress address) {
    return addresses.entrySet().stream()
        .filter(known -> known.getValue().equals(address))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  void remove(NodeId node) {
    addresses.remove(node);
  }
}
