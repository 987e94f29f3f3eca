package io.starling.gossip.transport;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Makes a node certificate with an authority of its own, by the keytool of the running JDK. */
final class Certificates {
  private static final String PASSWORD = "changeit";

  private Certificates() {}

  static PeerTls make(Path directory) throws Exception {
    Files.createDirectories(directory);
    Path store = directory.resolve("keys.p12");
    keytool(store, "-alias", "authority", "-dname", "CN=authority", "-ext", "bc:c");
    keytool(store, "-alias", "node", "-dname", "CN=node", "-signer", "authority");
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    Key key = keys.getKey("node", PASSWORD.toCharArray());
    return new PeerTls(
        pem(directory, "node.pem", "CERTIFICATE", keys.getCertificateChain("node")),
        write(directory.resolve("node.key"), block("PRIVATE KEY", key.getEncoded())),
        pem(directory, "authority.pem", "CERTIFICATE", keys.getCertificate("authority")));
  }

  private static Path pem(Path directory, String name, String type, Certificate... chain)
      throws Exception {
    StringBuilder text = new StringBuilder();
    for (Certificate certificate : chain) {
      text.append(block(type, certificate.getEncoded()));
    }
    return write(directory.resolve(name), text.toString());
  }

  private static String block(String type, byte[] content) {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
    return "-----BEGIN " + type + "-----\n" + body + "\n-----END " + type + "-----\n";
  }

  private static Path write(Path file, String text) throws IOException {
    return Files.writeString(file, text);
  }

  private static void keytool(Path store, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of("-genkeypair", "-keyalg", "EC", "-storetype", "PKCS12"));
    command.addAll(List.of("-keystore", store.toString(), "-storepass", PASSWORD));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (process.waitFor() != 0) {
      throw new IOException("keytool failed: " + command);
    }
  }
}
