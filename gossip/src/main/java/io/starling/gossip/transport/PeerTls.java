package io.starling.gossip.transport;

import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.nio.file.Path;
import javax.net.ssl.SSLException;

/**
 * Mutual TLS between nodes: each side shows a certificate that the cluster's own authority signed.
 * Host names are not compared: who holds such a certificate is a node, and which one the handshake
 * proves.
 *
 * @param certificate the node's certificate chain, PEM
 * @param key its private key, PEM (PKCS#8, unencrypted)
 * @param authority the certificates of those who may sign nodes, PEM
 */
public record PeerTls(Path certificate, Path key, Path authority) {
  private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

  SslContext acceptorContext() throws SSLException {
    return SslContextBuilder.forServer(certificate.toFile(), key.toFile())
        .trustManager(authority.toFile())
        .clientAuth(ClientAuth.REQUIRE)
        .protocols(PROTOCOLS)
        .build();
  }

  SslContext dialerContext() throws SSLException {
    return SslContextBuilder.forClient()
        .keyManager(certificate.toFile(), key.toFile())
        .trustManager(authority.toFile())
        .endpointIdentificationAlgorithm(null)
        .protocols(PROTOCOLS)
        .build();
  }
}
