package io.starling.node.bench;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelOption;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.starling.node.bench.NettyClient.Leftover;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntUnaryOperator;

/** Puts a load on a target and measures. One load at a time; not for several threads. */
public final class Bench implements AutoCloseable {
  private static final Duration LAST_ANSWERS = Duration.ofSeconds(10);
  private static final Duration FILLING = Duration.ofHours(1);
  private static final int FILLING_PENDING_MAX = 32;
  private static final long LEAD_NANOS = 200_000_000;
  private static final int THREADS = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);

  private final MultiThreadIoEventLoopGroup loops;
  private final Load load;
  private final IntUnaryOperator numbers;
  private final List<NettyClient> clients = new ArrayList<>();
  private final Tally tally = new Tally();

  private Bench(MultiThreadIoEventLoopGroup loops, Load load, IntUnaryOperator numbers) {
    this.loops = loops;
    this.load = load;
    this.numbers = numbers;
  }

  /**
   * Meets the target.
   *
   * @throws IOException if it does not answer as it should
   */
  public static Bench of(Load load, Target target) throws IOException {
    return of(load, target, IntUnaryOperator.identity());
  }

  /**
   * Meets the target, for a load on chosen keys.
   *
   * @param numbers the number in the name of each key, by its index below that of the load's keys;
   *     asked by several threads
   * @throws IOException if it does not answer as it should
   */
  public static Bench of(Load load, Target target, IntUnaryOperator numbers) throws IOException {
    SlotOwners owners = FirstContact.with(target);
    boolean epoll = Epoll.isAvailable();
    IoHandlerFactory handler = epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
    Bench bench = new Bench(new MultiThreadIoEventLoopGroup(THREADS, handler), load, numbers);
    Bootstrap bootstrap =
        new Bootstrap()
            .group(bench.loops)
            .channel(epoll ? EpollSocketChannel.class : NioSocketChannel.class)
            .option(ChannelOption.TCP_NODELAY, true);
    RequestWriter writer = new RequestWriter(load.valueBytes(), target.waitFor());
    for (int i = 0; i < load.clients(); i++) {
      var home = target.addresses().get(i % target.addresses().size());
      bench.clients.add(new NettyClient(bootstrap, target, home, owners, writer));
    }
    return bench;
  }

  /** The name of the key with a number. */
  public static byte[] key(int number) {
    return Requests.key(number);
  }

  /**
   * Writes every key once, so that reads find something.
   *
   * @throws IOException if not all were written in an hour
   */
  public Totals fill() throws IOException, InterruptedException {
    List<CompletableFuture<Void>> parts = new ArrayList<>();
    for (int i = 0; i < clients.size(); i++) {
      long share = (load.keyCount() - i + clients.size() - 1L) / clients.size();
      Requests requests = Requests.filling(i, clients.size(), numbers);
      parts.add(clients.get(i).run(new Pacing.Count(share), requests, FILLING_PENDING_MAX, tally));
    }
    if (!await(parts, FILLING)) {
      throw new IOException("not all keys could be written within an hour");
    }
    return drained();
  }

  /** Puts the load on for a while and forgets what came of it, so that both sides are warm. */
  public void warmUp(Duration duration) throws InterruptedException {
    long start = System.nanoTime();
    boolean unused = await(begin(start, start + duration.toNanos()), duration.plus(LAST_ANSWERS));
    drained();
  }

  /** Runs the measured part; blocks until it is over. */
  public BenchResult run(Progress progress) throws InterruptedException {
    long start = System.nanoTime() + LEAD_NANOS;
    List<CompletableFuture<Void>> parts = begin(start, start + load.duration().toNanos());
    Totals totals = new Totals();
    boolean over = false;
    for (long second = 1; !over && second <= load.duration().toSeconds(); second++) {
      over = awaitUntil(parts, start + TimeUnit.SECONDS.toNanos(second));
      Totals now = drained();
      progress.tick(second, now);
      totals.add(now);
    }
    boolean answered = await(parts, LAST_ANSWERS);
    totals.add(drained());
    double seconds = (System.nanoTime() - start) / 1e9;
    Leftover leftover = answered ? new Leftover(0, 0) : leftover();
    return new BenchResult(load, seconds, totals, leftover.unsent(), leftover.unanswered());
  }

  private List<CompletableFuture<Void>> begin(long start, long end) {
    List<CompletableFuture<Void>> parts = new ArrayList<>();
    for (int i = 0; i < clients.size(); i++) {
      Requests requests = Requests.of(load, i, numbers);
      parts.add(clients.get(i).run(pacing(i, start, end), requests, load.pipeline(), tally));
    }
    return parts;
  }

  /**
   * Clients of an open loop start one after the other, so that the requests of all are evenly
   * spread.
   */
  private Pacing pacing(int client, long start, long end) {
    if (load.closedLoop()) {
      return new Pacing.ClosedLoop(end);
    }
    double between = 1e9 / load.ratePerSecond();
    return new Pacing.OpenLoop(start + (long) (client * between), between * load.clients(), end);
  }

  private Totals drained() {
    Totals totals = new Totals();
    tally.drainTo(totals);
    return totals;
  }

  private Leftover leftover() {
    return clients.stream()
        .map(NettyClient::leftover)
        .map(CompletableFuture::join)
        .reduce(new Leftover(0, 0), Leftover::plus);
  }

  private static boolean awaitUntil(List<CompletableFuture<Void>> parts, long nanoTime)
      throws InterruptedException {
    return await(parts, Duration.ofNanos(Math.max(0, nanoTime - System.nanoTime())));
  }

  private static boolean await(List<CompletableFuture<Void>> parts, Duration limit)
      throws InterruptedException {
    try {
      CompletableFuture.allOf(parts.toArray(CompletableFuture[]::new))
          .get(limit.toNanos(), TimeUnit.NANOSECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    clients.forEach(NettyClient::close);
    loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
  }
}
