package io.starling.node.lease;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.starling.node.lease.LeaseMessage.LeaseAnswer;
import io.starling.node.lease.LeaseMessage.LeaseRequest;
import io.starling.node.lease.LeaseMessage.SegmentEpoch;
import io.starling.storage.id.NodeId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LeaseRequestsTest {
  private static final NodeId PEER = new NodeId(0, 2);
  private static final NodeId OTHER = new NodeId(0, 3);
  private static final long TRUSTED = LeaseSettings.DEFAULT.trustedNanos();
  private static final List<SegmentEpoch> ASKED =
      List.of(new SegmentEpoch(4, 1), new SegmentEpoch(5, 7), new SegmentEpoch(6, 2));

  private final LeaseRequests requests = new LeaseRequests(LeaseSettings.DEFAULT, Long.MAX_VALUE);
  private final List<String> granted = new ArrayList<>();

  private void answer(NodeId from, LeaseAnswer answer) {
    requests.answered(
        from,
        answer,
        (segment, epoch, until) -> granted.add(segment + "@" + epoch + " until " + until));
  }

  private static LeaseAnswer all(LeaseRequest request) {
    return new LeaseAnswer(request.nonce(), 0, 1, List.of());
  }

  @Test
  void countsFromWhenItsOwnRequestWasSent() {
    LeaseRequest first = requests.ask(PEER, ASKED.subList(0, 1), 1_000);
    LeaseRequest second = requests.ask(PEER, ASKED.subList(1, 2), 2_000);
    answer(PEER, all(second));
    answer(PEER, all(first));
    assertEquals(
        List.of("5@7 until " + (TRUSTED + 2_000), "4@1 until " + (TRUSTED + 1_000)), granted);
  }

  @Test
  void grantsNothingThatWasRefused() {
    LeaseRequest request = requests.ask(PEER, ASKED, 0);
    answer(PEER, new LeaseAnswer(request.nonce(), 0, 1, List.of(6, 4)));
    assertEquals(List.of("5@7 until " + TRUSTED), granted);
  }

  @Test
  void aLoopOfThePeerSpeaksForItsOwnSegmentsOnly() {
    LeaseRequest request = requests.ask(PEER, ASKED, 0);
    answer(PEER, new LeaseAnswer(request.nonce(), 1, 2, List.of()));
    assertEquals(List.of("5@7 until " + TRUSTED), granted);
  }

  @Test
  void anAnswerToNoRequestOfThisProcessGrantsNothing() {
    LeaseRequest request = requests.ask(PEER, ASKED, 0);
    answer(PEER, new LeaseAnswer(request.nonce() + 1, 0, 1, List.of()));
    answer(OTHER, all(request));
    assertEquals(List.of(), granted);
  }

  @Test
  void remembersABoundedNumberOfRequests() {
    List<LeaseRequest> sent = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      sent.add(requests.ask(PEER, ASKED.subList(0, 1), i));
    }
    answer(PEER, all(sent.get(0)));
    assertEquals(List.of(), granted);
    answer(PEER, all(sent.get(1)));
    assertEquals(List.of("4@1 until " + (TRUSTED + 1)), granted);
  }
}
