/** Whether it holds when everything goes wrong. */
@NullMarked
package io.starling.chaos;

import org.jspecify.annotations.NullMarked;
