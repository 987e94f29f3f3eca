/**
 * What this node decides to shed, and remembers of it: the shed rule of {@code forecast}, fed with
 * what the node measures and what the others tell.
 *
 * <p>Words: a <em>wish</em> is a decision that is being carried out; a <em>structural</em> need is
 * one of the placement rule, for members that are missing or leave.
 *
 * <p>Thread rule: cores without threads or clocks, owned by the control thread; {@code DecisionLog}
 * is safe in any.
 */
@NullMarked
package io.starling.node.balance;

import org.jspecify.annotations.NullMarked;
