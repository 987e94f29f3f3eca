/**
 * A cluster of three that grows by one: how fast copies come to the newcomer, beside other servers,
 * and what clients notice of it.
 *
 * <p>Words: a <em>grower</em> starts three servers of one kind, fills them and has a fourth join; a
 * <em>look</em> is what the newcomer holds at a moment; a <em>growth</em> is what came of it, from
 * the join until nothing changed any more. A <em>hold</em> is the time in which no write of a
 * segment was acknowledged because the segment was changing hands.
 *
 * <p>One thread runs it all; only loads have others.
 */
@NullMarked
package io.starling.chaos.growth;

import org.jspecify.annotations.NullMarked;
