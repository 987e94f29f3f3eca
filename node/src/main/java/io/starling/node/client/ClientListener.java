package io.starling.node.client;

import io.netty.handler.ssl.SslContext;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * One address on which clients are awaited.
 *
 * @param port 0 for any free one
 * @param tls for encrypted connections; null for plain text
 */
public record ClientListener(
    PortMode mode, InetAddress address, int port, @Nullable SslContext tls) {}
