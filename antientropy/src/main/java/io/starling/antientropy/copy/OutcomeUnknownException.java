package io.starling.antientropy.copy;

/**
 * A write was journalled, the store refused it, and the journal had no room to take it back. The
 * copy is unchanged and consistent, but after a restart the write may be in it: whoever asked must
 * not be told that it certainly did not happen.
 */
public final class OutcomeUnknownException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  OutcomeUnknownException(RuntimeException refusal) {
    super("refused, but perhaps back after a restart: " + refusal.getMessage(), refusal);
  }
}
