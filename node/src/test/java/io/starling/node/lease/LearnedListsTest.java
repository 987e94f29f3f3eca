package io.starling.node.lease;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.starling.node.lease.LeaseMessage.LeaseRenewal;
import io.starling.node.lease.LeaseMessage.LeaseRequest;
import io.starling.node.lease.LeaseMessage.SegmentEpoch;
import io.starling.storage.id.NodeId;
import java.util.List;
import org.junit.jupiter.api.Test;

class LearnedListsTest {
  private static final NodeId PEER = new NodeId(0, 2);
  private static final NodeId OTHER = new NodeId(0, 3);
  private static final List<SegmentEpoch> ASKED = List.of(new SegmentEpoch(4, 1));

  private final LearnedLists lists = new LearnedLists();

  @Test
  void knowsAListByTheNonceOfItsRequestOnly() {
    lists.learn(PEER, new LeaseRequest(7, 1, ASKED));
    assertEquals(ASKED, lists.find(PEER, new LeaseRenewal(9, 1, 7)));
    assertNull(lists.find(PEER, new LeaseRenewal(9, 1, 8)));
    assertNull(lists.find(PEER, new LeaseRenewal(9, 2, 7)));
    assertNull(lists.find(OTHER, new LeaseRenewal(9, 1, 7)));
  }

  @Test
  void keepsTheLastListOfEachNumber() {
    lists.learn(PEER, new LeaseRequest(7, 1, ASKED));
    lists.learn(PEER, new LeaseRequest(8, 2, List.of()));
    lists.learn(PEER, new LeaseRequest(9, 1, List.of()));
    assertNull(lists.find(PEER, new LeaseRenewal(10, 1, 7)));
    assertEquals(List.of(), lists.find(PEER, new LeaseRenewal(10, 2, 8)));
  }

  @Test
  void forgetsAPeerThatIsGone() {
    lists.learn(PEER, new LeaseRequest(7, 1, ASKED));
    lists.forget(PEER);
    assertNull(lists.find(PEER, new LeaseRenewal(9, 1, 7)));
  }
}
