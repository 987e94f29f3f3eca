package io.starling.node.replication;

import io.starling.antientropy.sync.SyncFailure;
import java.util.Locale;

/** All synchronisations of one recipient in an epoch, for those who watch. */
final class Shipment {
  private int attempts;
  private long bytesReceived;
  private String lastError = "";

  /** One begins. */
  void begun() {
    attempts++;
  }

  /** The target has confirmed so many more bytes of the stream. */
  void received(long bytes) {
    bytesReceived += bytes;
  }

  /** One broke off. */
  void failed(SyncFailure reason) {
    failed("the stream broke off: " + reason.name().toLowerCase(Locale.ROOT).replace('_', ' '));
  }

  /** One was ended for a reason of which the session knows nothing. */
  void failed(String why) {
    lastError = why;
  }

  int attempts() {
    return attempts;
  }

  long bytesReceived() {
    return bytesReceived;
  }

  String lastError() {
    return lastError;
  }
}
