package io.starling.node.bench;

import io.starling.node.settings.HostAndPort;
import io.starling.storage.id.HashSlot;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** Which node serves which slot, as far as it is known. Shared by all clients; any thread. */
final class SlotOwners {
  private final AtomicReferenceArray<@Nullable HostAndPort> owners =
      new AtomicReferenceArray<>(HashSlot.COUNT);

  /** Learns from the answer to CLUSTER SLOTS; what is not understood is left out. */
  void learn(Answer slots) {
    if (slots instanceof Answer.Many ranges) {
      ranges.items().forEach(this::learnRange);
    }
  }

  private void learnRange(Answer range) {
    if (range instanceof Answer.Many(var parts)
        && parts.size() >= 3
        && parts.get(0) instanceof Answer.Number(long first)
        && parts.get(1) instanceof Answer.Number(long last)
        && parts.get(2) instanceof Answer.Many(var node)
        && node.size() >= 2
        && node.get(0) instanceof Answer.Text(String host)
        && node.get(1) instanceof Answer.Number(long port)) {
      HostAndPort owner = new HostAndPort(host, Math.toIntExact(port));
      for (int slot = Math.toIntExact(first); slot <= last; slot++) {
        owners.set(slot, owner);
      }
    }
  }

  /**
   * Learns from a redirection.
   *
   * @param text such as {@code MOVED 3999 127.0.0.1:7379}
   * @return the node that it names; null if it names none
   */
  @Nullable HostAndPort learn(String text) {
    String[] words = text.split(" ", 4);
    if (words.length < 3) {
      return null;
    }
    try {
      int colon = words[2].lastIndexOf(':');
      HostAndPort owner =
          new HostAndPort(
              words[2].substring(0, Math.max(0, colon)),
              Integer.parseInt(words[2].substring(colon + 1)));
      owners.set(Integer.parseInt(words[1]), owner);
      return owner;
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      return null;
    }
  }

  @Nullable HostAndPort ownerOf(byte[] key) {
    return owners.get(HashSlot.of(key));
  }
}
