package io.starling.node.process;

import io.starling.node.client.server.Parameter;
import io.starling.node.room.NodeRoom;
import io.starling.node.settings.SettingText;
import io.starling.storage.eviction.EvictionPolicy;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The rows of CONFIG about memory; a change takes effect with the next write. */
final class MemoryParameters {
  private static final String NO_SIZE = "argument must be a memory value";
  private static final String NO_POLICY =
      "argument(s) must be one of the following: "
          + Arrays.stream(EvictionPolicy.values())
              .map(EvictionPolicy::toString)
              .collect(Collectors.joining(", "));

  private MemoryParameters() {}

  static List<Parameter> of(NodeRoom room) {
    return List.of(
        Parameter.changeable(
            "maxmemory",
            () -> Long.toString(room.limit().bytes()),
            MemoryParameters::bytes,
            NO_SIZE,
            bytes -> room.changeLimit(limit -> limit.withBytes(bytes))),
        Parameter.changeable(
            "maxmemory-policy",
            () -> room.limit().policy().toString(),
            text -> EvictionPolicy.named(text.toLowerCase(Locale.ROOT)),
            NO_POLICY,
            policy -> room.changeLimit(limit -> limit.withPolicy(policy))));
  }

  private static Optional<Long> bytes(String text) {
    try {
      return Optional.of(SettingText.bytes(text));
    } catch (IllegalArgumentException | ArithmeticException noSize) {
      return Optional.empty();
    }
  }
}
