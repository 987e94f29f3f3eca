package io.starling.chaos.simulation.cluster;

import io.starling.gossip.agreement.AgreementMessage;
import io.starling.gossip.assignment.AssignmentMessage;
import io.starling.gossip.status.StatusMessage;
import io.starling.node.lease.LeaseMessage;
import io.starling.node.migration.MigrationMessage;
import io.starling.node.replication.ReplicaMessage;

/** What goes from one node to another. */
public sealed interface PeerMessage {
  record Agreement(AgreementMessage message) implements PeerMessage {}

  record Replication(ReplicaMessage message) implements PeerMessage {}

  record Lease(LeaseMessage message) implements PeerMessage {}

  record Migration(MigrationMessage message) implements PeerMessage {}

  record Assignment(AssignmentMessage message) implements PeerMessage {}

  record Status(StatusMessage message) implements PeerMessage {}
}
