package io.starling.chaos.process;

import java.nio.file.Path;
import java.util.List;

/** How a server of one kind, on one data directory, is started and asked. */
public interface ServerUnderTest {
  /** Short, unique in its cluster, fit for a file name. */
  String name();

  /** Everything that it keeps; exists before it is started. */
  Path data();

  /**
   * What runs it in the foreground until it is killed.
   *
   * @param firstStart whether it never ran before, in this life of the cluster
   */
  List<String> command(boolean firstStart);

  /** Where it listens for clients. */
  Address address(ClientPort port);

  /** Whether it answers at all. Returns within two seconds. */
  boolean isUp();

  /** How many segments it is primary of; 0 if it does not say. Returns within two seconds. */
  default int primaries() {
    return 0;
  }

  /** Whether it can answer for every key, and is in step with the others. Within two seconds. */
  boolean isReady();
}
