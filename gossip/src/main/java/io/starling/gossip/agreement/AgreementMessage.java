package io.starling.gossip.agreement;

import org.jspecify.annotations.Nullable;

/**
 * What the members of a segment tell each other to decide its next configuration. Requests carry
 * the sender's known configuration, so that a receiver that is behind adopts it first.
 */
public sealed interface AgreementMessage {
  /** The segment whose chain this is about. */
  int segment();

  /** Phase 1a: promise to ignore lower ballots in the instance after {@code known}. */
  record Prepare(Configuration known, Ballot ballot) implements AgreementMessage {
    @Override
    public int segment() {
      return known.segment();
    }
  }

  /** Phase 1b: the promise is on disk; what was accepted before comes with it. */
  record Promise(int segment, long epoch, Ballot ballot, @Nullable Accepted accepted)
      implements AgreementMessage {}

  /** Phase 2a: accept this value. */
  record Propose(Configuration known, Ballot ballot, Configuration value)
      implements AgreementMessage {
    @Override
    public int segment() {
      return known.segment();
    }
  }

  /** Phase 2b: the acceptance is on disk. */
  record Accept(int segment, long epoch, Ballot ballot) implements AgreementMessage {}

  /** A higher ballot was promised for the same instance. */
  record Reject(int segment, long epoch, Ballot promised) implements AgreementMessage {}

  /** This configuration was decided. */
  record Decided(Configuration configuration) implements AgreementMessage {
    @Override
    public int segment() {
      return configuration.segment();
    }
  }
}
