package io.starling.node.client.server;

import java.time.Duration;
import java.util.List;

/**
 * What INFO tells about the node. Answered from counters and snapshots, at once and in any thread;
 * figures may be a second old.
 */
public interface ServerFacts {
  /** The version of Starling. */
  String version();

  /** Time since the node was started. */
  Duration uptime();

  /** Whether the node cannot answer for its keys yet. */
  boolean loading();

  /** Commands on keys that this node's clients sent lately, a second. */
  double operationsPerSecond();

  /** Memory that counts towards {@code maxmemory}. */
  MemoryUse memory();

  /** Processor time since the start. */
  ProcessorUse processor();

  /** Keys whose primary this node is. */
  KeyCounts keys();

  /** Sections and lines beyond those that every client expects, such as replication or storage. */
  List<Section> sections();

  /**
   * Memory in bytes.
   *
   * @param residentBytes of the process
   * @param limitBytes {@code maxmemory}, 0 for none
   * @param policy {@code maxmemory-policy}
   */
  record MemoryUse(long usedBytes, long residentBytes, long limitBytes, String policy) {}

  /** Processor time of the process: its own, and that of the system on its behalf. */
  record ProcessorUse(double userSeconds, double systemSeconds) {}

  /**
   * Numbers of keys.
   *
   * @param expiring those with a deadline
   */
  record KeyCounts(long count, long expiring) {}

  /**
   * Lines of a section of INFO.
   *
   * @param name as in {@code # Name}; lines of a section that exists are added to it
   * @param lines in the form {@code field:value}
   */
  record Section(String name, List<String> lines) {}
}
