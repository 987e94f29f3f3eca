package io.starling.storage.metadata;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * A named record as it lies in the file: length of the payload, checksum of the payload, then the
 * payload: length of the name, the name, the value; zeros up to a multiple of eight.
 *
 * @param name by which it is found
 * @param value opaque here
 */
record MetadataRecord(String name, byte[] value) {
  static final int ALIGNMENT = 8;

  private static final int HEAD_LENGTH = 2 * Integer.BYTES;

  /** Bytes in the file. */
  int length() {
    return aligned(HEAD_LENGTH + Integer.BYTES + nameBytes().length + value.length);
  }

  void write(ByteBuffer out) {
    int start = out.position();
    byte[] nameBytes = nameBytes();
    int payloadLength = Integer.BYTES + nameBytes.length + value.length;
    out.putInt(payloadLength).putInt(0);
    out.putInt(nameBytes.length).put(nameBytes).put(value);
    out.putInt(start + Integer.BYTES, checksum(out, start + HEAD_LENGTH, payloadLength));
    out.position(start + length());
  }

  /** The record at an offset, or null if there is no whole one. */
  static @Nullable MetadataRecord read(ByteBuffer in, int offset) {
    if (in.limit() - offset < HEAD_LENGTH + Integer.BYTES) {
      return null;
    }
    int payloadLength = in.getInt(offset);
    if (payloadLength < Integer.BYTES || payloadLength > in.limit() - offset - HEAD_LENGTH) {
      return null;
    }
    int payload = offset + HEAD_LENGTH;
    if (in.getInt(offset + Integer.BYTES) != checksum(in, payload, payloadLength)) {
      return null;
    }
    int nameLength = in.getInt(payload);
    byte[] nameBytes = new byte[nameLength];
    byte[] value = new byte[payloadLength - Integer.BYTES - nameLength];
    in.get(payload + Integer.BYTES, nameBytes);
    in.get(payload + Integer.BYTES + nameLength, value);
    return new MetadataRecord(new String(nameBytes, StandardCharsets.UTF_8), value);
  }

  private byte[] nameBytes() {
    return name.getBytes(StandardCharsets.UTF_8);
  }

  private static int checksum(ByteBuffer in, int offset, int length) {
    CRC32C crc = new CRC32C();
    crc.update(in.duplicate().clear().slice(offset, length));
    return (int) crc.getValue();
  }

  private static int aligned(int length) {
    return (length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  }
}
