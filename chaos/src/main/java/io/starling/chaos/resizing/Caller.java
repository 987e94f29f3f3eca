package io.starling.chaos.resizing;

import io.starling.chaos.entries.Entries;
import io.starling.chaos.entries.Registers;
import io.starling.chaos.history.Call;
import io.starling.chaos.history.Outcome;
import io.starling.chaos.workload.Answer;
import io.starling.chaos.workload.CallError;
import io.starling.chaos.workload.StoreClient;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;

/**
 * A thread that reads and writes, half and half, on a schedule that does not wait for answers: a
 * call that could not be made in time is made as soon as possible, and timed from when it was due.
 * It is the only writer of every {@code step}-th entry of its range.
 */
final class Caller implements Runnable {
  /** After an error, so that a server that is gone is not asked as fast as the machine can. */
  private static final long ERROR_PAUSE_NANOS = 5_000_000;

  private final Registers registers;
  private final Meter meter;
  private final Share share;
  private final long intervalNanos;
  private final SplittableRandom random;
  private volatile StoreClient client;
  private volatile boolean stopped;

  /**
   * The entries that a caller reads, and which of them it writes.
   *
   * @param first entry of the range
   * @param end behind its last entry
   * @param number of the caller, from 0
   * @param step callers of this range
   */
  record Share(int first, int end, int number, int step) {
    int any(SplittableRandom random) {
      return random.nextInt(first, end);
    }

    int own(SplittableRandom random) {
      int count = (end - first - number + step - 1) / step;
      return first + number + step * random.nextInt(count);
    }
  }

  /**
   * @param intervalNanos between two calls
   */
  Caller(Registers registers, Meter meter, Share share, long intervalNanos, StoreClient client) {
    this.registers = registers;
    this.meter = meter;
    this.share = share;
    this.intervalNanos = intervalNanos;
    this.client = client;
    this.random = new SplittableRandom(31L * share.first() + share.number());
  }

  /** From any thread: goes on with another client, behind the call under way. */
  void use(StoreClient other) {
    client = other;
  }

  /** How often the client it has now was sent on to another node; empty if it does not tell. */
  OptionalLong redirections() {
    return client.redirections();
  }

  /** From any thread: ends after the call under way. */
  void stop() {
    stopped = true;
  }

  @Override
  public void run() {
    long dueAt = System.nanoTime() + intervalNanos * share.number() / share.step();
    while (!stopped) {
      long left = dueAt - System.nanoTime();
      if (left > 0) {
        LockSupport.parkNanos(left);
      } else {
        call(dueAt);
        dueAt += intervalNanos;
      }
    }
  }

  private void call(long dueAt) {
    boolean reads = random.nextBoolean();
    int entry = reads ? share.any(random) : share.own(random);
    Answer answer = reads ? read(entry) : write(entry);
    Optional<CallError> error = answer.error();
    if (error.isPresent()) {
      meter.failed(error.get());
      LockSupport.parkNanos(ERROR_PAUSE_NANOS);
    } else {
      meter.answered(registers.entries().isLarge(entry), System.nanoTime() - dueAt);
    }
  }

  private Answer read(int entry) {
    int oldest = registers.oldest(entry);
    Answer answer = client.call(new Call.Read(registers.entries().key(entry)));
    if (answer.outcome() instanceof Outcome.Returned(String value)) {
      boolean unused = registers.judge(entry, oldest, value);
    }
    return answer;
  }

  private Answer write(int entry) {
    Entries entries = registers.entries();
    int write = registers.begin(entry);
    Answer answer = client.call(new Call.Write(entries.key(entry), entries.value(entry, write)));
    if (answer.outcome() instanceof Outcome.Applied) {
      registers.acknowledged(entry, write);
    }
    return answer;
  }
}
