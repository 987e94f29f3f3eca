package io.starling.storage.segment;

/**
 * The files of one store can no longer be trusted or reached: a mapped page could not be read or
 * written. Only this store is lost; its owner drops it and fetches the segment from other members.
 */
public final class StoreFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StoreFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
