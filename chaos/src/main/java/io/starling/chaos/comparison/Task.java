package io.starling.chaos.comparison;

/**
 * What contestants are asked to do: one operation, on keys drawn evenly from {@link #KEYS} that are
 * all there, with values of {@link #VALUE_BYTES}.
 *
 * @param clients connections that ask
 * @param pipeline requests that each has pending
 */
record Task(Operation operation, int clients, int pipeline) {
  static final int KEYS = 100_000;
  static final int VALUE_BYTES = 100;
}
