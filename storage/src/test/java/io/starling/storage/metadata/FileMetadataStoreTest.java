package io.starling.storage.metadata;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileMetadataStoreTest {
  private static final int PAGE = 4096;
  private static final int SEGMENTS = 512;

  @TempDir private Path directory;

  @Test
  void keepsWhatWasSyncedAndTheLatestOfEachName() {
    try (FileMetadataStore store = FileMetadataStore.open(directory)) {
      put(store, "a", "1");
      put(store, "b", "2");
      store.sync();
      put(store, "a", "3");
      put(store, "a", "");
      store.sync();
      put(store, "b", "never synced");
      assertEquals("never synced", get(store, "b"));
    }
    try (FileMetadataStore store = FileMetadataStore.open(directory)) {
      assertEquals("", get(store, "a"));
      assertEquals("2", get(store, "b"));
      assertNull(store.get("c"));
    }
  }

  @Test
  void listsTheRecordsOfAPrefixByName() {
    try (FileMetadataStore store = FileMetadataStore.open(directory)) {
      for (String name : List.of("segment/2", "segments", "segment/10", "a", "segment/")) {
        put(store, name, name);
      }
      assertEquals(
          List.of("segment/", "segment/10", "segment/2"),
          List.copyOf(store.withPrefix("segment/").keySet()));
    }
  }

  @Test
  void aTicketIsDurableWhenASyncHasReturnedItOrALaterOne() {
    try (FileMetadataStore store = FileMetadataStore.open(directory)) {
      long first = put(store, "a", "1");
      long second = put(store, "b", "1");
      assertTrue(second > first);
      assertEquals(second, store.sync());
      assertEquals(second, store.sync());
    }
  }

  @Test
  void dropsARecordThatWasCutAtAnyByteAndKeepsThoseBefore() throws IOException {
    try (FileMetadataStore store = FileMetadataStore.open(directory)) {
      put(store, "a", "first");
      store.sync();
      put(store, "a", "second");
      store.sync();
    }
    byte[] whole = Files.readAllBytes(file());
    int zeros = 5;
    for (int length = whole.length / 2; length < whole.length; length++) {
      Files.write(file(), Arrays.copyOf(whole, length));
      try (FileMetadataStore store = FileMetadataStore.open(directory)) {
        assertEquals(length < whole.length - zeros ? "first" : "second", get(store, "a"));
        put(store, "a", "third");
        store.sync();
      }
      try (FileMetadataStore store = FileMetadataStore.open(directory)) {
        assertEquals("third", get(store, "a"));
      }
    }
  }

  @Test
  void refusesAFileThatIsDamagedBeforeItsEndAndSaysWhere() throws IOException {
    try (FileMetadataStore store = FileMetadataStore.open(directory)) {
      for (String name : List.of("a", "b", "c")) {
        put(store, name, "value");
        store.sync();
      }
    }
    byte[] content = Files.readAllBytes(file());
    content[content.length / 3 + 10] ^= 1;
    Files.write(file(), content);
    var refusal =
        assertThrows(
            DamagedMetadataException.class, () -> FileMetadataStore.open(directory).close());
    assertTrue(refusal.getMessage().contains(file() + " is damaged at byte " + content.length / 3));
  }

  @Test
  void refusesAFileThatIsDamagedAfterItWasWrittenAnew() throws IOException {
    try (FileMetadataStore store = FileMetadataStore.open(directory)) {
      put(store, "a", "1");
      store.put("b", new byte[2 << 20]);
      store.sync();
    }
    byte[] content = Files.readAllBytes(file());
    content[4] ^= 1;
    Files.write(file(), content);
    assertThrows(DamagedMetadataException.class, () -> FileMetadataStore.open(directory).close());
  }

  @Test
  void opensWhicheverPagesOfTheLastSyncWereWrittenWhenTheMachineStopped() throws IOException {
    try (FileMetadataStore store = FileMetadataStore.open(directory)) {
      putMany(store, "old");
      store.sync();
    }
    int synced = (int) Files.size(file());
    try (FileMetadataStore store = FileMetadataStore.open(directory)) {
      putMany(store, "new");
      store.sync();
    }
    byte[] whole = Files.readAllBytes(file());
    for (int lost = synced / PAGE * PAGE; lost < whole.length; lost += PAGE) {
      byte[] content = whole.clone();
      Arrays.fill(content, Math.max(synced, lost), Math.min(lost + PAGE, content.length), (byte) 0);
      Files.write(file(), content);
      try (FileMetadataStore store = FileMetadataStore.open(directory)) {
        assertEquals("old", get(store, "segment/" + (SEGMENTS - 1)));
        putMany(store, "newer");
        store.sync();
      }
      try (FileMetadataStore store = FileMetadataStore.open(directory)) {
        assertEquals("newer", get(store, "segment/" + (SEGMENTS - 1)));
      }
    }
  }

  private static void putMany(MetadataStore store, String value) {
    for (int i = 0; i < SEGMENTS; i++) {
      put(store, "segment/" + i, value);
    }
  }

  @Test
  void staysSmallHoweverOftenARecordIsReplaced() throws IOException {
    byte[] value = new byte[100_000];
    try (FileMetadataStore store = FileMetadataStore.open(directory)) {
      put(store, "other", "kept");
      for (int i = 0; i < 100; i++) {
        value[0] = (byte) i;
        store.put("large", value.clone());
        store.sync();
      }
    }
    assertTrue(Files.size(file()) < 2_000_000, () -> "length " + file().toFile().length());
    try (FileMetadataStore store = FileMetadataStore.open(directory)) {
      assertArrayEquals(value, store.get("large"));
      assertEquals("kept", get(store, "other"));
    }
  }

  private Path file() {
    return directory.resolve("metadata");
  }

  private static long put(MetadataStore store, String name, String value) {
    return store.put(name, value.getBytes(UTF_8));
  }

  private static String get(MetadataStore store, String name) {
    return new String(store.get(name), UTF_8);
  }
}
