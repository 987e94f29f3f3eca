package io.starling.node.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** An authority, and a certificate that it signed for 127.0.0.1; made by the JDK's keytool. */
final class TestCertificates {
  private static final char[] PASSWORD = "changeit".toCharArray();
  private static final String AUTHORITY = "authority";
  private static final String SIGNED = "signed";

  private final Path directory;
  private final KeyStore keys = KeyStore.getInstance("PKCS12");

  TestCertificates(Path directory)
      throws IOException, GeneralSecurityException, InterruptedException {
    this.directory = directory;
    Path store = directory.resolve("keys.p12");
    keytool(store, "-alias", AUTHORITY, "-dname", "CN=authority", "-ext", "bc:c");
    keytool(
        store, "-alias", SIGNED, "-dname", "CN=node", "-ext", "san=ip:127.0.0.1", "-signer",
        AUTHORITY);
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD);
    }
  }

  private static void keytool(Path store, String... arguments)
      throws IOException, InterruptedException {
    String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    List<String> command =
        Stream.concat(
                Stream.of(
                    keytool, "-genkeypair", "-keyalg", "EC", "-storetype", "PKCS12", "-keystore",
                    store.toString(), "-storepass", new String(PASSWORD)),
                Stream.of(arguments))
            .toList();
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(
            ProcessBuilder.Redirect.DISCARD).start();
    if (process.waitFor() != 0) {
      throw new IOException("failed: " + command);
    }
  }

  /** File with the signed certificate and its authority. */
  String certificate() throws IOException, GeneralSecurityException {
    StringBuilder chain = new StringBuilder();
    for (Certificate each : keys.getCertificateChain(SIGNED)) {
      chain.append(block("CERTIFICATE", each.getEncoded()));
    }
    return write("signed.pem", chain.toString());
  }

  /** File with its private key. */
  String key() throws IOException, GeneralSecurityException {
    return write(
        "signed.key", block("PRIVATE KEY", keys.getKey(SIGNED, PASSWORD).getEncoded()));
  }

  /** File with the certificate of the authority. */
  String authority() throws IOException, GeneralSecurityException {
    return write(
        "authority.pem", block("CERTIFICATE", keys.getCertificate(AUTHORITY).getEncoded()));
  }

  /** For clients that trust the authority and have nothing to show. */
  SSLContext trusting() throws GeneralSecurityException, IOException {
    return context(null);
  }

  /** For clients that trust the authority and show the signed certificate. */
  SSLContext trustingAndTrusted() throws GeneralSecurityException, IOException {
    KeyManagerFactory own =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    own.init(keys, PASSWORD);
    return context(own);
  }

  private SSLContext context(@Nullable KeyManagerFactory own)
      throws GeneralSecurityException, IOException {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry(AUTHORITY, keys.getCertificate(AUTHORITY));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(own == null ? null : own.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }

  private static String block(String type, byte[] content) {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(type, body, type);
  }

  private String write(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text).toString();
  }
}
