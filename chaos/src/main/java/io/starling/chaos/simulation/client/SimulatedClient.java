package io.starling.chaos.simulation.client;

import io.starling.chaos.history.Outcome;
import io.starling.chaos.simulation.cluster.Cluster;
import io.starling.chaos.simulation.cluster.NodeProcess;
import io.starling.chaos.simulation.world.EventQueue;
import io.starling.node.command.Reply;
import io.starling.node.replication.Evaluation.NotServed;
import io.starling.node.replication.Evaluation.Reason;
import io.starling.node.routing.Levels.Detour;
import io.starling.storage.id.NodeId;
import java.time.Duration;
import java.util.function.BiConsumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A client that asks one thing at a time. What was certainly not evaluated it sends again, to
 * another node; what was sent and not answered in time it never sends again. A part of its reads it
 * asks of any node, to be answered from the copy there on the primary's word.
 */
final class SimulatedClient {
  private static final Duration PATIENCE = Duration.ofMillis(2500);
  private static final long WAY_NANOS_MAX = 500_000;
  private static final long RETRY_NANOS_MAX = 30_000_000;

  private final Cluster cluster;
  private final EventQueue queue;
  private final RandomGenerator random;
  private int target;
  private long asked;
  private boolean underWay;
  private Detour detour = Detour.POSSIBLE;
  private @Nullable Question question;
  private @Nullable BiConsumer<Question, Outcome> whenDone;

  SimulatedClient(Cluster cluster, RandomGenerator random) {
    this.cluster = cluster;
    this.queue = cluster.queue();
    this.random = random;
  }

  /** Asks, and tells the outcome when it is known or patience is at an end. */
  void ask(Question next, BiConsumer<Question, Outcome> then) {
    question = next;
    whenDone = then;
    long number = ++asked;
    detour = Detour.POSSIBLE;
    if (next.isRead() && random.nextInt(100) < cluster.character().percentDetours()) {
      detour = Detour.TAKEN;
      target = random.nextInt(cluster.machines().size());
    }
    send(number, next);
    queue.after(
        PATIENCE.toNanos(), () -> finish(number, underWay ? Outcome.UNKNOWN : Outcome.NOT_APPLIED));
  }

  private void finish(long number, Outcome outcome) {
    Question open = question;
    BiConsumer<Question, Outcome> then = whenDone;
    if (number == asked && open != null && then != null) {
      question = null;
      whenDone = null;
      then.accept(open, outcome);
    }
  }

  private void send(long number, Question sent) {
    underWay = true;
    onTheWay(() -> arrive(number, sent));
  }

  private void onTheWay(Runnable arrival) {
    queue.after(1 + random.nextLong(WAY_NANOS_MAX), arrival);
  }

  /** A request arrives even if its client has given up. */
  private void arrive(long number, Question sent) {
    NodeProcess process = cluster.machines().get(target).process();
    if (process == null) {
      onTheWay(() -> refused(number, null));
    } else {
      process.submit(
          sent.request().with(detour),
          reply -> onTheWay(() -> answered(number, reply)),
          refusal -> onTheWay(() -> refused(number, refusal)));
    }
  }

  private void answered(long number, Reply reply) {
    Question open = question;
    if (number == asked && open != null) {
      finish(number, open.judge(reply));
    }
  }

  private void refused(long number, @Nullable NotServed refusal) {
    Question open = question;
    if (number != asked || open == null) {
      return;
    }
    underWay = false;
    NodeId hinted = refusal == null ? null : refusal.primary();
    int hint = hinted == null ? -1 : cluster.indexOf(hinted);
    target = hint >= 0 && random.nextInt(8) > 0 ? hint : random.nextInt(cluster.machines().size());
    if (detour == Detour.TAKEN) {
      detour = Detour.OVER;
    } else if (refusal != null && refusal.reason() == Reason.RAMPING) {
      detour = Detour.TAKEN;
    }
    queue.after(
        1 + random.nextLong(RETRY_NANOS_MAX),
        () -> {
          if (number == asked && question != null) {
            send(number, open);
          }
        });
  }
}
