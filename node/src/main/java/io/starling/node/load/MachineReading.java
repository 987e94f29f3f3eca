package io.starling.node.load;

/**
 * What the machine says of this process.
 *
 * @param atNanos monotonic time of the reading
 * @param processorNanos processor time of the process since it began
 * @param memoryBytes that the entries of all copies take
 * @param diskBytes in use on the disk that the data directory is on
 * @param networkBytes received and sent so far, from and to clients and nodes
 */
public record MachineReading(
    long atNanos, long processorNanos, long memoryBytes, long diskBytes, long networkBytes) {}
