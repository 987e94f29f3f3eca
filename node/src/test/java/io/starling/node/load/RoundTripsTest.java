package io.starling.node.load;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.starling.storage.id.NodeId;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RoundTripsTest {
  private static final NodeId PEER = new NodeId(0, 1);

  private final RoundTrips trips = new RoundTrips();

  @Test
  void beginWithTheFirstAnswerAndMoveByAnEighth() {
    trips.took(PEER, 800);
    assertEquals(new TreeMap<>(Map.of(PEER, 800L)), trips.nanos());
    trips.took(PEER, 1_600);
    assertEquals(new TreeMap<>(Map.of(PEER, 900L)), trips.nanos());
  }

  @Test
  void areForgottenWithTheConnection() {
    trips.took(PEER, 800);
    trips.forget(PEER);
    assertEquals(new TreeMap<>(), trips.nanos());
  }
}
