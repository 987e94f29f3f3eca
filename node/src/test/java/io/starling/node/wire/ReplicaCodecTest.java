package io.starling.node.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.starling.node.replication.ReplicaMessage;
import io.starling.node.replication.ReplicaMessage.Append;
import io.starling.node.replication.ReplicaMessage.AppendRefused;
import io.starling.node.replication.ReplicaMessage.Appended;
import io.starling.node.replication.SegmentRecord;
import io.starling.node.replication.Shortage;
import io.starling.storage.entry.Entry;
import io.starling.storage.entry.EntryHeader;
import io.starling.storage.entry.Key;
import io.starling.storage.entry.Version;
import io.starling.storage.entry.Write;
import io.starling.storage.entry.Write.KeyedEntry;
import java.nio.ByteBuffer;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ReplicaCodecTest {
  private static final Version VERSION = new Version(3, 4);

  @Property(tries = 500)
  void decodesWhatItEncoded(@ForAll("messages") ReplicaMessage message) {
    byte[] bytes = ReplicaCodec.toProto(message).toByteArray();
    ReplicaMessage decoded = ReplicaCodec.decode(ByteBuffer.wrap(bytes));
    assertEquals(message, decoded);
    assertArrayEquals(bytes, ReplicaCodec.toProto(decoded).toByteArray());
  }

  @Property(tries = 300)
  void readsTheRecordThatItWrote(@ForAll("records") SegmentRecord written) {
    assertEquals(written, ReplicaCodec.decodeRecord(ReplicaCodec.encode(written)));
  }

  @Property(tries = 1_000)
  void refusesJunkInOneWayOnly(@ForAll byte[] junk) {
    Hostile.decodeOrRefuse(junk, ReplicaCodec::decode);
  }

  @Property(tries = 2_000)
  void refusesDamageInOneWayOnly(@ForAll("messages") ReplicaMessage message, @ForAll long seed) {
    byte[] bytes = ReplicaCodec.toProto(message).toByteArray();
    Hostile.decodeOrRefuse(Hostile.damaged(bytes, seed), ReplicaCodec::decode);
  }

  @Property(tries = 500)
  void refusesADamagedRecordInOneWayOnly(
      @ForAll("records") SegmentRecord written, @ForAll long seed) {
    byte[] damaged = Hostile.damaged(ReplicaCodec.encode(written), seed);
    Hostile.decodeOrRefuse(damaged, unused -> ReplicaCodec.decodeRecord(damaged));
  }

  @Example
  void takesTheLongestKeyAndValueAndNoLonger() {
    assertReads(put(new byte[Key.LENGTH_MAX], new byte[Entry.VALUE_LENGTH_MAX]));
    assertRefuses(put(new byte[Key.LENGTH_MAX + 1], new byte[0]));
    assertRefuses(put(new byte[0], new byte[Entry.VALUE_LENGTH_MAX + 1]));
  }

  @Example
  void refusesFlagsThatAreNotKnown() {
    Entry strange = Entry.of(VERSION, EntryHeader.NEVER, 1 << 2, new byte[0]);
    assertRefuses(new Append(1, 3, new Write.Put(VERSION, List.of(keyed(new byte[1], strange)))));
  }

  @Example
  void refusesSegmentsAndVersionsBelowZero() {
    assertRefuses(new Appended(-1, 3, 1, true));
    assertRefuses(new AppendRefused(Integer.MIN_VALUE, 3, 1, Shortage.DISK));
    assertRefuses(new Append(1, 3, new Write.Floor(new Version(-1, 1))));
    assertRefuses(new Append(1, 3, new Write.Purge(VERSION, new Version(1, -1))));
  }

  private static Append put(byte[] key, byte[] value) {
    Entry entry = Entry.of(VERSION, EntryHeader.NEVER, 0, value);
    return new Append(1, 3, new Write.Put(VERSION, List.of(keyed(key, entry))));
  }

  private static KeyedEntry keyed(byte[] key, Entry entry) {
    return new KeyedEntry(Key.of(key), entry);
  }

  private static void assertReads(ReplicaMessage message) {
    assertEquals(message, ReplicaCodec.decode(bytes(message)));
  }

  private static void assertRefuses(ReplicaMessage message) {
    ByteBuffer bytes = bytes(message);
    assertThrows(IllegalArgumentException.class, () -> ReplicaCodec.decode(bytes));
  }

  private static ByteBuffer bytes(ReplicaMessage message) {
    return ByteBuffer.wrap(ReplicaCodec.toProto(message).toByteArray());
  }

  @Provide
  Arbitrary<ReplicaMessage> messages() {
    return WireSamples.replicaMessages();
  }

  @Provide
  Arbitrary<SegmentRecord> records() {
    return WireSamples.records();
  }
}
