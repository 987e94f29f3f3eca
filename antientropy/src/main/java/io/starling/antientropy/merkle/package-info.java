/**
 * What a copy of a segment holds, in 1,024 sums: {@link io.starling.antientropy.merkle.MerkleTree};
 * and the order in which its keys are walked, the same on every node: {@link
 * io.starling.antientropy.merkle.ScanOrder}.
 *
 * <p>Thread rule: a tree belongs to one loop, like the store that it describes.
 */
@NullMarked
package io.starling.antientropy.merkle;

import org.jspecify.annotations.NullMarked;
