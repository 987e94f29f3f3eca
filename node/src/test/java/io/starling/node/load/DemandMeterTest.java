package io.starling.node.load;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.starling.node.command.Reply;
import io.starling.storage.entry.Entry;
import io.starling.storage.entry.EntryHeader;
import io.starling.storage.entry.Key;
import io.starling.storage.entry.Version;
import io.starling.storage.entry.Write;
import io.starling.storage.entry.Write.KeyedEntry;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class DemandMeterTest {
  private final DemandMeter meter = new DemandMeter();

  private static List<byte[]> request(String text) {
    return Arrays.stream(text.split(" "))
        .map(word -> word.getBytes(StandardCharsets.US_ASCII))
        .toList();
  }

  @Test
  void tellsReadsFromWrites() {
    meter.served(request("GET k"), Reply.Bulk.of("value"), false);
    meter.served(request("SET k value"), Reply.OK, true);
    meter.served(request("GET k"), Reply.NIL, false);
    assertEquals(new DemandCount(2, 1, 0, 0, 4 + 9 + 4, 5 + 2 + 1, 0), meter.count());
  }

  @Test
  void countsEveryPartOfALongReply() {
    Reply inner = new Reply.Pairs(List.of(Reply.Bulk.of("abc"), Reply.number(7)));
    meter.served(
        request("GET k"), new Reply.Array(List.of(inner, Reply.NIL, Reply.Bulk.of("de"))), false);
    assertEquals(3 + 8 + 1 + 2, meter.count().bytesOut());
  }

  @Test
  void countsWhatIsTurnedAwayAsDemand() {
    meter.turnedAway(request("SET k v"));
    assertEquals(new DemandCount(0, 0, 0, 1, 5, 0, 0), meter.count());
  }

  @Test
  void sendsEachWriteToEveryRecipient() {
    meter.written(100, 2);
    assertEquals(new DemandCount(0, 0, 0, 0, 0, 200, 100), meter.count());
  }

  @Test
  void countsWhatAPrimarySends() {
    Version version = new Version(1, 1);
    Entry entry = Entry.of(version, EntryHeader.NEVER, 0, new byte[10]);
    meter.appended(new Write.Put(version, List.of(new KeyedEntry(Key.of("key"), entry))));
    meter.appended(new Write.Floor(version));
    assertEquals(new DemandCount(0, 0, 2, 0, 13, 0, 13), meter.count());
  }
}
