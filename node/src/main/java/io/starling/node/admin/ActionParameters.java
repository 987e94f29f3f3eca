package io.starling.node.admin;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads the body of a change: a flat JSON object of texts, numbers and truth values. */
final class ActionParameters {
  private static final JSON STRICT = JSON.std.with(JSON.Feature.FAIL_ON_DUPLICATE_MAP_KEYS);

  private ActionParameters() {}

  /** The members as texts; empty if the body is anything else. An empty body has no members. */
  static Optional<Map<String, String>> parse(String body) {
    Map<String, String> parameters = new TreeMap<>();
    if (body.isBlank()) {
      return Optional.of(parameters);
    }
    try {
      for (Map.Entry<String, Object> member : STRICT.mapFrom(body).entrySet()) {
        if (!(member.getValue() instanceof String
            || member.getValue() instanceof Number
            || member.getValue() instanceof Boolean)) {
          return Optional.empty();
        }
        parameters.put(member.getKey(), member.getValue().toString());
      }
      return Optional.of(parameters);
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
