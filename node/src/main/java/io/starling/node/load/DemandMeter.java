package io.starling.node.load;

import io.starling.node.command.Reply;
import io.starling.storage.entry.Write;
import io.starling.storage.entry.Write.KeyedEntry;
import java.util.List;

/**
 * Counts what is asked of one segment at this node. Every command passes here, so it only adds: no
 * clock, no allocation.
 *
 * <p>A request counts once, when it is carried out or turned away for good. One that waits for a
 * primary meanwhile, and asks again and again, counts when that ends.
 */
public final class DemandMeter {
  private final HottestKey hottestKey = new HottestKey();
  private long reads;
  private long writes;
  private long appends;
  private long turnedAway;
  private long bytesIn;
  private long bytesOut;
  private long bytesWritten;

  /**
   * A command was carried out on this node's copy.
   *
   * @param request the name first; what comes next is taken for the key, which it nearly always is
   */
  public void served(List<byte[]> request, Reply reply, boolean mayWrite) {
    if (mayWrite) {
      writes++;
    } else {
      reads++;
    }
    bytesIn += lengthOf(request);
    bytesOut += lengthOf(reply);
    if (request.size() > 1) {
      hottestKey.used(request.get(1));
    }
  }

  /** A command for this primary was refused for want of something, or not served in time. */
  public void turnedAway(List<byte[]> request) {
    turnedAway++;
    bytesIn += lengthOf(request);
  }

  /**
   * A write of this primary goes to its recipients.
   *
   * @param bytes of keys and values that a client set
   */
  public void written(long bytes, int recipients) {
    bytesWritten += bytes;
    bytesOut += bytes * recipients;
  }

  /** A write of the primary has come in, whether there is room for it or not. */
  public void appended(Write write) {
    appends++;
    long bytes = lengthOf(write);
    bytesIn += bytes;
    bytesWritten += bytes;
  }

  /** The part of the recent commands that are on the busiest key, 0 to 1. */
  public double hottestKeyShare() {
    return hottestKey.share();
  }

  /** All of it so far. */
  public DemandCount count() {
    return new DemandCount(reads, writes, appends, turnedAway, bytesIn, bytesOut, bytesWritten);
  }

  private static long lengthOf(List<byte[]> request) {
    long length = 0;
    for (int i = 0; i < request.size(); i++) {
      length += request.get(i).length;
    }
    return length;
  }

  private static long lengthOf(Reply reply) {
    return switch (reply) {
      case Reply.Bulk bulk -> bulk.bytes().length;
      case Reply.Array array -> lengthOfAll(array.items());
      case Reply.Pairs pairs -> lengthOfAll(pairs.keysAndValues());
      case Reply.Status status -> status.text().length();
      case Reply.Failure failure -> failure.text().length();
      case Reply.Number number -> Long.BYTES;
      case Reply.Nil nil -> 1;
    };
  }

  private static long lengthOfAll(List<Reply> replies) {
    long length = 0;
    for (Reply reply : replies) {
      length += lengthOf(reply);
    }
    return length;
  }

  private static long lengthOf(Write write) {
    long length = 0;
    if (write instanceof Write.Put put) {
      for (KeyedEntry each : put.entries()) {
        length += each.key().length() + each.entry().value().length;
      }
    }
    return length;
  }
}
