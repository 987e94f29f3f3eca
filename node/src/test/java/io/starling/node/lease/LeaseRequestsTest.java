package io.starling.node.lease;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.starling.node.lease.LeaseMessage.LeaseAnswer;
import io.starling.node.lease.LeaseMessage.LeaseRenewal;
import io.starling.node.lease.LeaseMessage.LeaseRequest;
import io.starling.node.lease.LeaseMessage.SegmentEpoch;
import io.starling.storage.id.NodeId;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class LeaseRequestsTest {
  private static final NodeId PEER = new NodeId(0, 2);
  private static final NodeId OTHER = new NodeId(0, 3);
  private static final long TRUSTED = LeaseSettings.DEFAULT.trustedNanos();
  private static final List<SegmentEpoch> ASKED =
      List.of(new SegmentEpoch(4, 1), new SegmentEpoch(5, 7), new SegmentEpoch(6, 2));

  private final LeaseRequests requests =
      new LeaseRequests(LeaseSettings.DEFAULT, Long.MAX_VALUE, 0, 1);
  private final List<String> granted = new ArrayList<>();

  private void answer(NodeId from, LeaseAnswer answer) {
    requests.answered(
        from,
        answer,
        (segment, epoch, until) -> granted.add(segment + "@" + epoch + " until " + until));
  }

  private LeaseMessage ask(List<SegmentEpoch> asked, long nowNanos) {
    List<LeaseMessage> heartbeat = requests.ask(PEER, asked, nowNanos);
    assertEquals(1, heartbeat.size());
    return heartbeat.get(0);
  }

  private static LeaseAnswer all(LeaseMessage request) {
    return new LeaseAnswer(request.nonce(), 0, 1, List.of());
  }

  @Test
  void countsFromWhenItsOwnRequestWasSent() {
    LeaseMessage first = ask(ASKED.subList(0, 1), 1_000);
    LeaseMessage second = ask(ASKED.subList(1, 2), 2_000);
    answer(PEER, all(second));
    answer(PEER, all(first));
    assertEquals(
        List.of("5@7 until " + (TRUSTED + 2_000), "4@1 until " + (TRUSTED + 1_000)), granted);
  }

  @Test
  void knowsHowLongAnAnswerTook() {
    LeaseMessage first = ask(ASKED, 1_000);
    LeaseMessage second = ask(ASKED, 2_000);
    assertEquals(OptionalLong.of(500), requests.tookNanos(PEER, all(second), 2_500));
    assertEquals(OptionalLong.of(1_700), requests.tookNanos(PEER, all(first), 2_700));
    assertEquals(OptionalLong.empty(), requests.tookNanos(OTHER, all(first), 2_700));
  }

  @Test
  void grantsNothingThatWasRefused() {
    LeaseMessage request = ask(ASKED, 0);
    answer(PEER, new LeaseAnswer(request.nonce(), 0, 1, List.of(6, 4)));
    assertEquals(List.of("5@7 until " + TRUSTED), granted);
  }

  @Test
  void aLoopOfThePeerSpeaksForItsOwnSegmentsOnly() {
    LeaseMessage request = ask(ASKED, 0);
    answer(PEER, new LeaseAnswer(request.nonce(), 1, 2, List.of()));
    assertEquals(List.of("5@7 until " + TRUSTED), granted);
  }

  @Test
  void anAnswerToNoRequestOfThisProcessGrantsNothing() {
    LeaseMessage request = ask(ASKED, 0);
    answer(PEER, new LeaseAnswer(request.nonce() + 1, 0, 1, List.of()));
    answer(OTHER, all(request));
    assertEquals(List.of(), granted);
  }

  @Test
  void remembersABoundedNumberOfRequests() {
    List<LeaseMessage> sent = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      sent.add(ask(ASKED.subList(0, 1), i));
    }
    answer(PEER, all(sent.get(0)));
    assertEquals(List.of(), granted);
    answer(PEER, all(sent.get(1)));
    assertEquals(List.of("4@1 until " + (TRUSTED + 1)), granted);
  }

  @Test
  void saysAListOnceAndThenOnlyThatItIsTheSame() {
    LeaseMessage first = ask(ASKED, 1_000);
    assertEquals(new LeaseRequest(Long.MAX_VALUE, 0, ASKED), first);
    LeaseMessage second = ask(ASKED, 2_000);
    assertEquals(new LeaseRenewal(Long.MIN_VALUE, 0, Long.MAX_VALUE), second);
    answer(PEER, new LeaseAnswer(second.nonce(), 0, 1, List.of(4, 6)));
    assertEquals(List.of("5@7 until " + (TRUSTED + 2_000)), granted);
  }

  @Test
  void saysAListAgainWhenItHasChanged() {
    ask(ASKED, 0);
    LeaseMessage changed = ask(ASKED.subList(0, 2), 0);
    assertInstanceOf(LeaseRequest.class, changed);
    assertEquals(
        new LeaseRenewal(changed.nonce() + 1, 0, changed.nonce()), ask(ASKED.subList(0, 2), 0));
  }

  @Test
  void saysAListAgainToWhoDoesNotKnowIt() {
    ask(ASKED, 0);
    LeaseMessage renewal = ask(ASKED, 0);
    assertFalse(requests.unknownTo(OTHER, renewal.nonce()));
    assertTrue(requests.unknownTo(PEER, renewal.nonce()));
    assertInstanceOf(LeaseRequest.class, ask(ASKED, 0));
    requests.disconnected(PEER);
    assertInstanceOf(LeaseRequest.class, ask(ASKED, 0));
  }

  @Test
  void aChangeIsSmallToTellHoweverManySegmentsThereAre() {
    List<SegmentEpoch> all = new ArrayList<>();
    for (int segment = 1; segment < 16_384; segment += 2) {
      all.add(new SegmentEpoch(segment, 1));
    }
    LeaseRequests ofOddLoop = new LeaseRequests(LeaseSettings.DEFAULT, 0, 1, 2);
    assertEquals(8, ofOddLoop.ask(PEER, all, 0).size());
    all.set(5_000, new SegmentEpoch(10_001, 2));
    List<LeaseRequest> told =
        ofOddLoop.ask(PEER, all, 0).stream()
            .filter(LeaseRequest.class::isInstance)
            .map(LeaseRequest.class::cast)
            .toList();
    assertEquals(1, told.size());
    assertEquals(LeaseRequest.SEGMENTS_MAX, told.get(0).asked().size());
    assertTrue(told.get(0).asked().contains(new SegmentEpoch(10_001, 2)));
  }
}
