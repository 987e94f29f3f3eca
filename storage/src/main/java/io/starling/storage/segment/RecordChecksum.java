package io.starling.storage.segment;

import java.util.zip.CRC32C;

/** The checksum of a record: of its key and of its head behind the place of the checksum itself. */
final class RecordChecksum {
  private final CRC32C crc = new CRC32C();

  int of(byte[] key, byte[] head, int headLength) {
    crc.reset();
    crc.update(key, 0, key.length);
    crc.update(head, RecordLayout.FLAGS, headLength - RecordLayout.FLAGS);
    return (int) crc.getValue();
  }
}
