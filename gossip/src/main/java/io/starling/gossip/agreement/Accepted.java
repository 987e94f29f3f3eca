package io.starling.gossip.agreement;

/**
 * What an acceptor has accepted: the value and the ballot of the proposal.
 *
 * @param ballot of the proposal
 * @param value the proposed next configuration
 */
public record Accepted(Ballot ballot, Configuration value) {}
