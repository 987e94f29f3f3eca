/** Who is there, and what they say. */
@NullMarked
package io.starling.gossip;

import org.jspecify.annotations.NullMarked;
