package io.starling.node.process;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.starling.gossip.agreement.ChainState;
import io.starling.gossip.agreement.Configuration;
import io.starling.gossip.transport.JoinRefused;
import io.starling.gossip.transport.MessageKind;
import io.starling.gossip.transport.NettyPeerTransport;
import io.starling.gossip.transport.PeerAddress;
import io.starling.node.cli.StartRefusedException;
import io.starling.node.cluster.ClusterFacts;
import io.starling.node.disk.DataDisk;
import io.starling.node.replication.CopyMarks;
import io.starling.node.replication.SegmentRecord;
import io.starling.node.settings.ClusterSettings;
import io.starling.storage.id.ClusterId;
import io.starling.storage.id.NodeId;
import io.starling.storage.id.SegmentLayout;
import io.starling.storage.metadata.MetadataStore;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How a node comes to belong to a cluster (ARCHITECTURE.md 3.1): it founds one, joins one, or has
 * been in one before. A node with seeds joins and never founds.
 */
final class Founding {
  /** Asks for the facts of a cluster, with an empty payload, or tells them. */
  static final int FACTS_KIND = MessageKind.FIRST_FREE + 3;

  private static final Logger LOG = LoggerFactory.getLogger(Founding.class);
  private static final String FACTS = "cluster";
  private static final long ANSWER_MILLIS_MAX = 3_000;
  private static final long RETRY_MILLIS = 300;
  private static final int SILENT_ROUNDS = 10;

  private final MetadataStore metadata;
  private final CompletableFuture<ClusterFacts> told = new CompletableFuture<>();
  private volatile boolean welcoming;

  Founding(MetadataStore metadata) {
    this.metadata = metadata;
  }

  /** The cluster that this node has been in. */
  Optional<ClusterFacts> remembered() {
    byte[] record = metadata.get(FACTS);
    return record == null
        ? Optional.empty()
        : Optional.of(ClusterFacts.decode(ByteBuffer.wrap(record)));
  }

  /** Founds a cluster: every segment at epoch 1 with this node as the one member. */
  ClusterFacts found(DataDisk disk, ClusterSettings settings, SecureRandom random) {
    ClusterFacts facts =
        new ClusterFacts(
            new ClusterId(random.nextLong(), random.nextLong()),
            new SegmentLayout(settings.segments()),
            settings.lease());
    NodeId self = disk.nodeId();
    for (int segment = 0; segment < settings.segments(); segment++) {
      Configuration first = new Configuration(segment, 1, self, List.of(self));
      disk.put(new SegmentRecord(ChainState.of(first), CopyMarks.EMPTY));
    }
    remember(facts);
    LOG.info(
        "founded cluster {} with {} segments: others join with --seed",
        facts.id(),
        settings.segments());
    return facts;
  }

  /**
   * Joins the cluster of the first seed that answers; goes on asking until one does.
   *
   * @throws StartRefusedException if a seed refuses for a reason that time does not mend
   */
  ClusterFacts join(NettyPeerTransport transport, List<PeerAddress> seeds)
      throws StartRefusedException, InterruptedException {
    for (int round = 0; ; round++) {
      for (PeerAddress seed : seeds) {
        if (ask(transport, seed)) {
          ClusterFacts facts = told.join();
          remember(facts);
          LOG.info("joined cluster {} at {}", facts.id(), seed);
          return facts;
        }
      }
      if (round % SILENT_ROUNDS == 0) {
        LOG.info("no seed of {} answers yet; asking on", seeds);
      }
      TimeUnit.MILLISECONDS.sleep(RETRY_MILLIS);
    }
  }

  private boolean ask(NettyPeerTransport transport, PeerAddress seed)
      throws StartRefusedException, InterruptedException {
    try {
      NodeId there =
          transport
              .connect(seed)
              .toCompletableFuture()
              .get(ANSWER_MILLIS_MAX, TimeUnit.MILLISECONDS);
      boolean unused = transport.send(there, FACTS_KIND, Unpooled.EMPTY_BUFFER);
      ClusterFacts facts = told.get(RETRY_MILLIS, TimeUnit.MILLISECONDS);
      LOG.debug("{} told {}", there, facts);
      return true;
    } catch (TimeoutException silent) {
      return false;
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof JoinRefused refused) {
        refuseUnlessTimeMends(seed, refused);
      }
      return false;
    }
  }

  private static void refuseUnlessTimeMends(PeerAddress seed, JoinRefused refused)
      throws StartRefusedException {
    switch (refused.reason()) {
      case NOT_JOINED, SAME_NODE, OTHER_NODE -> {}
      case MALFORMED, OTHER_PROTOCOL, OTHER_CLUSTER, OTHER_SECRET, DUPLICATE_NODE ->
          throw new StartRefusedException(seed + " refused this node: " + refused.text());
    }
  }

  private void remember(ClusterFacts facts) {
    long unused = metadata.put(FACTS, facts.encode());
    metadata.sync();
  }

  /** From now on whoever asks is let in: this node's own membership has begun. */
  void welcome() {
    welcoming = true;
  }

  /** Answers whoever asks for the facts, and takes the answer to the own question. */
  void listenTo(NettyPeerTransport transport) {
    transport.onMessage(FACTS_KIND, (kind, from, payload) -> facts(transport, from, payload));
  }

  private void facts(NettyPeerTransport transport, NodeId from, ByteBuf payload) {
    if (payload.isReadable()) {
      told.complete(ClusterFacts.decode(payload.nioBuffer()));
    } else {
      byte[] known = metadata.get(FACTS);
      if (known != null && welcoming) {
        boolean unused = transport.send(from, FACTS_KIND, Unpooled.wrappedBuffer(known));
      }
    }
  }
}
