package io.starling.gossip.membership;

import io.scalecube.cluster.ClusterConfig;
import io.scalecube.cluster.ClusterImpl;
import io.scalecube.cluster.ClusterMessageHandler;
import io.scalecube.cluster.transport.api.Message;
import io.starling.gossip.transport.NettyPeerTransport;
import io.starling.gossip.transport.PeerAddress;
import io.starling.storage.id.ClusterId;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * The membership by ScaleCube Cluster, over our peer connections, with one thread of its own. It
 * feeds the transport's address book: a member that joined can be sent to, one that left is
 * forgotten.
 */
public final class ScaleCubeMembership implements Membership, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ScaleCubeMembership.class);
  private static final String NEWS = "starling/news";

  /** News of this node that ScaleCube has not finished spreading. */
  private static final int NEWS_UNDER_WAY_MAX = 64;

  private static final Duration LEAVE_TIMEOUT = Duration.ofSeconds(3);

  private final NettyPeerTransport transport;
  private final ClusterId clusterId;
  private final MemberTable table;
  private final List<MembershipListener> listeners = new CopyOnWriteArrayList<>();
  private final AtomicInteger newsUnderWay = new AtomicInteger();
  private final ClusterImpl cluster;

  /**
   * Prepares the membership; {@link #start} begins.
   *
   * @param self this node, as others are to see it
   * @param seeds where to look for others; may contain this node's own address
   */
  public ScaleCubeMembership(
      NettyPeerTransport transport, ClusterId clusterId, Member self, List<PeerAddress> seeds) {
    this.transport = transport;
    this.clusterId = clusterId;
    this.table = new MemberTable(self);
    this.cluster =
        new ClusterImpl(Tuning.apply(config(self, seeds)))
            .handler(
                started ->
                    new ClusterMessageHandler() {
                      @Override
                      public void onGossip(Message gossip) {
                        heard(gossip);
                      }

                      @Override
                      public void onMembershipEvent(
                          io.scalecube.cluster.membership.MembershipEvent event) {
                        changed(event);
                      }
                    });
  }

  private ClusterConfig config(Member self, List<PeerAddress> seeds) {
    PeerMessageTransport messages = new PeerMessageTransport(transport);
    String process = HexFormat.of().toHexDigits(self.incarnation());
    return ClusterConfig.defaultConfig()
        .memberId(self.nodeId().toHex() + '-' + process)
        .memberAlias(self.nodeId().toString())
        .metadata(MemberMetadataCodec.encode(self, clusterId))
        .metadataCodec(new PlainMetadataCodec())
        .transport(
            options ->
                options
                    .messageCodec(new EnvelopeMessageCodec())
                    .transportFactory(ignored -> messages))
        .membership(
            options ->
                options
                    .namespace("starling")
                    .seedMembers(seeds.stream().map(PeerAddress::toString).toList()));
  }

  /** Asks the seeds for the members and begins to probe. Completes also if no seed answered. */
  public CompletionStage<?> start() {
    return cluster.start().toFuture();
  }

  @Override
  public List<Member> members() {
    return table.members();
  }

  @Override
  public void addListener(MembershipListener listener) {
    listeners.add(listener);
  }

  @Override
  public boolean spread(byte[] news) {
    if (news.length > NEWS_BYTES_MAX) {
      throw new IllegalArgumentException(
          "news have at most " + NEWS_BYTES_MAX + " bytes, not " + news.length);
    }
    if (newsUnderWay.incrementAndGet() > NEWS_UNDER_WAY_MAX) {
      newsUnderWay.decrementAndGet();
      return false;
    }
    cluster
        .spreadGossip(Message.withData(news.clone()).qualifier(NEWS).build())
        .doFinally(signal -> newsUnderWay.decrementAndGet())
        .subscribe(
            gossip -> {}, failure -> LOG.debug("news were not spread: {}", failure.toString()));
    return true;
  }

  /** Tells the others that this node leaves, and stops. Waits some seconds at most. */
  @Override
  public void close() {
    cluster.shutdown();
    cluster.onShutdown().timeout(LEAVE_TIMEOUT).onErrorResume(late -> Mono.empty()).block();
  }

  private void heard(Message gossip) {
    if (NEWS.equals(gossip.qualifier()) && gossip.data() instanceof byte[] news) {
      tell(listener -> listener.onNews(news));
    }
  }

  /**
   * Whoever says that it leaves has left; that it also fell silent, some seconds later, is no news.
   */
  private void changed(io.scalecube.cluster.membership.MembershipEvent event) {
    switch (event.type()) {
      case ADDED -> joined(event);
      case LEAVING -> left(event, "left");
      case REMOVED -> {
        left(event, "silent for long, taken for gone");
        forget(event.oldMetadata());
      }
      case UPDATED -> {}
    }
  }

  private void joined(io.scalecube.cluster.membership.MembershipEvent event) {
    if (event.newMetadata() == null) {
      return;
    }
    try {
      Member member = MemberMetadataCodec.decode(event.newMetadata(), clusterId);
      table.add(event.member().id(), member);
      transport.addresses().put(member.nodeId(), member.address());
      LOG.info("joined: {}", member);
      tell(listener -> listener.onEvent(new MembershipEvent.MemberJoined(member)));
    } catch (IllegalArgumentException e) {
      LOG.warn("{} is no member: {}", event.member(), e.getMessage());
    }
  }

  private void left(io.scalecube.cluster.membership.MembershipEvent event, String how) {
    table
        .remove(event.member().id())
        .ifPresent(
            member -> {
              transport.forget(member.nodeId(), member.incarnation());
              LOG.info("{}: {}", how, member);
              tell(listener -> listener.onEvent(new MembershipEvent.MemberLeft(member)));
            });
  }

  /** Until it was removed, ScaleCube may have connected to it again. */
  private void forget(@Nullable ByteBuffer metadata) {
    if (metadata == null) {
      return;
    }
    try {
      Member member = MemberMetadataCodec.decode(metadata, clusterId);
      if (!table.contains(member.nodeId())) {
        transport.forget(member.nodeId(), member.incarnation());
      }
    } catch (IllegalArgumentException e) {
      LOG.debug("what was removed had never been a member: {}", e.getMessage());
    }
  }

  private void tell(Consumer<MembershipListener> event) {
    for (MembershipListener listener : listeners) {
      try {
        event.accept(listener);
      } catch (RuntimeException e) {
        LOG.error("a listener failed", e);
      }
    }
  }
}
