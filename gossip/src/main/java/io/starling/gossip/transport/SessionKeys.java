package io.starling.gossip.transport;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The keys of one connection, derived from the secret and everything both Hello steps say (see the
 * package documentation).
 */
final class SessionKeys {
  static final int NONCE_BYTES = 32;

  private static final String HMAC = "HmacSHA256";

  private final byte[] pseudoRandomKey;
  private final byte[] transcriptHash;

  private SessionKeys(byte[] pseudoRandomKey, byte[] transcriptHash) {
    this.pseudoRandomKey = pseudoRandomKey;
    this.transcriptHash = transcriptHash;
  }

  static SessionKeys derive(SharedSecret secret, Greeting dialer, Greeting acceptor) {
    byte[] salt = new byte[2 * NONCE_BYTES];
    System.arraycopy(dialer.nonce(), 0, salt, 0, NONCE_BYTES);
    System.arraycopy(acceptor.nonce(), 0, salt, NONCE_BYTES, NONCE_BYTES);
    return new SessionKeys(hmac(salt).doFinal(secret.bytes()), hash(dialer, acceptor));
  }

  byte[] dialerProof() {
    return hmac(key("dialer")).doFinal(transcriptHash);
  }

  byte[] acceptorProof() {
    return hmac(key("acceptor")).doFinal(transcriptHash);
  }

  /** The seal of the frames, at sequence 0. Each end makes its own. */
  FrameSeal frameSeal() {
    return new FrameSeal(hmac(key("frames")));
  }

  private byte[] key(String use) {
    Mac mac = hmac(pseudoRandomKey);
    mac.update(("starling peer 1 " + use).getBytes(StandardCharsets.US_ASCII));
    mac.update(transcriptHash);
    mac.update((byte) 1);
    return mac.doFinal();
  }

  /** Lengths come first, so that no two transcripts read the same. */
  private static byte[] hash(Greeting dialer, Greeting acceptor) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      for (Greeting greeting : new Greeting[] {dialer, acceptor}) {
        int length = greeting.asSent().length;
        sha.update((byte) (length >>> 8));
        sha.update((byte) length);
        sha.update(greeting.asSent());
      }
      return sha.digest();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static Mac hmac(byte[] key) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(key, HMAC));
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + HMAC, e);
    }
  }
}
