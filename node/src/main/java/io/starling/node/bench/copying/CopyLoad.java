package io.starling.node.bench.copying;

import io.starling.storage.entry.Entry;
import io.starling.storage.entry.EntryHeader;
import io.starling.storage.entry.Key;
import io.starling.storage.entry.Version;
import io.starling.storage.entry.Write;
import io.starling.storage.entry.Write.KeyedEntry;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * What is copied.
 *
 * @param entries of all segments together
 * @param valueBytes of each value
 * @param segments that the entries are spread over
 * @param compressible whether values are text that LZ4 shortens, instead of noise
 * @param atOnce segments that are copied at the same time
 */
public record CopyLoad(
    int entries, int valueBytes, int segments, boolean compressible, int atOnce) {
  public CopyLoad {
    if (entries < 1 || valueBytes < 1 || segments < 1 || atOnce < 1) {
      throw new IllegalArgumentException("every measure is at least 1");
    }
  }

  /** The write of an entry, the same at each call. */
  Write write(int index) {
    SplittableRandom random = new SplittableRandom(index);
    byte[] value = new byte[valueBytes];
    if (compressible) {
      byte[] text =
          String.format(Locale.ROOT, "{\"id\":%08x,\"name\":\"somebody\"},", random.nextInt())
              .getBytes(StandardCharsets.US_ASCII);
      for (int i = 0; i < value.length; i++) {
        value[i] = text[i % text.length];
      }
    } else {
      random.nextBytes(value);
    }
    Version version = new Version(1, index + 1L);
    Key key = Key.of(String.format(Locale.ROOT, "key:%012d", index));
    Entry entry = Entry.of(version, EntryHeader.NEVER, 0, value);
    return new Write.Put(version, List.of(new KeyedEntry(key, entry)));
  }

  int segmentOf(int index) {
    return index % segments;
  }
}
