package io.starling.antientropy.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.starling.antientropy.copy.Samples;
import io.starling.storage.entry.Entry;
import io.starling.storage.entry.EntryHeader;
import io.starling.storage.entry.Key;
import io.starling.storage.entry.Version;
import io.starling.storage.entry.Write.KeyedEntry;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32C;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class FrameCodecTest {
  private static final int HEADER_LENGTH = 10;

  @Property(tries = 300)
  void decodesWhatItEncoded(@ForAll long seed) throws CorruptFrameException {
    SegmentFrame frame = frame(new Random(seed), 30);
    assertEquals(frame, FrameCodec.decode(FrameCodec.encode(frame)));
  }

  @Test
  void carriesTheLongestKeyAndAPartThatFillsTheFrame() throws CorruptFrameException {
    EntryHeader header =
        new EntryHeader(new Version(1, 1), EntryHeader.NEVER, 0, Entry.VALUE_LENGTH_MAX, 7);
    FrameItem begun = new FrameItem.EntryBegun(Key.of(noise(Key.LENGTH_MAX)), header);
    int room = SegmentFrame.RAW_LENGTH_MAX - FrameCodec.rawLength(begun);
    byte[] part = noise(FrameCodec.valueLengthIn(room));
    SegmentFrame frame = new SegmentFrame(List.of(begun, new FrameItem.EntryPart(part)));
    byte[] encoded = FrameCodec.encode(frame);
    assertEquals(FrameCodec.ENCODED_LENGTH_MAX, encoded.length);
    assertEquals(frame, FrameCodec.decode(encoded));
  }

  @Test
  void storesWhatDoesNotShrinkAndShrinksWhatDoes() {
    assertTrue(FrameCodec.encode(frameOf(Samples.key(1), noise(4000))).length >= 4000);
    assertTrue(FrameCodec.encode(frameOf(Samples.key(1), new byte[4000])).length < 200);
  }

  @Test
  void looksAtTheBeginningOfALongFrameOnly() throws CorruptFrameException {
    List<FrameItem> items = new ArrayList<>(frameOf(Samples.key(1), noise(20_000)).items());
    items.addAll(frameOf(Samples.key(2), new byte[50_000]).items());
    SegmentFrame frame = new SegmentFrame(items);
    byte[] encoded = FrameCodec.encode(frame);
    assertTrue(encoded.length > 70_000);
    assertEquals(frame, FrameCodec.decode(encoded));
    assertTrue(FrameCodec.encode(new SegmentFrame(items.reversed())).length < 30_000);
  }

  @Test
  void refusesToEncodeMoreThanAFrameHolds() {
    List<FrameItem> items = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      items.addAll(frameOf(Samples.key(i), new byte[SegmentFrame.RAW_LENGTH_MAX / 3]).items());
    }
    SegmentFrame frame = new SegmentFrame(items);
    assertThrows(IllegalArgumentException.class, () -> FrameCodec.encode(frame));
  }

  @Property(tries = 300)
  void noticesEveryFlippedBit(@ForAll long seed) {
    Random random = new Random(seed);
    byte[] encoded = FrameCodec.encode(frame(random, 10));
    encoded[random.nextInt(encoded.length)] ^= (byte) (1 << random.nextInt(8));
    assertThrows(CorruptFrameException.class, () -> FrameCodec.decode(encoded));
  }

  @Property
  void refusesJunk(@ForAll byte[] junk) {
    assertThrows(CorruptFrameException.class, () -> FrameCodec.decode(junk));
  }

  /** Changes behind the checksum's back reach the decoder of the block and of the items. */
  @Property(tries = 3000)
  void survivesLiesUnderACorrectChecksum(@ForAll long seed) {
    Random random = new Random(seed);
    byte[] encoded = FrameCodec.encode(frame(random, 10));
    int from = random.nextInt(3) == 0 ? 0 : HEADER_LENGTH;
    for (int i = 0; i < 1 + random.nextInt(4); i++) {
      encoded[from + random.nextInt(encoded.length - from)] = (byte) random.nextInt();
    }
    try {
      FrameCodec.decode(sealed(encoded));
    } catch (CorruptFrameException expected) {
      assertTrue(expected.getMessage().length() < 200);
    }
  }

  @Test
  void allocatesNothingForALengthThatCannotBe() {
    for (int claimed : new int[] {-1, Integer.MAX_VALUE, SegmentFrame.RAW_LENGTH_MAX, 3000}) {
      ByteBuffer lying = ByteBuffer.allocate(HEADER_LENGTH + 10);
      lying.put((byte) 2).put((byte) 1).putInt(claimed);
      byte[] encoded = sealed(lying.array());
      CorruptFrameException refused =
          assertThrows(CorruptFrameException.class, () -> FrameCodec.decode(encoded));
      assertEquals("10 bytes cannot become " + claimed, refused.getMessage());
    }
  }

  @Test
  void refusesAValueThatDoesNotHaveItsHash() {
    EntryHeader header = new EntryHeader(new Version(1, 1), 0, 0, 3, 12345);
    KeyedEntry lying = new KeyedEntry(Samples.key(1), new Entry(header, new byte[3]));
    byte[] encoded = FrameCodec.encode(new SegmentFrame(List.of(new FrameItem.Shown(lying))));
    assertThrows(CorruptFrameException.class, () -> FrameCodec.decode(encoded));
  }

  private static byte[] noise(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  private static byte[] sealed(byte[] encoded) {
    CRC32C crc = new CRC32C();
    crc.update(encoded, 0, 6);
    crc.update(encoded, HEADER_LENGTH, encoded.length - HEADER_LENGTH);
    ByteBuffer.wrap(encoded).putInt(6, (int) crc.getValue());
    return encoded;
  }

  private static SegmentFrame frameOf(Key key, byte[] value) {
    Entry entry = Entry.of(new Version(1, 1), EntryHeader.NEVER, 0, value);
    return new SegmentFrame(List.of(new FrameItem.Shown(new KeyedEntry(key, entry))));
  }

  private static SegmentFrame frame(Random random, int itemCount) {
    List<FrameItem> items = new ArrayList<>();
    for (int i = random.nextInt(itemCount); i >= 0; i--) {
      Version version = new Version(1 + random.nextInt(3), 1 + random.nextInt(1000));
      items.add(
          switch (random.nextInt(8)) {
            case 0 -> new FrameItem.LeafBegun(random.nextInt(1024), version);
            case 1 -> new FrameItem.LeafEnded(random.nextInt(1024));
            case 2 -> new FrameItem.BatchBegun(version, 1 + random.nextInt(1000));
            case 3 -> new FrameItem.EntryPart(new byte[1 + random.nextInt(100)]);
            case 4 ->
                new FrameItem.EntryBegun(
                    Samples.key(random.nextInt(50)),
                    new EntryHeader(version, 0, 0, 1 + random.nextInt(1000), random.nextLong()));
            default ->
                new FrameItem.Shown(
                    new KeyedEntry(
                        Samples.key(random.nextInt(50)),
                        Samples.entry(random, version, random.nextInt(2) * 2)));
          });
    }
    return new SegmentFrame(items);
  }
}
