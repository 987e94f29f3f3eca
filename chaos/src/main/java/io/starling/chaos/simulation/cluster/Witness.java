package io.starling.chaos.simulation.cluster;

import io.starling.chaos.simulation.check.ConfigurationLedger;
import io.starling.chaos.simulation.check.EntryLedger;
import io.starling.chaos.simulation.check.EpochLedger;
import io.starling.chaos.simulation.check.LeaseLedger;
import io.starling.chaos.simulation.check.MoveLedger;
import io.starling.chaos.simulation.check.ServingLedger;
import io.starling.chaos.simulation.check.Trace;
import io.starling.chaos.simulation.check.Transitions;
import io.starling.chaos.simulation.check.UpLedger;

/** All that watches a cluster from outside. */
public record Witness(
    ConfigurationLedger configurations,
    ServingLedger serving,
    LeaseLedger leases,
    EntryLedger entries,
    EpochLedger epochs,
    UpLedger ups,
    MoveLedger moves,
    MoveTally tally,
    Transitions transitions,
    Trace trace) {
  /** One that has seen nothing yet. */
  public static Witness of(Trace trace) {
    UpLedger ups = new UpLedger();
    return new Witness(
        new ConfigurationLedger(),
        new ServingLedger(),
        new LeaseLedger(),
        new EntryLedger(),
        new EpochLedger(),
        ups,
        new MoveLedger(ups),
        new MoveTally(),
        new Transitions(),
        trace);
  }
}
