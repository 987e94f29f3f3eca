package io.starling.antientropy.sync;

/**
 * What a session needs of its owner.
 *
 * @param syncId names the session to both sides; never used twice between two nodes
 * @param output where its effects go
 */
public record SyncChannel(long syncId, SyncSettings settings, SyncOutput output) {}
