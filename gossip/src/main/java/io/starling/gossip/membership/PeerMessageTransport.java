package io.starling.gossip.membership;

import com.google.protobuf.InvalidProtocolBufferException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.scalecube.cluster.transport.api.Message;
import io.scalecube.cluster.transport.api.Transport;
import io.starling.gossip.membership.wire.Envelope;
import io.starling.gossip.transport.MessageKind;
import io.starling.gossip.transport.NettyPeerTransport;
import io.starling.gossip.transport.PeerAddress;
import io.starling.storage.id.NodeId;
import java.io.IOException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.BufferOverflowStrategy;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * What ScaleCube takes for its network: our peer connections. Its addresses are those of our peer
 * ports. A message that does not decode is dropped.
 */
final class PeerMessageTransport implements Transport {
  private static final Logger LOG = LoggerFactory.getLogger(PeerMessageTransport.class);

  /**
   * Messages that wait for one component of ScaleCube; beyond that they are lost, as on any
   * network.
   */
  private static final int WAITING_MAX = 4096;

  private final NettyPeerTransport peers;
  private final Sinks.Many<Message> received = Sinks.many().multicast().directBestEffort();
  private volatile boolean stopped;

  PeerMessageTransport(NettyPeerTransport peers) {
    this.peers = peers;
    peers.onMessage(MessageKind.MEMBERSHIP, (kind, from, payload) -> receive(from, payload));
  }

  @Override
  public String address() {
    return peers.address().toString();
  }

  @Override
  public Mono<Transport> start() {
    return Mono.just(this);
  }

  @Override
  public Mono<Void> stop() {
    return Mono.fromRunnable(
        () -> {
          stopped = true;
          synchronized (received) {
            received.tryEmitComplete();
          }
        });
  }

  @Override
  public boolean isStopped() {
    return stopped;
  }

  @Override
  public Mono<Void> send(String address, Message message) {
    return Mono.defer(
        () -> {
          byte[] bytes = EnvelopeCodec.encode(message).toByteArray();
          // Whoever asks may lose interest: the connection is for others as well, and a failure
          // that nobody waits for any more must not be logged as an error.
          boolean suppressCancel = true;
          CompletionStage<Mono<Void>> outcome =
              peers
                  .connect(PeerAddress.parse(address))
                  .handle((node, failure) -> sent(node, failure, bytes));
          return Mono.fromFuture(outcome.toCompletableFuture(), suppressCancel)
              .flatMap(Function.identity());
        });
  }

  private Mono<Void> sent(NodeId node, @Nullable Throwable failure, byte[] bytes) {
    return failure != null ? Mono.error(failure) : Mono.defer(() -> send(node, bytes));
  }

  private Mono<Void> send(NodeId node, byte[] bytes) {
    boolean sent = peers.send(node, MessageKind.MEMBERSHIP, Unpooled.wrappedBuffer(bytes));
    return sent ? Mono.empty() : Mono.error(new IOException("node " + node + " is out of reach"));
  }

  @Override
  public Mono<Message> requestResponse(String address, Message request) {
    return Mono.create(
        answer -> {
          Disposable awaited =
              listen()
                  .filter(message -> request.correlationId().equals(message.correlationId()))
                  .take(1)
                  .subscribe(answer::success, answer::error, answer::success);
          Disposable sent = send(address, request).subscribe(nothing -> {}, answer::error);
          answer.onDispose(Disposables.composite(awaited, sent));
        });
  }

  @Override
  public Flux<Message> listen() {
    return received.asFlux().onBackpressureBuffer(WAITING_MAX, BufferOverflowStrategy.DROP_LATEST);
  }

  private void receive(NodeId from, ByteBuf payload) {
    if (payload.readableBytes() > EnvelopeCodec.BYTES_MAX) {
      LOG.debug("node {} sent a message of {} bytes: dropped", from, payload.readableBytes());
      return;
    }
    try {
      Envelope envelope = Envelope.parseFrom(ByteBufUtil.getBytes(payload));
      emit(EnvelopeCodec.decode(envelope));
    } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
      LOG.debug("node {} sent a malformed message: dropped ({})", from, e.toString());
    }
  }

  private void emit(Message message) {
    synchronized (received) {
      received.tryEmitNext(message);
    }
  }
}
