package io.starling.chaos.simulation.fault;

import io.starling.chaos.simulation.cluster.Cluster;
import io.starling.chaos.simulation.cluster.Machine;
import io.starling.chaos.simulation.cluster.RunCharacter;
import io.starling.chaos.simulation.cluster.Stay;
import io.starling.forecast.shed.Placement;
import io.starling.gossip.agreement.Configuration;
import io.starling.node.migration.MoveKind;
import io.starling.storage.id.NodeId;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Wants segments elsewhere all the time: another primary, another member, or one node emptied. How
 * restless a run is, is drawn first; some runs move nothing.
 */
public final class Moves {
  private static final long MILLI = 1_000_000;
  private static final List<MoveKind> KINDS = List.of(MoveKind.values());

  private final Cluster cluster;
  private final SplittableRandom random;
  private final boolean restless;
  private final long intervalNanosMax;
  private boolean stopped;

  public Moves(Cluster cluster, SplittableRandom random) {
    this.cluster = cluster;
    this.random = random;
    this.restless = random.nextInt(4) != 0;
    this.intervalNanosMax = random.nextLong(100 * MILLI, 4000 * MILLI);
  }

  /** Begins. */
  public void start() {
    if (restless) {
      next();
    }
  }

  /** Nothing is wanted elsewhere any more; what is under way is given up. */
  public void stop() {
    stopped = true;
    cluster.wishes().forget();
  }

  private void next() {
    cluster
        .queue()
        .after(
            1 + random.nextLong(intervalNanosMax),
            () -> {
              if (!stopped) {
                wish();
                next();
              }
            });
  }

  private void wish() {
    List<Configuration> latest =
        cluster.witness().configurations().latest().stream()
            .filter(known -> known.members().size() == RunCharacter.REPLICAS)
            .toList();
    if (latest.isEmpty()) {
      return;
    }
    if (random.nextInt(8) == 0) {
      NodeId leaving = anyMachine().id();
      latest.stream()
          .filter(known -> known.hasMember(leaving))
          .forEach(known -> replace(known, leaving));
      return;
    }
    Configuration known = latest.get(random.nextInt(latest.size()));
    NodeId member = known.members().get(random.nextInt(known.members().size()));
    if (random.nextInt(3) == 0) {
      cluster.wishes().want(known.segment(), new Placement<>(member, known.members()), anyKind());
    } else {
      replace(known, member);
    }
  }

  private void replace(Configuration known, NodeId leaving) {
    NodeId coming = anyMachine().id();
    if (known.hasMember(coming)) {
      return;
    }
    List<NodeId> members = new ArrayList<>(known.members());
    members.remove(leaving);
    members.add(coming);
    boolean keepsPrimary = !known.primary().equals(leaving) && random.nextBoolean();
    NodeId primary = keepsPrimary ? known.primary() : members.get(random.nextInt(members.size()));
    cluster.wishes().want(known.segment(), new Placement<>(primary, members), anyKind());
  }

  private MoveKind anyKind() {
    return KINDS.get(random.nextInt(KINDS.size()));
  }

  private Machine anyMachine() {
    List<Machine> staying =
        cluster.machines().stream().filter(machine -> machine.stay() == Stay.PRESENT).toList();
    return staying.get(random.nextInt(staying.size()));
  }
}
