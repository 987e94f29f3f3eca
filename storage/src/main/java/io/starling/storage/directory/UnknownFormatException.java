package io.starling.storage.directory;

/** The directory is not one that this version can read. */
public final class UnknownFormatException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnknownFormatException(String message) {
    super(message);
  }
}
