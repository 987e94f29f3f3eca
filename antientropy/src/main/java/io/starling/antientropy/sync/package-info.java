/**
 * Making one copy of a segment equal to another (ARCHITECTURE.md 3.3, 3.7). The copy that is read
 * is the <em>source</em>, the copy that is changed the <em>target</em>; each side has a session:
 * {@link io.starling.antientropy.sync.SourceSession}, {@link
 * io.starling.antientropy.sync.TargetSession}.
 *
 * <pre>
 * source                                  target
 *                            PullRequest  (only if the target begins)
 * SyncOffer    marker, root, floor     →
 *                              SyncEqual  the roots agree: the end
 *                          ←  SyncLeaves  the roots differ
 * SyncFrame    0, 1, 2 ...             →  a bounded number on the way
 *                   ←  SyncFrameReceived
 * SyncOffer    again, with a new marker   an open primary's copy: until the roots agree
 * SyncEnd                                 a member's copy, which does not change: the end
 * </pre>
 *
 * <p>The messages carry neither segment nor epoch: whoever carries them adds both and refuses
 * another epoch before a session sees them. Each side gives up when the other is silent for too
 * long, and at any hole in the sequence; the owner then begins a new session, which finds fewer
 * leaves that differ.
 *
 * <p>Thread rule: a session belongs to the loop of its copy. Nothing here has a clock or a thread.
 */
@NullMarked
package io.starling.antientropy.sync;

import org.jspecify.annotations.NullMarked;
