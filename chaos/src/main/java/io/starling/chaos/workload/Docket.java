package io.starling.chaos.workload;

import io.starling.chaos.history.Call;
import io.starling.chaos.history.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * The cases of a run: each is heard when its generation is over, and once more at the end, for what
 * was there once may be lost later. Safe for use by many threads.
 */
final class Docket {
  private static final long RETRY_PAUSE_NANOS = 50_000_000;

  private final Judge judge = new Judge();
  private final List<Case> cases = new ArrayList<>();

  /** Reads the keys of a generation that is over, and judges it, if they can be read just now. */
  void close(Generation generation, StoreClient client) {
    Case open = new Case(generation.keys(), generation.operations());
    List<Operation> read = readAll(open.keys(), client, 1);
    boolean complete = read.size() == open.keys().all().size();
    if (complete) {
      judge.judge(open.with(read));
    }
    add(complete ? open.closedBy(read) : new Case(open.keys(), open.with(read)));
  }

  private synchronized void add(Case closed) {
    cases.add(closed);
  }

  /** Adds a generation that is judged at the end only. */
  void leaveOpen(Generation generation) {
    add(new Case(generation.keys(), generation.operations()));
  }

  /**
   * Reads the keys of all cases and judges them.
   *
   * @param triesMax for each key, 50 ms apart
   * @return how many keys could not be read
   */
  synchronized long closeAll(StoreClient client, int triesMax) {
    long unread = 0;
    for (Case last : cases) {
      List<Operation> read = readAll(last.keys(), client, triesMax);
      unread += last.keys().all().size() - read.size();
      judge.judge(last.with(read));
    }
    cases.clear();
    return unread;
  }

  Findings findings() {
    return judge.findings();
  }

  private static List<Operation> readAll(KeyFamily keys, StoreClient client, int triesMax) {
    List<Operation> read = new ArrayList<>();
    for (String key : keys.all()) {
      for (int tried = 0; tried < triesMax; tried++) {
        Operation operation = read(key, client);
        if (operation.happened()) {
          read.add(operation);
          break;
        }
        LockSupport.parkNanos(RETRY_PAUSE_NANOS);
      }
    }
    return read;
  }

  private static Operation read(String key, StoreClient client) {
    Call call = new Call.Read(key);
    long invokedAt = System.nanoTime();
    Answer answer = client.call(call);
    return new Operation(-1, invokedAt, System.nanoTime(), call, answer.outcome());
  }
}
