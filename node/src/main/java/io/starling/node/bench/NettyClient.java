package io.starling.node.bench;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.EventLoop;
import io.starling.node.settings.HostAndPort;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Runs a {@link Client} on an event loop, over connections of its own. */
final class NettyClient implements Lanes, NettyLane.Listener {
  private final EventLoop loop;
  private final Bootstrap bootstrap;
  private final Target target;
  private final HostAndPort home;
  private final SlotOwners owners;
  private final RequestWriter writer;
  private final Map<HostAndPort, NettyLane> lanes = new LinkedHashMap<>();
  private @Nullable Client client;
  private CompletableFuture<Void> finished = new CompletableFuture<>();
  private long timerNanos = Pacing.NEVER;

  /**
   * @param home the address that it starts at
   */
  NettyClient(
      Bootstrap bootstrap,
      Target target,
      HostAndPort home,
      SlotOwners owners,
      RequestWriter writer) {
    this.loop = bootstrap.config().group().next();
    this.bootstrap = bootstrap.clone(loop);
    this.target = target;
    this.home = home;
    this.owners = owners;
    this.writer = writer;
  }

  /**
   * Begins a part of the load, after the last is finished; the outcome comes when all is answered.
   */
  CompletableFuture<Void> run(Pacing pacing, Requests requests, int pendingMax, Tally tally) {
    CompletableFuture<Void> part = new CompletableFuture<>();
    loop.execute(
        () -> {
          finished =
              part; // on the loop: an event that still belongs to the last part ends no other
          client = new Client(pacing, requests, pendingMax, this, tally);
          open(home);
          turnEnded();
        });
    return part;
  }

  /** What is left of a part that was given up. */
  CompletableFuture<Leftover> leftover() {
    return CompletableFuture.supplyAsync(
        () ->
            client == null
                ? new Leftover(0, 0)
                : new Leftover(client.unsent(System.nanoTime()), client.pendingCount()),
        loop);
  }

  /** Closes the connections. */
  void close() {
    loop.execute(() -> lanes.values().forEach(NettyLane::close));
  }

  private NettyLane open(HostAndPort address) {
    NettyLane known = lanes.get(address);
    if (known != null) {
      return known;
    }
    NettyLane lane = new NettyLane(address, bootstrap, writer, target.password(), this);
    lanes.put(address, lane);
    lane.connect();
    return lane;
  }

  @Override
  public @Nullable Lane laneFor(byte[] key) {
    HostAndPort owner = target.cluster() ? owners.ownerOf(key) : home;
    NettyLane lane = open(owner == null ? home : owner);
    if (lane.isNew()) {
      return null;
    }
    return lane.ready() ? lane : anyReady();
  }

  /** Any node answers, or says who does. */
  private @Nullable NettyLane anyReady() {
    for (NettyLane lane : lanes.values()) {
      if (lane.ready()) {
        return lane;
      }
    }
    return null;
  }

  @Override
  public @Nullable Lane laneAfter(String text) {
    HostAndPort owner = owners.learn(text);
    if (owner == null) {
      return null;
    }
    NettyLane lane = open(owner);
    return lane.ready() ? lane : null;
  }

  @Override
  public void answered(Pending pending, Answer answer) {
    current().answered(pending, answer, System.nanoTime());
  }

  @Override
  public void lost() {
    current().lost();
  }

  @Override
  public void turnEnded() {
    long now = System.nanoTime();
    long next = current().step(now);
    lanes.values().forEach(NettyLane::flush);
    if (current().finished(now)) {
      finished.complete(null);
    } else if (next < timerNanos) {
      timerNanos = next;
      var unused = loop.schedule(this::timerEnded, Math.max(0, next - now), TimeUnit.NANOSECONDS);
    }
  }

  private void timerEnded() {
    timerNanos = Pacing.NEVER;
    turnEnded();
  }

  private Client current() {
    if (client == null) {
      throw new IllegalStateException("no load yet");
    }
    return client;
  }

  /**
   * Requests of a part that was given up.
   *
   * @param unsent that were due and never sent
   * @param unanswered that were sent
   */
  record Leftover(long unsent, long unanswered) {
    Leftover plus(Leftover other) {
      return new Leftover(unsent + other.unsent, unanswered + other.unanswered);
    }
  }
}
