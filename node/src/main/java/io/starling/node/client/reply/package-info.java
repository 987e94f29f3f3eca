/**
 * The replies of one connection: in the order of its requests, whatever the order in which they
 * come, and how long each took. Belongs to the connection's event loop.
 */
@NullMarked
package io.starling.node.client.reply;

import org.jspecify.annotations.NullMarked;
