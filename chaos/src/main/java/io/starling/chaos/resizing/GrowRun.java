package io.starling.chaos.resizing;

import io.starling.chaos.arena.Arena;
import io.starling.chaos.arena.ClusterOptions;
import io.starling.chaos.arena.Operator;
import io.starling.chaos.entries.Entries;
import io.starling.chaos.entries.Filling;
import io.starling.chaos.entries.Registers;
import io.starling.chaos.process.Address;
import io.starling.chaos.process.ClientPort;
import io.starling.chaos.process.HostCommand.Ended;
import io.starling.chaos.process.ServerProcess;
import io.starling.chaos.workload.ClientPool;
import io.starling.chaos.workload.StoreClient;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One run: fill, load, another node, without it again, and what must hold then. */
final class GrowRun {
  private static final Duration START_TIMEOUT = Duration.ofMinutes(3);
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(60);
  private static final Duration SPREAD_TIMEOUT = Duration.ofSeconds(60);
  private static final Duration SPREAD_CALM = Duration.ofSeconds(5);

  /** Former holders keep their copies for half a minute (the setting {@code probation}). */
  private static final Duration RESERVE_TIMEOUT = Duration.ofMinutes(2);

  private static final long POLL_MILLIS = 500;
  private static final int LARGE_CALLERS = 2;

  private final Arena arena;
  private final ClusterOptions cluster;
  private final GrowOptions options;
  private final Operator operator;
  private final ServerProcess newcomer;
  private final Progress progress;
  private final Registers registers;
  private final Meter meter;
  private @Nullable Long redirections;

  GrowRun(Arena arena, ClusterOptions cluster, GrowOptions options, PrintWriter out) {
    this.arena = arena;
    this.cluster = cluster;
    this.options = options;
    this.operator = arena.operator();
    this.newcomer = arena.cluster().processes().getLast();
    this.progress = new Progress(out);
    this.registers = new Registers(options.entries());
    this.meter = new Meter(progress::second);
  }

  /**
   * @throws IOException if a node does not start, or the cluster cannot be filled
   */
  GrowReport run() throws IOException, InterruptedException {
    fill();
    GrowReport.Moved moved = loaded();
    return new GrowReport.Findings(
            cluster,
            options,
            meter,
            registers,
            redirections,
            moved,
            silentAtTheEnd(),
            verification(),
            reserves())
        .report();
  }

  private void fill() throws IOException, InterruptedException {
    Entries entries = registers.entries();
    // Primary roles go round for a while after a cluster has grown from one node to three.
    progress.say("waiting until the primary roles have spread ...");
    operator.awaitSpread(SPREAD_CALM, SPREAD_TIMEOUT);
    progress.say(
        "writing %,d entries of %,d B and %,d of %,d B ..."
            .formatted(entries.count(), entries.valueSize(), entries.large(), entries.largeSize()));
    List<Address> anyKey = arena.cluster().addresses(ClientPort.ANY_KEY);
    try (ClientPool writers =
        arena.clients(anyKey.subList(0, cluster.nodes()), ClientPort.ANY_KEY, LARGE_CALLERS)) {
      new Filling(registers, writers.clients()).write();
    }
  }

  private GrowReport.Moved loaded() throws IOException, InterruptedException {
    List<Address> addresses = arena.cluster().addresses(cluster.port());
    GrowLoad.Rates rates = new GrowLoad.Rates(cluster.rate(), options.largeRate());
    try (ClientPool large =
            arena.clients(addresses.subList(0, cluster.nodes()), cluster.port(), LARGE_CALLERS);
        Newcomers newcomers = new Newcomers();
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor()) {
      List<StoreClient> clients = arena.clients().clients();
      GrowLoad load = new GrowLoad(registers, meter, rates, clients, large.clients());
      load.start();
      var unused = clock.scheduleAtFixedRate(meter::tick, 1, 1, TimeUnit.SECONDS);
      try {
        return phases(load, newcomers);
      } finally {
        meter.finish();
        load.stop();
        load.redirections().ifPresent(count -> redirections = count);
        clock.shutdownNow();
      }
    }
  }

  private GrowReport.Moved phases(GrowLoad load, Newcomers newcomers)
      throws IOException, InterruptedException {
    Thread.sleep(options.warmUp());
    steady(Phase.BEFORE);
    enter(Phase.JOINING);
    arena.cluster().join(newcomer, START_TIMEOUT);
    newcomers.send(load);
    Filled filled = awaitFilled();
    steady(Phase.BETWEEN);
    enter(Phase.DRAINING);
    progress.say(operator.tell(newcomer, "drain", Map.of()).strip());
    boolean emptied = awaitEmpty();
    arena.cluster().leave(newcomer, STOP_TIMEOUT);
    steady(Phase.AFTER);
    return new GrowReport.Moved(filled.copies(), filled.primaries(), filled.fair(), emptied);
  }

  private void steady(Phase phase) throws InterruptedException {
    enter(phase);
    Thread.sleep(options.steady());
  }

  private void enter(Phase phase) {
    meter.enter(phase);
    progress.say("-- " + phase.word());
  }

  /** What a newcomer came to hold, and what would be its share if all nodes held the same. */
  private record Filled(int copies, int primaries, int fair) {}

  private Filled awaitFilled() throws InterruptedException {
    long deadline = System.nanoTime() + options.patience().toNanos();
    Calm calm = new Calm();
    while (System.nanoTime() - deadline < 0 && !calm.isReached(operator, newcomer)) {
      progress.moves(calm.text());
      Thread.sleep(POLL_MILLIS);
    }
    progress.moves("");
    return new Filled(calm.copies(), calm.primaries(), calm.fair());
  }

  private boolean awaitEmpty() throws InterruptedException {
    long deadline = System.nanoTime() + options.patience().toNanos();
    int copies = Integer.MAX_VALUE;
    while (copies > 0 && System.nanoTime() - deadline < 0) {
      copies = operator.self(newcomer).map(report -> report.copies()).orElse(copies);
      progress.moves("%d copies left".formatted(copies));
      Thread.sleep(POLL_MILLIS);
    }
    progress.moves("");
    return copies == 0;
  }

  /** On port one nobody tells clients of another node, so some of them go there. */
  private final class Newcomers implements AutoCloseable {
    private final List<ClientPool> pools = new ArrayList<>();

    void send(GrowLoad load) {
      if (cluster.port() == ClientPort.CLUSTER) {
        return;
      }
      List<Address> addresses = new ArrayList<>(arena.cluster().addresses(ClientPort.ANY_KEY));
      addresses.addFirst(addresses.removeLast());
      List<StoreClient> clients = new ArrayList<>();
      for (int i = 0; i < cluster.threads() / addresses.size(); i++) {
        ClientPool pool = arena.clients(addresses, ClientPort.ANY_KEY, 1);
        pools.add(pool);
        clients.addAll(pool.clients());
      }
      load.use(clients);
    }

    @Override
    public void close() {
      pools.forEach(ClientPool::close);
    }
  }

  private long silentAtTheEnd() throws IOException, InterruptedException {
    progress.say("reading every entry again ...");
    return new Filling(registers, arena.clients().clients()).read();
  }

  private Ended verification() throws IOException {
    progress.say("starling verify ...");
    return arena.verify();
  }

  private List<String> reserves() throws InterruptedException {
    return operator.awaitEmptyReserves(RESERVE_TIMEOUT);
  }
}
