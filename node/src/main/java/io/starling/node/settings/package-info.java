/**
 * What an operator may say about a node. Every {@link io.starling.node.settings.Setting} has one
 * name, the same as a flag, in the environment and in the configuration file; the nearest to the
 * operator's hands wins: flag, environment, file, default. The outcome is one {@link
 * io.starling.node.settings.NodeSettings}, a tree of records that check themselves, so that a node
 * never sees a wrong value. Values only: immutable, safe in any thread.
 */
@NullMarked
package io.starling.node.settings;

import org.jspecify.annotations.NullMarked;
