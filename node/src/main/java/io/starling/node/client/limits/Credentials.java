package io.starling.node.client.limits;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/**
 * Whether clients must show a password, and which. There is one user, {@code default}. Immutable;
 * the password itself is not kept.
 */
public final class Credentials {
  /** Nobody is asked for a password. */
  public static final Credentials OPEN = new Credentials(null);

  private static final byte[] DEFAULT_USER = "default".getBytes(StandardCharsets.US_ASCII);

  private final byte @Nullable [] digest;

  private Credentials(byte @Nullable [] digest) {
    this.digest = digest;
  }

  /** Everybody must show this password, which is not empty. */
  public static Credentials ofPassword(byte[] password) {
    if (password.length == 0) {
      throw new IllegalArgumentException("an empty password keeps nobody out");
    }
    return new Credentials(sha256(password));
  }

  /** Whether a password is needed. */
  public boolean required() {
    return digest != null;
  }

  /** Whether these are right. Takes the same time however much of the password is. */
  public boolean accept(byte[] user, byte[] password) {
    boolean known = MessageDigest.isEqual(DEFAULT_USER, user);
    byte[] wanted = digest;
    boolean right = wanted == null || MessageDigest.isEqual(wanted, sha256(password));
    return right && known;
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }
}
