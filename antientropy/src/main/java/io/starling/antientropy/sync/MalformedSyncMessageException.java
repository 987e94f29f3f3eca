package io.starling.antientropy.sync;

/** Bytes that are not a message as {@link SyncCodec} writes it. */
public final class MalformedSyncMessageException extends Exception {
  private static final long serialVersionUID = 1L;

  MalformedSyncMessageException(String message) {
    super(message);
  }
}
