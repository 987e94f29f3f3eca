package io.starling.chaos.simulation.client;

import io.starling.chaos.history.Call;
import io.starling.chaos.history.Operation;
import io.starling.chaos.history.Outcome;
import io.starling.chaos.simulation.check.InvariantViolatedException;
import io.starling.chaos.simulation.cluster.Cluster;
import io.starling.chaos.simulation.world.EventQueue;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** All clients of a run. They ask until they are stopped; at the end every key is read. */
public final class Clients {
  /** Clients come in bursts of about so many questions, with pauses in between. */
  private static final int BURST_LENGTH = 15;

  private final Cluster cluster;
  private final EventQueue queue;
  private final SplittableRandom random;
  private final Workload workload;
  private final Recorder recorder = new Recorder();
  private final Deque<Question> finalReads = new ArrayDeque<>();
  private final int count;
  private final long thinkNanosMax;
  private final long pauseNanosMax;
  private long operations;
  private int active;
  private boolean stopped;

  public Clients(Cluster cluster, SplittableRandom random) {
    this.cluster = cluster;
    this.queue = cluster.queue();
    this.random = random;
    this.workload = new Workload(cluster.character(), random.split());
    this.count = random.nextInt(3, 6);
    this.thinkNanosMax = random.nextLong(1_000_000, 20_000_000);
    this.pauseNanosMax = random.nextLong(500_000_000, 2_000_000_000);
  }

  /** Lets every client begin. */
  public void start() {
    for (int i = 0; i < count; i++) {
      RandomGenerator own = random.split();
      think(i, new SimulatedClient(cluster, own), own);
    }
    active = count;
  }

  private void think(int number, SimulatedClient client, RandomGenerator own) {
    boolean pauses = own.nextInt(BURST_LENGTH) == 0;
    long wait = own.nextLong(pauses ? pauseNanosMax : thinkNanosMax);
    queue.after(1 + wait, () -> ask(number, client, own));
  }

  private void ask(int number, SimulatedClient client, RandomGenerator own) {
    if (stopped) {
      active--;
      return;
    }
    ask(number, client, workload.next(), () -> think(number, client, own));
  }

  private void ask(int number, SimulatedClient client, Question asked, Runnable then) {
    long invokedAt = queue.nowNanos();
    operations++;
    client.ask(
        asked,
        (question, outcome) -> {
          recorder.record(number, invokedAt, queue.nowNanos(), question, outcome);
          note(number, question, outcome);
          Call call = question.call();
          if (call != null && outcome instanceof Outcome.Unknown) {
            workload.outcomeUnknown(call.keys());
          }
          then.run();
        });
  }

  private void note(int number, Question question, Outcome outcome) {
    int segment =
        question.call() == null
            ? InvariantViolatedException.NO_SEGMENT
            : question.request().segment();
    cluster
        .witness()
        .trace()
        .note(
            queue.nowNanos(),
            segment,
            () -> "client " + number + ": " + question.call() + " -> " + outcome);
  }

  /** No client asks anything new. */
  public void stop() {
    stopped = true;
  }

  /** Whether no question is open. */
  public boolean isIdle() {
    return active == 0;
  }

  /** Questions asked so far. */
  public long operations() {
    return operations;
  }

  /** Reads every key that was ever used; call when idle. */
  public void readAll() {
    finalReads.addAll(workload.readAll());
    active = count;
    for (int i = 0; i < count; i++) {
      readNext(i, new SimulatedClient(cluster, random.split()));
    }
  }

  private void readNext(int number, SimulatedClient client) {
    Question next = finalReads.poll();
    if (next == null) {
      active--;
    } else {
      ask(number, client, next, () -> readNext(number, client));
    }
  }

  /** Everything that clients asked and saw. */
  public List<Operation> history() {
    return recorder.history(workload.used());
  }
}
