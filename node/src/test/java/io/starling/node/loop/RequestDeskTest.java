package io.starling.node.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import io.starling.node.routing.Levels;
import io.starling.node.routing.Levels.Detour;
import io.starling.node.routing.SegmentRequest;
import io.starling.node.routing.SegmentRouter.ReplyReceiver;
import io.starling.storage.id.NodeId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What becomes of a request that this node cannot answer at once. */
class RequestDeskTest {
  private static final NodeId SELF = new NodeId(0, 1);
  private static final NodeId PRIMARY = new NodeId(0, 2);
  private static final NodeId OTHER = new NodeId(0, 3);
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration DETOUR = Duration.ofMillis(200);
  private static final int WAITING_MAX = 3;

  private final Surroundings surroundings = new Surroundings();
  private final LoopCounter forwards = new LoopCounter();
  private final RequestDesk desk =
      new RequestDesk(
          surroundings, new DeskSettings(PATIENCE, DETOUR, WAITING_MAX), 100, 4, forwards);
  private long nowNanos = -50;

  /** The rest of the loop, as a test wants it. */
  private static final class Surroundings implements RequestDesk.Surroundings {
    private final List<ForwardMessage> sent = new ArrayList<>();
    private final List<NodeId> receivers = new ArrayList<>();
    private final List<ReplyReceiver> taken = new ArrayList<>();
    private @Nullable NodeId primary = PRIMARY;
    private boolean linked = true;
    private final List<ReadReceiver> reading = new ArrayList<>();
    private @Nullable NodeId ramp;
    private boolean reads;
    private int submitted;
    private int turnedAway;

    @Override
    public Evaluation submit(SegmentRequest request, ReplyReceiver reply, Now now) {
      submitted++;
      if (SELF.equals(primary)) {
        taken.add(reply);
        return new Taken();
      }
      boolean sendsOn = ramp != null && request.levels().detour() == Detour.POSSIBLE;
      return sendsOn
          ? new NotServed(Reason.RAMPING, ramp)
          : new NotServed(Reason.NOT_PRIMARY, primary);
    }

    @Override
    public boolean readConfirmed(SegmentRequest request, ReadReceiver receiver, Now now) {
      if (reads) {
        reading.add(receiver);
      }
      return reads;
    }

    @Override
    public void answeredElsewhere(SegmentRequest request, Now now) {}

    @Override
    public boolean send(NodeId to, ForwardMessage message) {
      if (linked) {
        receivers.add(to);
        sent.add(message);
      }
      return linked;
    }

    @Override
    public NodeId self() {
      return SELF;
    }

    @Override
    public void turnedAway(SegmentRequest request) {
      turnedAway++;
    }

    Forward forward(int index) {
      return (Forward) sent.get(index);
    }
  }

  private Now now() {
    return new Now(nowNanos, 0);
  }

  private static SegmentRequest request(String command) {
    List<byte[]> words =
        Arrays.stream(command.split(" "))
            .map(word -> word.getBytes(StandardCharsets.US_ASCII))
            .toList();
    return new SegmentRequest(7, words, Levels.DEFAULT);
  }

  private List<String> serve(String command) {
    List<String> told = new ArrayList<>();
    desk.serve(request(command), reply -> told.add(text(reply)), now());
    return told;
  }

  private static String text(Reply reply) {
    return reply instanceof Reply.Failure failure ? failure.code().name() : "answered";
  }

  private void pass(Duration time) {
    nowNanos += time.toNanos();
    desk.tick(now());
  }

  @Test
  void answersWhatIsServedHere() {
    surroundings.primary = SELF;
    List<String> told = serve("SET k v");
    surroundings.taken.get(0).receive(Reply.OK);
    assertEquals(List.of("answered"), told);
    assertEquals(List.of(), surroundings.sent);
    pass(Duration.ZERO);
    assertEquals(0, desk.outstanding());
  }

  @Test
  void forwardsARequestOnceAndGivesBackTheAnswer() {
    List<String> told = serve("SET k v");
    pass(PATIENCE.minusNanos(1));
    assertEquals(1, surroundings.sent.size());
    assertEquals(1, forwards.count());
    desk.answered(new Answer(surroundings.forward(0).id(), Reply.OK), now());
    desk.answered(new Answer(surroundings.forward(0).id(), Reply.OK), now());
    assertEquals(List.of("answered"), told);
    assertEquals(0, desk.outstanding());
  }

  @Test
  void namesEachForwardSoThatTheAnswerFindsItsLoop() {
    serve("GET k");
    serve("GET l");
    assertEquals(100, surroundings.forward(0).id());
    assertEquals(104, surroundings.forward(1).id());
  }

  @Test
  void triesAgainAfterAnExplicitRefusal() {
    List<String> told = serve("SET k v");
    desk.answered(new NotServedHere(100), now());
    assertEquals(1, surroundings.sent.size());
    pass(Duration.ofMillis(10));
    assertEquals(2, surroundings.sent.size());
    desk.answered(new Answer(104, Reply.OK), now());
    assertEquals(List.of("answered"), told);
  }

  @Test
  void saysThatNobodyServesWhenItsPatienceIsOver() {
    surroundings.primary = null;
    List<String> told = serve("SET k v");
    pass(PATIENCE.minusNanos(1));
    assertEquals(List.of(), told);
    assertEquals(0, surroundings.turnedAway);
    pass(Duration.ofNanos(1));
    assertEquals(List.of("CLUSTERDOWN"), told);
    assertEquals(0, desk.outstanding());
    assertEquals(1, surroundings.turnedAway, "counts once, however often it was tried");
  }

  @Test
  void doesNotForwardAWriteWhoseTimeIsUp() {
    surroundings.primary = null;
    List<String> told = serve("SET k v");
    surroundings.primary = PRIMARY;
    pass(PATIENCE);
    assertEquals(List.of("CLUSTERDOWN"), told);
    assertEquals(List.of(), surroundings.sent);
  }

  @Test
  void aWriteWhosePrimaryDoesNotAnswerIsUnknown() {
    List<String> told = serve("SET k v");
    pass(PATIENCE);
    assertEquals(List.of("UNKNOWN"), told);
    desk.answered(new Answer(100, Reply.OK), now());
    assertEquals(List.of("UNKNOWN"), told);
  }

  @Test
  void oneThatWaitedBeforeItWasForwardedIsGivenUpInItsOwnTime() {
    surroundings.linked = false;
    List<String> early = serve("SET k 1");
    nowNanos += PATIENCE.toNanos() / 2;
    surroundings.linked = true;
    List<String> late = serve("SET k 2");
    pass(Duration.ZERO);
    assertEquals(2, surroundings.sent.size());
    pass(PATIENCE.dividedBy(2));
    assertEquals(List.of("UNKNOWN"), early);
    assertEquals(List.of(), late);
    assertEquals(1, desk.outstanding());
  }

  @Test
  void aReadWhosePrimaryDoesNotAnswerWasCertainlyNotApplied() {
    List<String> told = serve("GET k");
    pass(PATIENCE);
    assertEquals(List.of("CLUSTERDOWN"), told);
  }

  @Test
  void aLostConnectionMakesAWriteUnknownAndAReadTryAgain() {
    List<String> write = serve("SET k v");
    List<String> read = serve("GET k");
    desk.disconnected(OTHER, now());
    assertEquals(List.of(), write);
    desk.disconnected(PRIMARY, now());
    assertEquals(List.of("UNKNOWN"), write);
    assertEquals(List.of(), read);
    pass(Duration.ofMillis(10));
    desk.answered(new Answer(108, Reply.NIL), now());
    assertEquals(List.of("answered"), read);
  }

  @Test
  void anUnknownCommandCountsAsAWrite() {
    List<String> told = serve("FROBNICATE k");
    desk.disconnected(PRIMARY, now());
    assertEquals(List.of("UNKNOWN"), told);
  }

  @Test
  void waitsForAConnectionThatIsNotThere() {
    surroundings.linked = false;
    List<String> told = serve("SET k v");
    assertEquals(List.of(), told);
    surroundings.linked = true;
    pass(Duration.ofMillis(10));
    desk.answered(new Answer(surroundings.forward(0).id(), Reply.OK), now());
    assertEquals(List.of("answered"), told);
  }

  @Test
  void saysNoBeforeMoreWaitThanMay() {
    surroundings.primary = null;
    for (int i = 0; i < WAITING_MAX; i++) {
      assertEquals(List.of(), serve("SET k v"));
    }
    assertEquals(0, surroundings.turnedAway);
    assertEquals(List.of("BUSY"), serve("SET k v"));
    assertEquals(1, surroundings.turnedAway);
    assertEquals(WAITING_MAX, desk.outstanding());
  }

  @Test
  void forwardsNoMoreThanMayBeForwarded() {
    for (int i = 0; i < 2 * WAITING_MAX; i++) {
      assertEquals(List.of(), serve("GET k"));
    }
    assertEquals(WAITING_MAX, surroundings.sent.size());
    assertEquals(List.of("BUSY"), serve("GET k"));
  }

  @Test
  void givesUpAWriteThatNoMajorityConfirms() {
    surroundings.primary = SELF;
    List<String> write = serve("SET k v");
    List<String> read = serve("GET k");
    pass(PATIENCE);
    assertEquals(List.of("UNKNOWN"), write);
    assertEquals(List.of("TRYAGAIN"), read);
    surroundings.taken.get(0).receive(Reply.OK);
    assertEquals(List.of("UNKNOWN"), write);
  }

  @Test
  void keepsNothingThatIsAnsweredBehindOneThatIsNot() {
    surroundings.primary = SELF;
    List<String> stuck = serve("SET k v");
    for (int i = 0; i < 50; i++) {
      serve("SET k v");
      surroundings.taken.get(surroundings.taken.size() - 1).receive(Reply.OK);
      serve("GET l");
    }
    for (ReplyReceiver each : surroundings.taken.subList(1, surroundings.taken.size())) {
      each.receive(Reply.OK);
    }
    pass(Duration.ofMillis(10));
    assertEquals(1, desk.outstanding());
    assertEquals(List.of(), stuck);
  }

  @Test
  void answersWhatAnotherNodeForwarded() {
    surroundings.primary = SELF;
    desk.serveForwarded(OTHER, new Forward(9, request("SET k v")), now());
    assertEquals(List.of(), surroundings.sent);
    surroundings.taken.get(0).receive(Reply.OK);
    assertEquals(List.of(new Answer(9, Reply.OK)), surroundings.sent);
  }

  @Test
  void refusesAtOnceWhatAnotherNodeForwardedInVain() {
    desk.serveForwarded(OTHER, new Forward(9, request("SET k v")), now());
    assertEquals(List.of(new NotServedHere(9)), surroundings.sent);
    assertEquals(0, desk.outstanding());
  }

  @Test
  void tellsTheForwarderThatAWriteIsUnknown() {
    surroundings.primary = SELF;
    desk.serveForwarded(OTHER, new Forward(9, request("SET k v")), now());
    pass(PATIENCE);
    Answer answer = (Answer) surroundings.sent.get(0);
    assertEquals("UNKNOWN", text(answer.reply()));
  }

  @Test
  void anAnswerToNobodyChangesNothing() {
    desk.answered(new Answer(1, Reply.OK), now());
    desk.answered(new NotServedHere(1), now());
    assertEquals(0, desk.outstanding());
    assertTrue(surroundings.sent.isEmpty());
    assertEquals(0, surroundings.submitted);
  }

  private Detour detour(int index) {
    return surroundings.forward(index).request().levels().detour();
  }

  @Test
  void sendsAReadOnToWhomThePrimaryNames() {
    surroundings.ramp = OTHER;
    List<String> told = serve("GET k");
    assertEquals(OTHER, surroundings.receivers.get(0));
    assertEquals(Detour.TAKEN, detour(0));
    desk.answered(new Answer(100, Reply.NIL), now());
    assertEquals(List.of("answered"), told);
    assertEquals(0, desk.outstanding());
  }

  @Test
  void goesToThePrimaryItselfIfTheOtherRefuses() {
    serve("GET k");
    desk.answered(new ReadElsewhere(100, OTHER), now());
    desk.answered(new NotServedHere(104), now());
    assertEquals(List.of(PRIMARY, OTHER, PRIMARY), surroundings.receivers);
    assertEquals(Detour.OVER, detour(2));
  }

  @Test
  void goesToThePrimaryItselfIfTheOtherIsSlow() {
    List<String> told = serve("GET k");
    desk.answered(new ReadElsewhere(100, OTHER), now());
    pass(DETOUR.minusNanos(1));
    assertEquals(2, surroundings.sent.size());
    pass(Duration.ofNanos(1));
    assertEquals(Detour.OVER, detour(2));
    desk.answered(new Answer(104, Reply.NIL), now());
    assertEquals(List.of(), told, "the answer of the other comes too late");
    desk.answered(new Answer(108, Reply.NIL), now());
    assertEquals(List.of("answered"), told);
  }

  @Test
  void goesToThePrimaryItselfIfTheOtherIsGone() {
    serve("GET k");
    desk.answered(new ReadElsewhere(100, OTHER), now());
    desk.disconnected(OTHER, now());
    assertEquals(Detour.OVER, detour(2));
  }

  @Test
  void answersFromTheCopyHereIfThePrimaryNamesThisNode() {
    surroundings.reads = true;
    List<String> told = serve("GET k");
    desk.answered(new ReadElsewhere(100, SELF), now());
    assertEquals(1, desk.outstanding());
    surroundings.reading.get(0).receive(Reply.NIL);
    assertEquals(List.of("answered"), told);
    assertEquals(0, desk.outstanding());
  }

  @Test
  void goesToThePrimaryItselfIfItDoesNotConfirmTheCopyHere() {
    surroundings.reads = true;
    serve("GET k");
    desk.answered(new ReadElsewhere(100, SELF), now());
    surroundings.reading.get(0).notConfirmed();
    assertEquals(1, surroundings.sent.size());
    desk.goOn(now());
    assertEquals(Detour.OVER, detour(1));
  }

  @Test
  void goesToThePrimaryItselfIfThereIsNoCopyHere() {
    serve("GET k");
    desk.answered(new ReadElsewhere(100, SELF), now());
    assertEquals(Detour.OVER, detour(1));
  }

  @Test
  void tellsWhoForwardedAReadWhereToTakeIt() {
    surroundings.ramp = OTHER;
    desk.serveForwarded(PRIMARY, new Forward(7, request("GET k")), now());
    assertEquals(List.of(new ReadElsewhere(7, OTHER)), surroundings.sent);
  }

  @Test
  void answersForwardedReadsFromTheCopyHereOrRefusesThem() {
    surroundings.reads = true;
    SegmentRequest read = request("GET k").with(Detour.TAKEN);
    desk.serveForwarded(PRIMARY, new Forward(7, read), now());
    desk.serveForwarded(PRIMARY, new Forward(8, read), now());
    surroundings.reading.get(0).receive(Reply.NIL);
    surroundings.reading.get(1).notConfirmed();
    surroundings.reads = false;
    desk.serveForwarded(PRIMARY, new Forward(9, read), now());
    assertEquals(
        List.of(new Answer(7, Reply.NIL), new NotServedHere(8), new NotServedHere(9)),
        surroundings.sent);
    assertEquals(0, desk.outstanding());
  }
}
