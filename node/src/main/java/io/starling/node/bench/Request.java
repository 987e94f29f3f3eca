package io.starling.node.bench;

/**
 * One command.
 *
 * @param read GET; otherwise SET
 * @param key not written to any more
 */
record Request(boolean read, byte[] key) {}
