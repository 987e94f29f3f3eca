package io.starling.node.process;

import io.starling.storage.id.NodeId;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** What operators call nodes: by id, or by its first digits. */
final class NodeNames {
  /** As many as {@code starling status} shows. */
  static final int LENGTH_MIN = 8;

  private NodeNames() {}

  static boolean isCalled(NodeId node, String name) {
    return name.length() >= LENGTH_MIN && node.toHex().startsWith(name.toLowerCase(Locale.ROOT));
  }

  /** Those who are called so. */
  static List<NodeId> called(String name, Collection<NodeId> nodes) {
    return nodes.stream().filter(node -> isCalled(node, name)).distinct().toList();
  }
}
