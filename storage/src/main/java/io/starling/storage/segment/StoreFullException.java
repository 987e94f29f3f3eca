package io.starling.storage.segment;

/** The disk has no room for what should be stored. Nothing was changed. */
public final class StoreFullException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StoreFullException(String message) {
    super(message, null, false, false);
  }
}
