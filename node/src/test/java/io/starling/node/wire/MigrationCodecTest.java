package io.starling.node.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.starling.node.migration.MigrationMessage;
import java.nio.ByteBuffer;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class MigrationCodecTest {
  @Provide
  Arbitrary<MigrationMessage> messages() {
    return WireSamples.migrationMessages();
  }

  @Property
  void readsWhatItWrote(@ForAll("messages") MigrationMessage message) {
    assertEquals(message, MigrationCodec.decode(MigrationCodec.encode(message)));
  }

  @Property(tries = 1_000)
  void refusesJunkInOneWayOnly(@ForAll byte[] junk) {
    Hostile.decodeOrRefuse(junk, MigrationCodecTest::decode);
  }

  @Property(tries = 1_000)
  void refusesDamageInOneWayOnly(@ForAll("messages") MigrationMessage message, @ForAll long seed) {
    byte[] damaged = Hostile.damaged(MigrationCodec.encode(message), seed);
    Hostile.decodeOrRefuse(damaged, MigrationCodecTest::decode);
  }

  private static MigrationMessage decode(ByteBuffer bytes) {
    byte[] copy = new byte[bytes.remaining()];
    bytes.get(copy);
    return MigrationCodec.decode(copy);
  }
}
