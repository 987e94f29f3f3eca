package io.starling.node.loop;

import io.starling.node.command.ErrorCode;
import io.starling.node.command.Reply;
import io.starling.node.metrics.LoopCounter;
import io.starling.node.replication.Evaluation;
import io.starling.node.replication.Evaluation.NotServed;
import io.starling.node.replication.Evaluation.Reason;
import io.starling.node.replication.Evaluation.Taken;
import io.starling.node.replication.Now;
import io.starling.node.replication.ReadReceiver;
import io.starling.node.routing.ForwardMessage;
import io.starling.node.routing.ForwardMessage.Answer;
import io.starling.node.routing.ForwardMessage.Forward;
import io.starling.node.routing.ForwardMessage.NotServedHere;
import io.starling.node.routing.ForwardMessage.ReadElsewhere;
import io.starling.node.routing.SegmentRequest;
import io.starling.node.routing.SegmentRouter.ReplyReceiver;
import io.starling.storage.id.NodeId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The requests of one loop: served here, forwarded to the primary, or kept until somebody serves
 * their segment.
 *
 * <p>A request is forwarded once, and again only after an explicit refusal (ARCHITECTURE.md 3.4).
 * What a refusal, a timeout or a lost peer means for the client is decided here and nowhere else:
 *
 * <ul>
 *   <li>never evaluated, nobody serves within {@link DeskSettings#patience}: CLUSTERDOWN, certainly
 *       not applied;
 *   <li>perhaps evaluated, no answer: UNKNOWN if it may write; a read is tried again.
 * </ul>
 *
 * <p>A read may make one detour: the primary sends it on to another holder of a copy, which answers
 * on the primary's word. If that comes to nothing for whatever reason, a short wait included, the
 * primary is asked to answer it itself.
 */
final class RequestDesk {
  /** The rest of the loop, as the desk needs it. */
  interface Surroundings {
    Evaluation submit(SegmentRequest request, ReplyReceiver reply, Now now);

    /** Sends; false if it was certainly not sent. */
    boolean send(NodeId to, ForwardMessage message);

    NodeId self();

    /** The primary has answered a request that was forwarded to it. */
    void answeredElsewhere(SegmentRequest request, Now now);

    /**
     * Takes a read that is to be answered from the copy here, on the primary's word.
     *
     * @return false if it cannot be; the receiver then hears nothing
     */
    boolean readConfirmed(SegmentRequest request, ReadReceiver receiver, Now now);

    /** A request is turned away that nobody has evaluated. */
    void turnedAway(SegmentRequest request);
  }

  /** A request that another node is asked to serve, until so long. */
  private record Forwarded(Attempt attempt, NodeId to, long lateAtNanos) {
    boolean isLate(long nowNanos) {
      return nowNanos - lateAtNanos >= 0;
    }
  }

  private final Surroundings surroundings;
  private final DeskSettings settings;
  private final int idStep;
  private final LoopCounter forwards;
  private final Deque<Attempt> waiting = new ArrayDeque<>();
  private final Deque<Attempt> underWay = new ArrayDeque<>();
  private final Map<Long, Forwarded> forwarded = new LinkedHashMap<>();

  /** Reads whose detour came to nothing. */
  private final Deque<Attempt> returned = new ArrayDeque<>();

  private int awaitingWord;
  private long nextId;

  /**
   * @param firstId ids are {@code firstId + n * idStep}, so that a reply finds its loop
   * @param forwards counts requests forwarded
   */
  RequestDesk(
      Surroundings surroundings,
      DeskSettings settings,
      long firstId,
      int idStep,
      LoopCounter forwards) {
    this.surroundings = surroundings;
    this.settings = settings;
    this.nextId = firstId;
    this.idStep = idStep;
    this.forwards = forwards;
  }

  /** Serves a request of a client of this node. */
  void serve(SegmentRequest request, ReplyReceiver receiver, Now now) {
    long deadline = now.monotonicNanos() + settings.patience().toNanos();
    attempt(new Attempt(request, receiver, deadline), now);
  }

  private void attempt(Attempt attempt, Now now) {
    switch (surroundings.submit(attempt.request(), attempt, now)) {
      case Taken taken -> {
        if (!attempt.isAnswered()) {
          underWay.addLast(attempt);
        }
      }
      case NotServed notServed -> takeElsewhere(attempt, notServed, now);
    }
  }

  private void takeElsewhere(Attempt attempt, NotServed notServed, Now now) {
    NodeId next = notServed.primary();
    if (next == null || attempt.isLate(now.monotonicNanos())) {
      await(attempt, now);
    } else if (notServed.reason() == Reason.RAMPING) {
      takeDetour(attempt, next, now);
    } else if (attempt.isOnDetour()) {
      readHere(attempt, now);
    } else if (!forward(attempt, next, attempt.deadlineNanos())) {
      await(attempt, now);
    }
  }

  private boolean forward(Attempt attempt, NodeId to, long lateAtNanos) {
    long id = nextId;
    nextId += idStep;
    if (to.equals(surroundings.self())
        || forwarded.size() >= settings.waitingMax()
        || !surroundings.send(to, new Forward(id, attempt.request()))) {
      return false;
    }
    forwarded.put(id, new Forwarded(attempt, to, lateAtNanos));
    forwards.increment();
    return true;
  }

  /** The primary wants a read answered by another node, or by this one. */
  private void takeDetour(Attempt attempt, NodeId node, Now now) {
    attempt.takeDetour();
    long late = now.monotonicNanos() + settings.detourMax().toNanos();
    if (node.equals(surroundings.self())) {
      readHere(attempt, now);
    } else if (!forward(attempt, node, late)) {
      attempt.endDetour();
      attempt(attempt, now);
    }
  }

  private void readHere(Attempt attempt, Now now) {
    if (!takes(attempt, () -> returned.addLast(attempt), now)) {
      attempt.endDetour();
      attempt(attempt, now);
    }
  }

  /** Has a read answered from the copy here; {@code inVain} is told if that comes to nothing. */
  private boolean takes(Attempt attempt, Runnable inVain, Now now) {
    ReadReceiver receiver =
        new ReadReceiver() {
          @Override
          public void receive(Reply reply) {
            awaitingWord--;
            attempt.receive(reply);
          }

          @Override
          public void notConfirmed() {
            awaitingWord--;
            inVain.run();
          }
        };
    boolean taken =
        awaitingWord < settings.waitingMax()
            && surroundings.readConfirmed(attempt.request(), receiver, now);
    awaitingWord += taken ? 1 : 0;
    return taken;
  }

  /** Takes to their primaries what came back from a detour; soon after each step of the shard. */
  void goOn(Now now) {
    while (!returned.isEmpty()) {
      Attempt attempt = returned.removeFirst();
      attempt.endDetour();
      attempt(attempt, now);
    }
  }

  private void await(Attempt attempt, Now now) {
    if (attempt.isLate(now.monotonicNanos())) {
      turnAway(
          attempt,
          Reply.failure(
              ErrorCode.CLUSTERDOWN,
              "no primary serves segment " + attempt.request().segment() + " at present"));
    } else if (waiting.size() >= settings.waitingMax()) {
      turnAway(attempt, Reply.failure(ErrorCode.BUSY, "too many requests wait for a primary"));
    } else {
      waiting.addLast(attempt);
    }
  }

  private void turnAway(Attempt attempt, Reply why) {
    surroundings.turnedAway(attempt.request());
    attempt.receive(why);
  }

  /** A request that another node forwarded; it is served here or refused at once. */
  void serveForwarded(NodeId from, Forward message, Now now) {
    ReplyReceiver sendBack =
        reply -> {
          boolean unused = surroundings.send(from, new Answer(message.id(), reply));
        };
    Attempt attempt =
        new Attempt(
            message.request(), sendBack, now.monotonicNanos() + settings.patience().toNanos());
    switch (surroundings.submit(message.request(), attempt, now)) {
      case Taken taken -> {
        if (!attempt.isAnswered()) {
          underWay.addLast(attempt);
        }
      }
      case NotServed notServed -> sendBack(from, message.id(), notServed, attempt, now);
    }
  }

  private void sendBack(NodeId from, long id, NotServed notServed, Attempt attempt, Now now) {
    NodeId elsewhere = notServed.primary();
    if (notServed.reason() == Reason.RAMPING && elsewhere != null) {
      boolean unused = surroundings.send(from, new ReadElsewhere(id, elsewhere));
      return;
    }
    Runnable refuse =
        () -> {
          boolean unused = surroundings.send(from, new NotServedHere(id));
        };
    if (!attempt.isOnDetour() || !takes(attempt, refuse, now)) {
      refuse.run();
    }
  }

  /** What came back for a request that was forwarded from here. */
  void answered(ForwardMessage message, Now now) {
    Forwarded found = forwarded.remove(message.id());
    if (found == null) {
      return;
    }
    switch (message) {
      case Answer answer -> {
        if (!found.attempt().isOnDetour()) {
          surroundings.answeredElsewhere(found.attempt().request(), now);
        }
        found.attempt().receive(answer.reply());
      }
      case NotServedHere refused -> refused(found.attempt(), now);
      case ReadElsewhere elsewhere -> takeDetour(found.attempt(), elsewhere.node(), now);
      case Forward strayed -> {}
    }
  }

  private void refused(Attempt attempt, Now now) {
    if (attempt.isOnDetour()) {
      attempt.endDetour();
      attempt(attempt, now);
    } else {
      await(attempt, now);
    }
  }

  /** The connection from a peer broke: an answer that was under way is lost. */
  void disconnected(NodeId peer, Now now) {
    giveUpForwarded(each -> each.to().equals(peer), now, "the connection to its primary broke");
  }

  private void giveUpForwarded(Predicate<Forwarded> which, Now now, String why) {
    List<Forwarded> lost = new ArrayList<>();
    forwarded.values().removeIf(each -> which.test(each) && lost.add(each));
    lost.forEach(each -> unanswered(each.attempt(), now, why));
  }

  private void unanswered(Attempt attempt, Now now, String why) {
    if (attempt.mayWrite()) {
      attempt.receive(
          Reply.failure(ErrorCode.UNKNOWN, "the write may or may not be applied: " + why));
    } else {
      refused(attempt, now);
    }
  }

  /** Tries again what waits for somebody to serve it. */
  void tryAgain(Now now) {
    for (int tries = waiting.size(); tries > 0; tries--) {
      attempt(waiting.removeFirst(), now);
    }
  }

  /** Lets time pass: tries again what waits, and gives up what is late. */
  void tick(Now now) {
    goOn(now);
    tryAgain(now);
    expireUnderWay(now);
    expireForwarded(now);
  }

  /** Lets go of all that is answered: one that waits long must not keep others in memory. */
  private void expireUnderWay(Now now) {
    underWay.removeIf(Attempt::isAnswered);
    List<Attempt> late =
        underWay.stream().filter(attempt -> attempt.isLate(now.monotonicNanos())).toList();
    late.forEach(RequestDesk::giveUp);
  }

  private static void giveUp(Attempt attempt) {
    attempt.receive(
        attempt.mayWrite()
            ? Reply.failure(
                ErrorCode.UNKNOWN,
                "the write may or may not be applied: no majority has confirmed it in time")
            : Reply.failure(ErrorCode.TRYAGAIN, "what was read was not confirmed in time"));
  }

  /** Looks at all: one that waited for a primary first is late before those forwarded earlier. */
  private void expireForwarded(Now now) {
    giveUpForwarded(
        each -> each.isLate(now.monotonicNanos()), now, "its primary did not answer in time");
  }

  /** Requests that have no reply yet. */
  int outstanding() {
    return waiting.size() + underWay.size() + forwarded.size() + returned.size() + awaitingWord;
  }
}
