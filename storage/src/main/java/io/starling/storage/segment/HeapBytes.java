package io.starling.storage.segment;

import com.dynatrace.hash4j.hashing.Hashing;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import net.openhft.chronicle.algo.hashing.LongHashFunction;
import net.openhft.chronicle.bytes.BytesStore;
import net.openhft.chronicle.bytes.RandomDataInput;
import net.openhft.chronicle.bytes.RandomDataOutput;
import net.openhft.chronicle.hash.AbstractData;
import org.jspecify.annotations.Nullable;

/**
 * Bytes on the heap as Chronicle Map takes them, without garbage: one object serves all calls of
 * its owner. The bytes are those of a head followed by those of a body.
 *
 * <p>Given as data, not through marshallers, keys and values leave no class name of ours in a file:
 * the file says {@code byte[]}, and classes may be renamed.
 */
final class HeapBytes extends AbstractData<byte[]> {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
  private static final byte[] NONE = new byte[0];

  private byte[] head = NONE;
  private int headLength;
  private byte[] body = NONE;
  private int bodyOffset;
  private int bodyLength;

  /** These bytes and nothing else. */
  HeapBytes set(byte[] bytes) {
    return set(NONE, 0, bytes, 0, bytes.length);
  }

  /** The first bytes of {@code head}, then some of {@code body}. Neither is copied. */
  HeapBytes set(byte[] head, int headLength, byte[] body, int bodyOffset, int bodyLength) {
    this.head = head;
    this.headLength = headLength;
    this.body = body;
    this.bodyOffset = bodyOffset;
    this.bodyLength = bodyLength;
    return this;
  }

  @Override
  public long size() {
    return (long) headLength + bodyLength;
  }

  @Override
  @SuppressWarnings({"rawtypes", "unchecked"}) // as it is declared by the library
  public void writeTo(RandomDataOutput target, long targetOffset) {
    target.write(targetOffset, head, 0, headLength);
    target.write(targetOffset + headLength, body, bodyOffset, bodyLength);
  }

  /** The placement hash, which is what Chronicle Map's own function would find, only faster. */
  @Override
  public long hash(LongHashFunction function) {
    return headLength == 0
        ? Hashing.xxh64().hashBytesToLong(body, bodyOffset, bodyLength)
        : function.hashBytes(get());
  }

  @Override
  public boolean equivalent(RandomDataInput source, long sourceOffset) {
    if (headLength > 0) {
      return super.equivalent(source, sourceOffset);
    }
    int at = 0;
    for (; at + Long.BYTES <= bodyLength; at += Long.BYTES) {
      if ((long) LONG.get(body, bodyOffset + at) != source.readLong(sourceOffset + at)) {
        return false;
      }
    }
    for (; at < bodyLength; at++) {
      if (body[bodyOffset + at] != source.readByte(sourceOffset + at)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public RandomDataInput bytes() {
    return BytesStore.wrap(get());
  }

  @Override
  public long offset() {
    return 0;
  }

  @Override
  public byte[] get() {
    byte[] all = Arrays.copyOf(head, headLength + bodyLength);
    System.arraycopy(body, bodyOffset, all, headLength, bodyLength);
    return all;
  }

  @Override
  public byte[] getUsing(byte @Nullable [] using) {
    return get();
  }
}
