/**
 * Authenticated connections between the nodes of one cluster: one port, few threads, plain Netty.
 *
 * <h2>Connections</h2>
 *
 * A connection is simplex: who dialed it sends, who accepted it only answers the handshake. So a
 * pair of nodes that talk has two, one dialed by each, and neither needs to agree with the other
 * about which of two crossing connections survives. A message that cannot be sent now (no
 * connection, full queue) is refused at once: the protocols above resend what matters. Messages
 * between two nodes arrive in the order in which they were sent, or not at all.
 *
 * <h2>Handshake</h2>
 *
 * Four steps, at most 1024 bytes each, within a time limit: the dialer's Hello, the acceptor's
 * Hello, the dialer's proof, the acceptor's proof. The dialer proves first: a stranger who dials
 * gets nothing that was made with the secret. With {@code H} the SHA-256 of both Hello steps as
 * sent, keys are derived as in HKDF (RFC 5869):
 *
 * <pre>
 *   prk      = HMAC-SHA256(dialer's nonce | acceptor's nonce, secret)
 *   key(use) = HMAC-SHA256(prk, "starling peer 1 " | use | H | 0x01)      use: dialer, acceptor, frames
 *   proof    = HMAC-SHA256(key(dialer or acceptor), H)
 * </pre>
 *
 * {@code H} covers protocol, cluster id, both node ids, incarnations, nonces and addresses; so what
 * was recorded on one connection means nothing on another, in another cluster, or after a restart.
 * A node that joins does not know its cluster's id yet: it takes the acceptor's, once that has
 * proved itself.
 *
 * <h2>Frames</h2>
 *
 * <pre>
 *   frame    = length (4 bytes) | messages (length bytes) | mac (16 bytes)
 *   message  = length (4 bytes) | kind (2 bytes) | payload (length bytes)
 *   mac      = first 16 bytes of HMAC-SHA256(key(frames), sequence (8 bytes) | length | messages)
 * </pre>
 *
 * Numbers are big-endian; the sequence counts frames from 0 and is never sent. An empty frame says
 * "still here". What was sent to a peer within one turn of its event loop travels in one frame: one
 * system call and one MAC for all of it. A frame is dispatched only after its MAC was checked, and
 * nothing is allocated for a length over the limit.
 *
 * <p>Frames are authentic, not secret: mutual TLS underneath, an option, keeps them private as
 * well.
 *
 * <h2>Threads</h2>
 *
 * {@link io.starling.gossip.transport.PeerTransport#send} may be called from any thread. Handlers
 * and listeners run on event loops and must not block; the messages of one peer are handed over one
 * at a time.
 */
@NullMarked
package io.starling.gossip.transport;

import org.jspecify.annotations.NullMarked;
