/**
 * How a cluster balances itself, in virtual time: {@code starling simulate-balance}.
 *
 * <p>One thread, one seed. Each simulated node runs the very {@link
 * io.starling.forecast.shed.ShedRule} over what it has heard of the others, which is as old as the
 * real exchange of status leaves it ({@code StatusAges}); targets grant with their present load,
 * one batch at a time. What is modelled, and no more: demand of segments and how it is measured,
 * time to ship bytes, reserve, and that a load shows up some time after it has arrived.
 *
 * <p>Thread rule: one owner.
 */
@NullMarked
package io.starling.chaos.balance;

import org.jspecify.annotations.NullMarked;
