package io.starling.node.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.starling.node.client.cluster.SegmentPlacement;
import io.starling.node.routing.Levels.Detour;
import io.starling.node.routing.Levels.ReadLevel;
import io.starling.node.routing.ReadShare;
import io.starling.storage.id.NodeId;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The Redis Cluster port of the first of three nodes: it is primary of segments 0 to 7 (slots 0 to
 * 8191), the second of the others; the third is a member of none but 15.
 */
class ClusterPortTest {
  private static final String SELF = FakeNode.SELF.toHex() + "00000000";
  private static final String OTHER = FakeNode.OTHER.toHex() + "00000000";

  private final TestPort port = new TestPort();

  @BeforeEach
  void formACluster() {
    port.node.nodes =
        List.of(
            FakeNode.node(FakeNode.SELF, 7001),
            FakeNode.node(FakeNode.OTHER, 7002),
            FakeNode.node(FakeNode.THIRD, 7003));
    port.node.placements =
        segment -> {
          NodeId primary = segment < 8 ? FakeNode.SELF : FakeNode.OTHER;
          return segment == 15
              ? new SegmentPlacement(9, primary, List.of(FakeNode.OTHER, FakeNode.THIRD))
              : new SegmentPlacement(2, primary, List.of(FakeNode.SELF, FakeNode.OTHER));
        };
  }

  @AfterEach
  void close() {
    port.close();
  }

  @Test
  void sendsAClientToThePrimary() throws IOException {
    try (RawClient client = port.connect(PortMode.CLUSTER)) {
      client.exchange("SET foo 1\r\n", "-MOVED 12182 127.0.0.1:7002\r\n");
      client.exchange("SET bar 1\r\n", "+OK\r\n");
      client.exchange(
          "MGET foo bar\r\n", "-CROSSSLOT Keys in request don't hash to the same slot\r\n");
      client.exchange("MGET bar {bar}2\r\n", "*2\r\n$1\r\n1\r\n$-1\r\n");
      client.exchange("SELECT 1\r\n", "-ERR SELECT is not allowed in cluster mode\r\n");
    }
  }

  @Test
  void asksAPrimaryThatIsQuiteNewItself() throws IOException {
    port.node.settled = false;
    try (RawClient client = port.connect(PortMode.CLUSTER)) {
      client.exchange("SET foo 1\r\n", "+OK\r\n");
    }
  }

  @Test
  void readsItsOwnCopyForAClientThatSaidReadonly() throws IOException {
    try (RawClient client = port.connect(PortMode.CLUSTER)) {
      client.exchange("READONLY\r\n", "+OK\r\n");
      client.exchange("GET foo\r\n", "$-1\r\n");
      assertEquals(ReadLevel.ONE, port.node.requests.getLast().levels().read());
      client.exchange("SET foo 1\r\n", "-MOVED 12182 127.0.0.1:7002\r\n");
      client.exchange("READWRITE\r\n", "+OK\r\n");
      client.exchange("GET foo\r\n", "-MOVED 12182 127.0.0.1:7002\r\n");
    }
  }

  @Test
  void servesOneCommandAfterAsking() throws IOException {
    try (RawClient client = port.connect(PortMode.CLUSTER)) {
      client.exchange("ASKING\r\nSET foo 1\r\n", "+OK\r\n+OK\r\n");
      client.exchange("SET foo 1\r\n", "-MOVED 12182 127.0.0.1:7002\r\n");
    }
  }

  @Test
  void sendsTheShareOfReadsThatMovesOverToTheNewcomer() throws IOException {
    port.node.readShare = new ReadShare(FakeNode.THIRD, 100);
    try (RawClient client = port.connect(PortMode.CLUSTER)) {
      client.exchange("GET bar\r\n", "-ASK 5061 127.0.0.1:7003\r\n");
      client.exchange("SET bar 1\r\n", "+OK\r\n");
      client.exchange("ASKING\r\nGET bar\r\n", "+OK\r\n$1\r\n1\r\n");
      client.exchange("GET foo\r\n", "-MOVED 12182 127.0.0.1:7002\r\n");
    }
  }

  @Test
  void answersAfterAskingFromTheCopyHere() throws IOException {
    try (RawClient client = port.connect(PortMode.CLUSTER)) {
      client.exchange("ASKING\r\nGET foo\r\n", "+OK\r\n$-1\r\n");
      assertEquals(Detour.TAKEN, port.node.requests.getLast().levels().detour());
      client.exchange("ASKING\r\nSET foo 1\r\n", "+OK\r\n+OK\r\n");
      assertEquals(Detour.POSSIBLE, port.node.requests.getLast().levels().detour());
      client.exchange("GET foo\r\n", "-MOVED 12182 127.0.0.1:7002\r\n");
    }
  }

  @Test
  void saysSoIfThePrimaryIsUnknown() throws IOException {
    port.node.nodes = List.of(FakeNode.node(FakeNode.SELF, 7001));
    try (RawClient client = port.connect(PortMode.CLUSTER)) {
      client.exchange("GET foo\r\n", "-CLUSTERDOWN Hash slot not served\r\n");
    }
  }

  @Test
  void listsAllSlotsWithTheirPrimaryFirst() throws IOException {
    try (RawClient client = port.connect(PortMode.CLUSTER)) {
      String self = "*4\r\n$9\r\n127.0.0.1\r\n:7001\r\n$40\r\n" + SELF + "\r\n*0\r\n";
      String other = "*4\r\n$9\r\n127.0.0.1\r\n:7002\r\n$40\r\n" + OTHER + "\r\n*0\r\n";
      String third = other.replace(":7002", ":7003").replace(OTHER, OTHER.replace("02", "03"));
      client.exchange(
          "CLUSTER SLOTS\r\n",
          "*3\r\n*4\r\n:0\r\n:8191\r\n"
              + self
              + other
              + "*4\r\n:8192\r\n:15359\r\n"
              + other
              + self
              + "*4\r\n:15360\r\n:16383\r\n"
              + other
              + third);
    }
  }

  @Test
  void listsEveryNodeAsAMasterOfItsSlots() throws IOException {
    try (RawClient client = port.connect(PortMode.CLUSTER)) {
      client.send("CLUSTER NODES\r\n");
      assertEquals(
          List.of(
              SELF + " 127.0.0.1:7001@8001 myself,master - 0 0 2 connected 0-8191",
              OTHER + " 127.0.0.1:7002@8002 master - 0 0 9 connected 8192-16383",
              OTHER.replace("02", "03") + " 127.0.0.1:7003@8003 master - 0 0 0 connected"),
          client.readBulk().lines().toList());
      client.exchange("CLUSTER MYID\r\n", "$40\r\n" + SELF + "\r\n");
      client.exchange("CLUSTER KEYSLOT foo\r\n", ":12182\r\n");
      client.send("CLUSTER INFO\r\n");
      assertEquals("cluster_state:ok", client.readBulk().lines().findFirst().orElse(""));
    }
  }

  @Test
  void findsTheKeysOfASlot() throws IOException {
    try (RawClient client = port.connect(PortMode.CLUSTER)) {
      client.exchange("SET bar 1\r\nSET {bar}2 1\r\n", "+OK\r\n+OK\r\n");
      client.exchange("CLUSTER COUNTKEYSINSLOT 5061\r\n", ":2\r\n");
      client.exchange("CLUSTER GETKEYSINSLOT 5061 0\r\n", "*0\r\n");
      client.send("CLUSTER GETKEYSINSLOT 5061 1\r\n");
      assertEquals(1, client.readArray().size());
      client.exchange("CLUSTER COUNTKEYSINSLOT 16384\r\n", "-ERR Invalid slot\r\n");
      client.exchange("CLUSTER GETKEYSINSLOT 0 -1\r\n", "-ERR Invalid slot or number of keys\r\n");
      client.exchange(
          "CLUSTER COUNTKEYSINSLOT x\r\n", "-ERR value is not an integer or out of range\r\n");
    }
  }

  @Test
  void speaksOfItsOwnSegmentsOnlyInCommandsAboutAllKeys() throws IOException {
    try (RawClient client = port.connect(PortMode.CLUSTER)) {
      client.exchange("ASKING\r\nSET foo 1\r\nSET bar 1\r\n", "+OK\r\n+OK\r\n+OK\r\n");
      client.exchange("DBSIZE\r\n", ":1\r\n");
      client.exchange("KEYS *\r\n", "*1\r\n$3\r\nbar\r\n");
    }
  }
}
