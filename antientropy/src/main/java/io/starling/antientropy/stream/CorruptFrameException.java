package io.starling.antientropy.stream;

/** Bytes that are not a frame as {@link FrameCodec} writes it. */
public final class CorruptFrameException extends Exception {
  private static final long serialVersionUID = 1L;

  CorruptFrameException(String message) {
    super(message);
  }
}
