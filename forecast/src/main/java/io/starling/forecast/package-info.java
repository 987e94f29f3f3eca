/** What the load will be, and what follows from it. */
@NullMarked
package io.starling.forecast;

import org.jspecify.annotations.NullMarked;
