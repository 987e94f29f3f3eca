package io.starling.node.settings;

import org.jspecify.annotations.Nullable;

/**
 * Who may talk to this node. The texts of secrets appear in no message and not in {@link
 * #toString()}.
 *
 * @param secret what all nodes of the cluster share; null only on a loopback address
 * @param password what clients say in AUTH; null: none is asked for
 * @param clientTls TLS of both client ports; null: plain text
 * @param peerTls mutual TLS between nodes, its authorities always given; null: plain text, every
 *     frame authenticated by the secret
 */
public record SecuritySettings(
    @Nullable String secret,
    @Nullable String password,
    @Nullable TlsFiles clientTls,
    @Nullable TlsFiles peerTls) {
  private static final int SECRET_LENGTH_MIN = 16;
  private static final int LENGTH_MAX = 1024;

  public SecuritySettings {
    if (secret != null && (secret.length() < SECRET_LENGTH_MIN || secret.length() > LENGTH_MAX)) {
      throw new InvalidSettingException(
          Setting.SECRET,
          "a secret has 16 to 1024 characters, so that nobody guesses it;"
              + " make one with: head -c 32 /dev/urandom | base64");
    }
    if (password != null && password.length() > LENGTH_MAX) {
      throw new InvalidSettingException(Setting.PASSWORD, "a password has at most 1024 characters");
    }
    if (peerTls != null && peerTls.authorities() == null) {
      throw new InvalidSettingException(
          Setting.PEER_TLS_CA,
          "nodes check each other's certificates: give --peer-tls-ca FILE as well");
    }
  }

  /** No secret, no password, no TLS: for a loopback address only. */
  public static SecuritySettings open() {
    return new SecuritySettings(null, null, null, null);
  }

  @Override
  public String toString() {
    return "SecuritySettings[secret %s, password %s, clientTls=%s, peerTls=%s]"
        .formatted(shown(secret), shown(password), clientTls, peerTls);
  }

  private static String shown(@Nullable String text) {
    return text == null ? "absent" : "set";
  }
}
