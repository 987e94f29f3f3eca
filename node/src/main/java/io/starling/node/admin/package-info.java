/**
 * The admin port: whether this node lives, whether it serves, what it measures and what the cluster
 * looks like from here, over HTTP/1.1. It asks the node through three ports, {@link
 * io.starling.node.admin.Readiness}, {@link io.starling.node.admin.StatusSource} and {@link
 * io.starling.node.admin.AdminAction}, and never keeps an answer.
 *
 * <p>Threads: requests are read and answered on event loops of this package's own; the node is
 * asked on a few worker threads, so that a slow answer delays neither health nor clients.
 */
@NullMarked
package io.starling.node.admin;

import org.jspecify.annotations.NullMarked;
