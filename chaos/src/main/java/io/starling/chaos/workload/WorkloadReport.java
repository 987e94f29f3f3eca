package io.starling.chaos.workload;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a workload saw.
 *
 * @param operations that ended, in whatever way
 * @param answered those that did not end in an error, with their times
 * @param errors each with how often
 * @param unreadKeys that could not be read at the end
 * @param findings what is wrong with the answers
 */
public record WorkloadReport(
    long operations,
    AnsweredCalls answered,
    SortedMap<CallError, Long> errors,
    long unreadKeys,
    Findings findings) {

  static WorkloadReport of(
      List<WorkerLog> logs, AnsweredCalls answered, long unreadKeys, Findings findings) {
    SortedMap<CallError, Long> errors = new TreeMap<>();
    for (WorkerLog log : logs) {
      log.errors().forEach((error, count) -> errors.merge(error, count, Long::sum));
    }
    long operations = logs.stream().mapToLong(WorkerLog::operations).sum();
    return new WorkloadReport(operations, answered, errors, unreadKeys, findings);
  }

  /** Calls that ended in an error, of whatever kind. */
  public long errorCount() {
    return errors.values().stream().mapToLong(Long::longValue).sum();
  }
}
