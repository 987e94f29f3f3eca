package io.starling.node.balance;

import io.starling.forecast.shed.ResourceVector;
import io.starling.storage.id.NodeId;

/**
 * What this node has set in motion, and nobody tells yet.
 *
 * @param relieved what this node is rid of
 * @param borne what {@code target} bears for it
 */
record Correction(NodeId target, ResourceVector relieved, ResourceVector borne) {
  /** What is counted shows at once; only what is measured takes its time. */
  Correction ofRates() {
    return new Correction(target, rates(relieved), rates(borne));
  }

  private static ResourceVector rates(ResourceVector all) {
    return new ResourceVector(all.cpu(), 0, 0, all.network(), 0);
  }
}
