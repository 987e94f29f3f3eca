package io.starling.node.process;

import io.netty.channel.EventLoop;
import io.netty.channel.IoEventLoopGroup;
import io.starling.forecast.shed.Placement;
import io.starling.gossip.agreement.Configuration;
import io.starling.gossip.membership.Member;
import io.starling.gossip.membership.OwnHostName;
import io.starling.gossip.membership.ScaleCubeMembership;
import io.starling.gossip.status.Leave;
import io.starling.gossip.status.Reserve;
import io.starling.gossip.transport.EventLoops;
import io.starling.gossip.transport.NettyPeerTransport;
import io.starling.gossip.transport.PeerAddress;
import io.starling.gossip.transport.PeerIdentity;
import io.starling.node.admin.AdminAction;
import io.starling.node.admin.AdminPorts;
import io.starling.node.admin.AdminServer;
import io.starling.node.balance.Balancer;
import io.starling.node.cli.RunningNode;
import io.starling.node.cli.StartRefusedException;
import io.starling.node.client.ClientPorts;
import io.starling.node.client.ServedNode;
import io.starling.node.cluster.ClusterFacts;
import io.starling.node.cluster.ClusterGossip;
import io.starling.node.cluster.ClusterMoves;
import io.starling.node.cluster.KnownConfigurations;
import io.starling.node.cluster.KnownSites;
import io.starling.node.cluster.Steering;
import io.starling.node.disk.DataDisk;
import io.starling.node.disk.DataDisk.DiskSurroundings;
import io.starling.node.loop.DeskSettings;
import io.starling.node.loop.LoopSurroundings;
import io.starling.node.loop.NodeClock;
import io.starling.node.loop.NodeLoop;
import io.starling.node.loop.NodeLoops;
import io.starling.node.metrics.NodeMetrics;
import io.starling.node.migration.MigrationSettings;
import io.starling.node.migration.Standing;
import io.starling.node.replication.ReplicaEvent;
import io.starling.node.replication.SegmentRecord;
import io.starling.node.room.MemoryLimit;
import io.starling.node.room.NodeRoom;
import io.starling.node.settings.NodeSettings;
import io.starling.node.shard.Shard.LoopPlace;
import io.starling.storage.directory.DirectoryInUseException;
import io.starling.storage.directory.UnknownFormatException;
import io.starling.storage.id.NodeId;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A node that is running: all parts, wired. */
public final class Node implements RunningNode {
  private static final Logger LOG = LoggerFactory.getLogger(Node.class);
  private static final long STEER_MILLIS = 250;
  private static final int STATUS_STEPS = 4;
  private static final long TURN_MILLIS_MAX = 5_000;
  private static final long PARTING_SECONDS_MAX = 5;

  private final SecureRandom random = new SecureRandom();
  private final CountDownLatch stopped = new CountDownLatch(1);

  /** What comes when the node stops comes too late. */
  private final ScheduledExecutorService control =
      new ScheduledThreadPoolExecutor(
          1, Threads.daemon("starling-control"), new ThreadPoolExecutor.DiscardPolicy());

  private final TurningLoops turning = new TurningLoops();
  private final NodeSettings settings;
  private final IoEventLoopGroup eventLoops;
  private final NodeMetrics metrics;
  private final NodeRoom room;
  private final DataDisk disk;
  private final NettyPeerTransport transport;
  private final ClusterFacts facts;
  private final KnownConfigurations configurations;
  private final NodeLoops loops;
  private final ScaleCubeMembership membership;
  private final Leavers leavers;
  private final LastSeen lastSeen = new LastSeen();
  private final ClusterGossip gossip;
  private final ClusterMoves moves;
  private final Steering steering;
  private final OwnLeave ownLeave;
  private final MoveControl moveControl;
  private final OwnLoad load;
  private final OwnReport report;
  private final ClusterPicture picture;
  private final ClientPorts clients;
  private final AdminServer admin;
  private int steps;
  private volatile boolean failed;

  private Node(NodeSettings settings)
      throws StartRefusedException, IOException, InterruptedException {
    this.settings = settings;
    OwnHostName.requireResolvable();
    this.room =
        new NodeRoom(
            settings.process().loops(),
            new MemoryLimit(settings.memory().maxmemoryBytes(), settings.memory().policy()));
    this.disk = openDisk();
    this.eventLoops = EventLoops.open("starling-loop", settings.process().loops());
    this.metrics = new NodeMetrics(eventLoops);
    Founding founding = new Founding(disk.metadata());
    Optional<ClusterFacts> remembered = founding.remembered();
    List<PeerAddress> seeds = WireSettings.seeds(settings.network());
    boolean founds = remembered.isEmpty() && seeds.isEmpty();
    ClusterFacts founded =
        founds ? founding.found(disk, settings.cluster(), random) : remembered.orElse(null);
    long incarnation = random.nextLong();
    this.transport =
        NettyPeerTransport.open(
            eventLoops,
            new PeerIdentity(disk.nodeId(), incarnation, founded == null ? null : founded.id()),
            WireSettings.peers(settings),
            random);
    founding.listenTo(transport);
    this.facts = founded != null ? founded : joined(founding, seeds);
    this.configurations = new KnownConfigurations(facts.layout().segmentCount(), System::nanoTime);
    this.loops = makeLoops();
    turning.are(loops);
    Member self = WireSettings.member(settings, disk.nodeId(), incarnation, transport.address());
    KnownPeers knownPeers = new KnownPeers(disk.metadata());
    this.membership =
        new ScaleCubeMembership(transport, facts.id(), self, knownPeers.withSeeds(seeds));
    this.leavers = new Leavers(membership, disk.nodeId());
    this.gossip =
        new ClusterGossip(
            disk.nodeId(),
            System.currentTimeMillis(),
            configurations,
            transport,
            control,
            new SplittableRandom(random.nextLong()),
            decided -> {
              NodeLoop loop = loops.of(decided.segment());
              loop.run(() -> loop.learn(decided));
            });
    this.moves =
        new ClusterMoves(
            disk.nodeId(),
            MigrationSettings.DEFAULT.withProbation(settings.balance().probation()),
            System.currentTimeMillis(),
            transport,
            control,
            loops);
    this.steering =
        new Steering(
            disk.nodeId(),
            settings.cluster().replicas(),
            settings.balance().grace(),
            configurations,
            membership::members,
            this::leaveOf,
            () -> KnownSites.of(membership.members(), gossip.statuses()),
            this::move);
    this.ownLeave = new OwnLeave(disk.metadata());
    steering.leave(ownLeave.remembered());
    this.load = ownLoad();
    this.moveControl = moveControl(load);
    this.report =
        new OwnReport(
            disk.nodeId(),
            settings.network(),
            loops,
            configurations,
            load,
            () -> new Reserve(settings.memory().reserveBytes(), room.reservedBytes()),
            moveControl.book()::report);
    this.picture =
        new ClusterPicture(
            disk.nodeId(),
            facts,
            settings,
            loops,
            configurations,
            membership::members,
            gossip::statuses,
            load,
            steering::away,
            lastSeen);
    NodeFacts served = new NodeFacts(disk.nodeId(), picture, room, loops);
    NodeGauges.register(metrics, picture, served);
    LoadGauges.register(metrics, load);
    MoveGauges.register(metrics, moveControl.book());
    ClientSettings clientSettings = new ClientSettings(settings, facts, room);
    this.clients =
        new ClientPorts(
            new ServedNode(
                loops.router(),
                new LiveClusterView(
                    disk.nodeId(), facts, configurations, membership::members, loops),
                served,
                clientSettings.parameters(),
                metrics),
            eventLoops,
            clientSettings::connections,
            new SplittableRandom(random.nextLong()));
    this.admin =
        AdminServer.start(
            new InetSocketAddress(settings.network().bind(), settings.network().adminPort()),
            settings.network().advertise(),
            settings.security().secret(),
            new AdminPorts(picture, picture, metrics.registry(), actions()));
    begin(founding, knownPeers, clientSettings);
  }

  /**
   * Starts a node; returns when its ports are open.
   *
   * @throws StartRefusedException if an operator must change something first
   */
  public static Node start(NodeSettings settings) throws StartRefusedException {
    try {
      return new Node(settings);
    } catch (IOException e) {
      throw new StartRefusedException(String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartRefusedException("interrupted while starting");
    }
  }

  /** Who joins must be reachable to be answered; all others hear nothing before they listen. */
  private ClusterFacts joined(Founding founding, List<PeerAddress> seeds)
      throws StartRefusedException, InterruptedException {
    transport.start();
    return founding.join(transport, seeds);
  }

  private DataDisk openDisk() throws StartRefusedException {
    try {
      return DataDisk.open(
          WireSettings.disk(settings),
          new NodeId(random.nextLong(), random.nextLong()),
          new DiskSurroundings(turning::foundDamaged, turning::await, this::diskFailed, room));
    } catch (DirectoryInUseException | UnknownFormatException e) {
      throw new StartRefusedException(String.valueOf(e.getMessage()));
    }
  }

  private NodeLoops makeLoops() {
    LoopSurroundings surroundings =
        new LoopSurroundings(
            NodeClock.system(),
            transport,
            disk,
            room,
            WireSettings.replicas(settings, facts.lease()),
            DeskSettings.DEFAULT,
            metrics,
            new Listener());
    List<NodeLoop> made = new ArrayList<>();
    int count = settings.process().loops();
    for (int loop = 0; loop < count; loop++) {
      EventLoop eventLoop = eventLoops.next();
      LoopPlace place = new LoopPlace(disk.nodeId(), loop, count, true);
      made.add(
          new NodeLoop(eventLoop, surroundings, place, new SplittableRandom(random.nextLong())));
    }
    return new NodeLoops(made);
  }

  private OwnLoad ownLoad() throws IOException {
    FileStore store = Files.getFileStore(settings.data().directory());
    return new OwnLoad(
        metrics,
        room,
        loops,
        transport.counters(),
        store,
        settings.balance().capacity().of(OwnMachine.resources(store)));
  }

  private Leave leaveOf(NodeId node) {
    if (leavers.isLeaving(node)) {
      return Leave.STOPS;
    }
    return gossip.statuses().stream()
        .filter(status -> status.nodeId().equals(node))
        .map(status -> status.report().leave())
        .findFirst()
        .orElse(Leave.STAYS);
  }

  /** Takes note of what the loops tell. */
  private final class Listener implements LoopSurroundings.TransitionListener {
    @Override
    public void happened(ReplicaEvent event) {
      if (event instanceof ReplicaEvent.Adopted adopted) {
        configurations.learned(adopted.configuration());
        gossip.adopted(adopted.configuration());
      } else if (event instanceof ReplicaEvent.CaughtUp caughtUp && caughtUp.learner()) {
        moveControl.book().shipped(caughtUp.bytes());
      }
      moves.happened(event);
    }

    @Override
    public void failed(Throwable failure) {
      giveUp("a loop has failed", failure);
    }
  }

  private void begin(Founding founding, KnownPeers knownPeers, ClientSettings clientSettings)
      throws IOException {
    disk.thread().start();
    moves.listen(moveControl);
    for (SegmentRecord record : disk.segmentRecords().values()) {
      Configuration known = record.chain().known();
      configurations.learned(known);
      gossip.adopted(known);
      moves.adopted(known);
      NodeLoop loop = loops.of(known.segment());
      TurningLoops.inTurn(loop, () -> loop.add(record, disk.hasStore(known.segment())));
    }
    loops.all().forEach(loop -> TurningLoops.inTurn(loop, loop::start));
    loops.listenTo(transport);
    gossip.listen();
    transport.start();
    membership.addListener(leavers);
    membership.addListener(lastSeen);
    membership
        .start()
        .whenComplete(
            (done, failure) -> {
              if (failure != null) {
                LOG.error("the membership did not start", failure);
              }
              founding.welcome();
            });
    var unused =
        control.scheduleWithFixedDelay(
            () -> steer(knownPeers), STEER_MILLIS, STEER_MILLIS, TimeUnit.MILLISECONDS);
    clientSettings.bind(clients);
    LOG.info(
        "node {} of cluster {} serves port {} and cluster port {}",
        disk.nodeId(),
        facts.id(),
        settings.network().port(),
        settings.network().clusterPort());
  }

  private void steer(KnownPeers knownPeers) {
    try {
      List<NodeId> left = lastSeen.nodes();
      steering.run(System.nanoTime());
      lastSeen.forget(left.stream().filter(node -> !steering.away().containsKey(node)).toList());
      List<NodeId> members = membership.members().stream().map(Member::nodeId).toList();
      gossip.compareAssignments(members);
      if (steps++ % STATUS_STEPS == 0) {
        gossip.exchangeStatus(members, report.next(steering.own()));
      }
      knownPeers.note(membership.members());
    } catch (RuntimeException e) {
      LOG.error("could not compute where segments should be", e);
    }
  }

  private void move(SortedMap<Integer, Placement<NodeId>> desired) {
    moveControl.run(desired);
  }

  private Map<String, AdminAction> actions() {
    TreeMap<String, AdminAction> actions = new TreeMap<>();
    actions.put("accept-loss", new AcceptLoss(loops, configurations, this::present));
    actions.put("verify", new VerifyCopies(disk.nodeId(), loops, facts.layout().segmentCount()));
    actions.putAll(new MoveActions(disk.nodeId(), moveControl, control).byName());
    actions.putAll(
        new LifeActions(
                disk.nodeId(),
                settings.cluster().replicas(),
                moveControl,
                steering,
                control,
                this::noteLeave)
            .byName());
    return actions;
  }

  private void noteLeave(Leave leave) {
    disk.thread()
        .whenMetadataSynced(
            eventLoops.next(),
            () -> ownLeave.note(leave),
            () -> LOG.info("this node {} from now on, restarts included", leave));
  }

  private MoveControl moveControl(OwnLoad load) {
    return new MoveControl(
        disk.nodeId(),
        new Balancer(
            disk.nodeId(), settings.cluster().replicas(), settings.balance().policy(), moves::send),
        moves,
        loops,
        configurations,
        new LiveOutside(
            membership, gossip, load, node -> leaveOf(node).isLeaving(), this::standing),
        new MoveBrake(metrics, loops, load, (double) settings.balance().moveBandwidth()));
  }

  private Standing standing() {
    return new Standing(
        steering.own().isLeaving(),
        load.isBusy(settings.balance().policy().nodeThreshold()),
        settings.memory().reserveBytes(),
        disk.freeBytes());
  }

  private List<NodeId> present() {
    return membership.members().stream().map(Member::nodeId).toList();
  }

  private void diskFailed(RuntimeException failure) {
    giveUp("the disk has failed", failure);
  }

  /** Stops at once: the others go on without this node, and it is repaired at its next start. */
  private void giveUp(String reason, Throwable failure) {
    LOG.error("{}: this node stops", reason, failure);
    failed = true;
    stopped.countDown();
    Runtime.getRuntime().halt(1);
  }

  @Override
  public void stop(Duration limit) {
    long deadline = System.nanoTime() + limit.toNanos();
    handOver(deadline - limit.toNanos() / 3);
    awaitClients(deadline);
    var unused = control.shutdownNow();
    admin.close();
    clients.close();
    loops.all().forEach(loop -> Turn.in(loop::run, loop::stop).awaitAtMost(TURN_MILLIS_MAX));
    membership.close();
    transport.close();
    disk.close();
    eventLoops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(2_000);
    stopped.countDown();
  }

  /** Gives the primary roles away, while there is somebody to take them. */
  private void handOver(long deadlineNanos) {
    steering.leave(Leave.STOPS);
    leavers.announce();
    try {
      while (System.nanoTime() - deadlineNanos < 0
          && membership.members().stream().anyMatch(this::mayTakeOver)
          && configurations.primariesOf(disk.nodeId()) > 0) {
        TimeUnit.MILLISECONDS.sleep(20);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    LOG.info("{} primaries left when stopping", configurations.primariesOf(disk.nodeId()));
  }

  private boolean mayTakeOver(Member member) {
    return !member.nodeId().equals(disk.nodeId()) && !leaveOf(member.nodeId()).isLeaving();
  }

  private void awaitClients(long deadlineNanos) {
    try {
      long left = Math.max(1, deadlineNanos - System.nanoTime());
      long limit = Math.min(left, TimeUnit.SECONDS.toNanos(PARTING_SECONDS_MAX));
      clients.drain().get(limit, TimeUnit.NANOSECONDS);
    } catch (TimeoutException | ExecutionException late) {
      LOG.debug("clients are still connected", late);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean awaitStopped() throws InterruptedException {
    stopped.await();
    return !failed;
  }
}
