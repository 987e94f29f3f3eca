package io.starling.chaos.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Cuts a history into parts that can be checked apart: keys that no batch touched together have
 * nothing to say about each other (linearizability is local; Herlihy and Wing 1990, theorem 1).
 */
final class KeyGroups {
  private final SortedMap<String, String> parent = new TreeMap<>();

  private KeyGroups() {}

  /** A part: keys in ascending order, and every operation that touches one of them. */
  record Group(List<String> keys, List<Operation> operations) {}

  /** The parts, in ascending order of their first keys. */
  static List<Group> of(List<Operation> history) {
    KeyGroups groups = new KeyGroups();
    for (Operation operation : history) {
      List<String> keys = operation.keys();
      keys.forEach(key -> groups.join(keys.getFirst(), key));
    }
    return groups.split(history);
  }

  private List<Group> split(List<Operation> history) {
    Map<String, Group> byRoot = new TreeMap<>();
    for (String key : List.copyOf(parent.keySet())) {
      groupOf(key, byRoot).keys().add(key);
    }
    for (Operation operation : history) {
      if (!operation.keys().isEmpty()) {
        groupOf(operation.keys().getFirst(), byRoot).operations().add(operation);
      }
    }
    return List.copyOf(byRoot.values());
  }

  private Group groupOf(String key, Map<String, Group> byRoot) {
    return byRoot.computeIfAbsent(
        root(key), root -> new Group(new ArrayList<>(), new ArrayList<>()));
  }

  private void join(String one, String other) {
    String rootOfOne = root(one);
    String rootOfOther = root(other);
    // The smaller key becomes the root, so that a group is found under its first key.
    if (rootOfOne.compareTo(rootOfOther) < 0) {
      parent.put(rootOfOther, rootOfOne);
    } else {
      parent.put(rootOfOne, rootOfOther);
    }
  }

  private String root(String key) {
    String above = parent.putIfAbsent(key, key);
    if (above == null || above.equals(key)) {
      return key;
    }
    String root = root(above);
    parent.put(key, root);
    return root;
  }
}
