package io.starling.chaos.arena;

/**
 * What was run, in the words of the command line.
 *
 * @param callsPerSecond 0: as many as were answered
 */
public record Setting(String server, String client, String mode, int threads, int callsPerSecond) {}
