/**
 * The command line. There is one binary; each module that can see the node adds its commands to it.
 */
@NullMarked
package io.starling.node.cli;

import org.jspecify.annotations.NullMarked;
