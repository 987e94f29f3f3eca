package io.starling.node.command;

import io.starling.storage.entry.Entry;
import io.starling.storage.entry.EntryHeader;
import io.starling.storage.entry.Key;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A segment as a command sees it while its primary evaluates the command: expired entries and
 * tombstones are hidden, and the command sees its own changes. The changes become one write, with
 * one version, when the command returns; if it throws, nothing has changed.
 */
public interface SegmentView {
  /** Cursors are less than this, so that the number of a segment fits above one in a long. */
  long CURSOR_LIMIT = 1L << 48;

  /** The wall-clock time of this evaluation, in milliseconds since 1970; constant within it. */
  long nowMillis();

  /** The entry of a key; null if no client may see one. */
  @Nullable Entry get(Key key);

  /** Like {@link #get}, without reading the value. */
  @Nullable EntryHeader header(Key key);

  /**
   * Sets a key.
   *
   * @param expireAtMillis deadline in milliseconds since 1970, or {@link EntryHeader#NEVER}
   */
  void set(Key key, byte[] value, long expireAtMillis);

  /** Removes a key; nothing happens if no client can see it. */
  void delete(Key key);

  /** Removes everything, as one write; nothing else may be changed by the same command. */
  void flush();

  /** Number of keys that clients may see; expired ones that were not yet removed count too. */
  long keyCount();

  /**
   * Visits the keys from a cursor on, at least {@code count} of them unless the end comes first.
   * The cursor names a place in the keyspace, not in this copy's store: it stays valid on every
   * member.
   *
   * @param cursor 0 to begin, what an earlier call returned, or any other place below {@link
   *     #CURSOR_LIMIT}, such as one drawn at random: places are spread evenly over the keys
   */
  ScanStep scan(long cursor, int count, Predicate<Key> wanted);

  /** Keys of one step, and where to go on; {@code nextCursor} is 0 at the end. */
  record ScanStep(List<Key> keys, long nextCursor) {}
}
