/**
 * The clients of a node: their connections, their ports, and the commands that concern the
 * connection and not the keys. {@link io.starling.node.client.ClientPorts} is where to begin; a
 * request's way is {@link io.starling.node.client.ClientConnection}, {@link
 * io.starling.node.client.CommandDispatch}, then back through {@link
 * io.starling.node.client.reply.ReplyStream}.
 *
 * <p>Thread rule: a connection, with all that hangs on it, belongs to one event loop. What
 * connections share ({@link io.starling.node.client.ClientDirectory}, statistics, settings) is safe
 * in any thread.
 */
@NullMarked
package io.starling.node.client;

import org.jspecify.annotations.NullMarked;
