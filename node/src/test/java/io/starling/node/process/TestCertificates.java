package io.starling.node.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import redis.clients.jedis.SslOptions;
import redis.clients.jedis.SslVerifyMode;

/** An authority, and a certificate that it signed for 127.0.0.1; made by the JDK's keytool. */
final class TestCertificates {
  private static final String STORE_TYPE = "PKCS12";
  private static final char[] PASSWORD = "changeit".toCharArray();
  private static final String AUTHORITY = "authority";
  private static final String SIGNED = "signed";

  private final Path directory;
  private final Path store;
  private final KeyStore keys = KeyStore.getInstance(STORE_TYPE);

  TestCertificates(Path directory)
      throws IOException, GeneralSecurityException, InterruptedException {
    this.directory = directory;
    this.store = directory.resolve("keys.p12");
    keytool(store, "-alias", AUTHORITY, "-dname", "CN=authority", "-ext", "bc:c");
    keytool(
        store,
        "-alias",
        SIGNED,
        "-dname",
        "CN=node",
        "-ext",
        "san=ip:127.0.0.1",
        "-signer",
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
                    keytool,
                    "-genkeypair",
                    "-keyalg",
                    "EC",
                    "-storetype",
                    STORE_TYPE,
                    "-keystore",
                    store.toString(),
                    "-storepass",
                    new String(PASSWORD)),
                Stream.of(arguments))
            .toList();
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
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
    return write("signed.key", block("PRIVATE KEY", keys.getKey(SIGNED, PASSWORD).getEncoded()));
  }

  /** File with the certificate of the authority. */
  String authority() throws IOException, GeneralSecurityException {
    return write(
        "authority.pem", block("CERTIFICATE", keys.getCertificate(AUTHORITY).getEncoded()));
  }

  /** For clients that trust the authority and have nothing to show. */
  SslOptions trusting() throws IOException, GeneralSecurityException {
    return trust().build();
  }

  /** For clients that trust the authority and show the signed certificate. */
  SslOptions trustingAndTrusted() throws IOException, GeneralSecurityException {
    return trust().keyStoreType(STORE_TYPE).keystore(store.toFile(), PASSWORD).build();
  }

  private SslOptions.Builder trust() throws IOException, GeneralSecurityException {
    KeyStore trusted = KeyStore.getInstance(STORE_TYPE);
    trusted.load(null, null);
    trusted.setCertificateEntry(AUTHORITY, keys.getCertificate(AUTHORITY));
    Path file = directory.resolve("trusted.p12");
    try (OutputStream out = Files.newOutputStream(file)) {
      trusted.store(out, PASSWORD);
    }
    return SslOptions.builder()
        .sslVerifyMode(SslVerifyMode.FULL)
        .trustStoreType(STORE_TYPE)
        .truststore(file.toFile(), PASSWORD);
  }

  private static String block(String type, byte[] content) {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(type, body, type);
  }

  private String write(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text).toString();
  }
}
