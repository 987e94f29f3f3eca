package io.starling.node.client.server;

import java.util.Map;
import java.util.SortedMap;

/**
 * The settings of this node under the names that users of Redis know, such as {@code maxmemory}.
 * Any thread; never blocks.
 */
public interface ConfigurationParameters {
  /** Every parameter with its value, names in lower case. */
  SortedMap<String, String> all();

  /**
   * Changes some parameters, all of them or none.
   *
   * @param values by name in lower case, in the order given
   */
  Change change(Map<String, String> values);

  /** What became of a change. */
  sealed interface Change {
    /** All values hold from now on. */
    record Made() implements Change {}

    /** There is no parameter of this name. */
    record Unknown(String name) implements Change {}

    /** A value was not acceptable, or the parameter cannot change while the node runs. */
    record Refused(String name, String reason) implements Change {}
  }
}
