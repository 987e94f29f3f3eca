/** Whether two copies agree, and how they come to. */
@NullMarked
package io.starling.antientropy;

import org.jspecify.annotations.NullMarked;
