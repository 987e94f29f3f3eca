/**
 * A class that Chronicle Map would otherwise generate, compile and load when the first map is made.
 * It is compiled with the rest so that a node starts without a compiler; the name is Chronicle's.
 */
@NullMarked
package net.openhft.chronicle.hash;

import org.jspecify.annotations.NullMarked;
