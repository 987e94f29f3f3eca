package io.starling.node.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.starling.node.settings.HostAndPort;
import io.starling.storage.id.HashSlot;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class SlotOwnersTest {
  private static final byte[] KEY = "foo".getBytes(StandardCharsets.US_ASCII);

  private final SlotOwners owners = new SlotOwners();

  @Test
  void ownersComeFromClusterSlots() {
    Answer node = new Answer.Many(List.of(new Answer.Text("h"), new Answer.Number(7379)));
    owners.learn(
        new Answer.Many(
            List.of(
                new Answer.Many(
                    List.of(new Answer.Number(0), new Answer.Number(HashSlot.COUNT - 1), node)))));
    assertEquals(new HostAndPort("h", 7379), owners.ownerOf(KEY));
  }

  @Test
  void ownersChangeWithARedirection() {
    HostAndPort owner = new HostAndPort("10.0.0.2", 7379);
    assertEquals(owner, owners.learn("MOVED " + HashSlot.of(KEY) + " 10.0.0.2:7379"));
    assertEquals(owner, owners.ownerOf(KEY));
  }

  @Test
  void aRedirectionThatNamesNobodyIsLeftOut() {
    assertNull(owners.learn("MOVED"));
    assertNull(owners.learn("MOVED 1 here"));
    assertNull(owners.learn("MOVED 99999 h:1"));
    assertNull(owners.ownerOf(KEY));
  }
}
