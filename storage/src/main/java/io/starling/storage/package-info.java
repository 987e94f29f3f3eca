/** Where an entry lives on this node. */
@NullMarked
package io.starling.storage;

import org.jspecify.annotations.NullMarked;
