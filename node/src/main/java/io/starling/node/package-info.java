/** What a client or an operator sees. */
@NullMarked
package io.starling.node;

import org.jspecify.annotations.NullMarked;
