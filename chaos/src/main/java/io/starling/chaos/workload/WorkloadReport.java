package io.starling.chaos.workload;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a workload saw.
 *
 * @param operations that ended, in whatever way
 * @param acknowledgedWrites that were, with their times
 * @param errors by code, each with how often; words of the client's own in brackets
 * @param unreadKeys that could not be read at the end
 * @param findings what is wrong with the answers
 */
public record WorkloadReport(
    long operations,
    AcknowledgedWrites acknowledgedWrites,
    SortedMap<String, Long> errors,
    long unreadKeys,
    Findings findings) {

  static WorkloadReport of(
      List<WorkerLog> logs, AcknowledgedWrites writes, long unreadKeys, Findings findings) {
    SortedMap<String, Long> errors = new TreeMap<>();
    for (WorkerLog log : logs) {
      log.errors().forEach((code, count) -> errors.merge(code, count, Long::sum));
    }
    long operations = logs.stream().mapToLong(WorkerLog::operations).sum();
    return new WorkloadReport(operations, writes, errors, unreadKeys, findings);
  }

  /** Calls that ended in an error, of whatever kind. */
  public long errorCount() {
    return errors.values().stream().mapToLong(Long::longValue).sum();
  }
}
