package io.starling.node.bench.copying;

import io.starling.antientropy.sync.PendingBatches;
import io.starling.antientropy.sync.SourceCopy;
import io.starling.antientropy.sync.SourceSession;
import io.starling.antientropy.sync.SyncChannel;
import io.starling.antientropy.sync.SyncMessage;
import io.starling.antientropy.sync.SyncMessage.SyncOffer;
import io.starling.antientropy.sync.SyncOutcome;
import io.starling.antientropy.sync.SyncOutcome.MadeEqual;
import io.starling.antientropy.sync.SyncOutcome.PeerEqual;
import io.starling.antientropy.sync.SyncOutput;
import io.starling.antientropy.sync.SyncSettings;
import io.starling.antientropy.sync.TargetSession;
import io.starling.gossip.agreement.ChainState;
import io.starling.gossip.agreement.Configuration;
import io.starling.node.replication.CopyMarks;
import io.starling.node.replication.SegmentRecord;
import io.starling.storage.id.NodeId;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

/** All segments of one side, copied to the other once. */
final class Copying {
  private final Side source;
  private final Side target;
  private final SyncSettings settings;
  private final CopyLoad load;
  private final TreeMap<Integer, SourceSession> sources = new TreeMap<>();
  private final TreeMap<Integer, TargetSession> targets = new TreeMap<>();
  private final CompletableFuture<Boolean> done = new CompletableFuture<>();
  private final AtomicLong wireBytes = new AtomicLong();
  private int begun;
  private int ended;

  Copying(Side source, Side target, SyncSettings settings, CopyLoad load) {
    this.source = source;
    this.target = target;
    this.settings = settings;
    this.load = load;
  }

  /** Returns when all copies are equal, on disk. */
  void run() {
    source
        .loop()
        .execute(
            () -> {
              for (int i = 0; i < Math.min(load.atOnce(), load.segments()); i++) {
                beginNext();
              }
            });
    done.join();
  }

  long wireBytes() {
    return wireBytes.get();
  }

  private void beginNext() {
    if (begun == load.segments()) {
      return;
    }
    int segment = begun++;
    SourceCopy copy =
        new SourceCopy(
            source.copy(segment), source.copy(segment)::highestVersion, PendingBatches.NONE);
    SourceSession session = SourceSession.push(channel(segment, new FromSource(segment)), copy);
    sources.put(segment, session);
    session.start(System.nanoTime());
  }

  private SyncChannel channel(int segment, SyncOutput output) {
    return new SyncChannel(segment, settings, output);
  }

  private void atSource(int segment, SyncMessage message) {
    if (message instanceof SyncMessage.ToSource toSource) {
      Objects.requireNonNull(sources.get(segment)).received(toSource, System.nanoTime());
    }
  }

  private void atTarget(int segment, SyncMessage message) {
    if (message instanceof SyncOffer offer && offer.round() == 0) {
      TargetSession accepted =
          TargetSession.accept(
              channel(segment, new FromTarget(segment)), target.beginLoad(segment, offer.extent()));
      targets.put(segment, accepted);
      accepted.start(System.nanoTime());
    }
    if (message instanceof SyncMessage.ToTarget toTarget) {
      Objects.requireNonNull(targets.get(segment)).received(toTarget, System.nanoTime());
    }
  }

  private void madeEqual(int segment, MadeEqual equal) {
    target.copy(segment).endLoad();
    long position = target.disk().journalPosition();
    target
        .disk()
        .storeThread()
        .whenStored(
            target.loop(),
            () -> target.disk().store(segment, position),
            () -> markEqual(segment, equal));
  }

  private void markEqual(int segment, MadeEqual equal) {
    NodeId member = source.disk().nodeId();
    Configuration known = new Configuration(segment, 1, member, List.of(member));
    SegmentRecord record = new SegmentRecord(ChainState.of(known), CopyMarks.EMPTY);
    target
        .disk()
        .thread()
        .whenMetadataSynced(
            target.loop(),
            () -> target.disk().put(record),
            () -> source.receive(segment, equal.reply(), this::atSource));
  }

  private void failed(SyncOutcome outcome) {
    done.completeExceptionally(new IllegalStateException("a copy failed: " + outcome));
  }

  private final class FromSource implements SyncOutput {
    private final int segment;

    FromSource(int segment) {
      this.segment = segment;
    }

    @Override
    public void send(SyncMessage message) {
      wireBytes.addAndGet(target.receive(segment, message, Copying.this::atTarget));
    }

    @Override
    public void finished(SyncOutcome outcome) {
      if (!(outcome instanceof PeerEqual)) {
        failed(outcome);
      } else if (++ended == load.segments()) {
        done.complete(true);
      } else {
        source.loop().execute(Copying.this::beginNext);
      }
    }
  }

  private final class FromTarget implements SyncOutput {
    private final int segment;

    FromTarget(int segment) {
      this.segment = segment;
    }

    @Override
    public void send(SyncMessage message) {
      wireBytes.addAndGet(source.receive(segment, message, Copying.this::atSource));
    }

    @Override
    public void finished(SyncOutcome outcome) {
      if (outcome instanceof MadeEqual equal) {
        madeEqual(segment, equal);
      } else {
        failed(outcome);
      }
    }
  }
}
