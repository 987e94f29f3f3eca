/**
 * The Redis serialization protocol on Netty buffers: requests in (RESP arrays and inline commands),
 * replies out (RESP2 and RESP3). No sockets here, and no meaning: a request is a list of byte
 * arrays. A decoder belongs to one connection and to that connection's event loop.
 */
@NullMarked
package io.starling.node.resp;

import org.jspecify.annotations.NullMarked;
