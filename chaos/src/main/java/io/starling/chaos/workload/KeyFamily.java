package io.starling.chaos.workload;

import java.util.List;

/**
 * The keys of one generation of a lane: all in one hash slot, each used in one way.
 *
 * @param tag hash tag that puts them there
 * @param generation counted from 0 in each lane
 */
record KeyFamily(String tag, int generation) {
  /** Overwritten, read and deleted. */
  String register() {
    return key("register");
  }

  /** Set if absent, and deleted. */
  String lock() {
    return key("lock");
  }

  /** Only counted up. */
  String counter() {
    return key("counter");
  }

  /** Only appended to. */
  String log() {
    return key("log");
  }

  /** Only written and read together. */
  List<String> pair() {
    return List.of(key("left"), key("right"));
  }

  List<String> all() {
    return List.of(register(), lock(), counter(), log(), pair().getFirst(), pair().getLast());
  }

  private String key(String use) {
    return "{" + tag + "}" + use + "." + generation;
  }
}
