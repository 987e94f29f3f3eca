package io.starling.node.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Reads secrets, each given as a text or as a file, and checks that the files of TLS are there. */
final class SecurityReader {
  private static final int SECRET_FILE_BYTES_MAX = 4096;

  private final SettingSources sources;

  SecurityReader(SettingSources sources) {
    this.sources = sources;
  }

  SecuritySettings read() {
    String secret = secret(Setting.SECRET, Setting.SECRET_FILE);
    String password = secret(Setting.PASSWORD, Setting.PASSWORD_FILE);
    return new SecuritySettings(
        secret,
        password == null ? secret : password,
        tls(Setting.TLS_CERT, Setting.TLS_KEY, Setting.TLS_CLIENT_CA),
        tls(Setting.PEER_TLS_CERT, Setting.PEER_TLS_KEY, Setting.PEER_TLS_CA));
  }

  private @Nullable String secret(Setting asText, Setting asFile) {
    SettingValue text = sources.value(asText);
    Path file = file(asFile);
    if (text.present() && file != null) {
      throw new InvalidSettingException(
          asFile,
          asText.settingName() + " is set as well, by " + text.origin() + ": keep one of the two");
    }
    return file != null ? firstLine(asFile, file) : text.present() ? text.text() : null;
  }

  private static String firstLine(Setting setting, Path file) {
    try {
      if (Files.size(file) > SECRET_FILE_BYTES_MAX) {
        throw new InvalidSettingException(
            setting, file + " is too large: it holds one line, the secret");
      }
      String line = Files.readString(file).lines().findFirst().orElse("").strip();
      if (line.isEmpty()) {
        throw new InvalidSettingException(
            setting, file + " is empty: its first line is the secret");
      }
      return line;
    } catch (IOException e) {
      throw new InvalidSettingException(setting, "cannot read " + file + ": " + e.getMessage());
    }
  }

  private @Nullable TlsFiles tls(Setting certificate, Setting key, Setting authorities) {
    Path certificateFile = file(certificate);
    Path keyFile = file(key);
    Path authoritiesFile = file(authorities);
    if (certificateFile == null && keyFile == null && authoritiesFile == null) {
      return null;
    }
    return new TlsFiles(
        needed(certificate, certificateFile), needed(key, keyFile), authoritiesFile);
  }

  private static Path needed(Setting setting, @Nullable Path file) {
    if (file == null) {
      throw new InvalidSettingException(
          setting, "TLS needs a certificate and its key: give " + setting.flag() + " FILE as well");
    }
    return file;
  }

  private @Nullable Path file(Setting setting) {
    SettingValue value = sources.value(setting);
    if (!value.present()) {
      return null;
    }
    Path file = Path.of(value.text());
    if (!Files.isReadable(file) || Files.isDirectory(file)) {
      throw new InvalidSettingException(
          setting, "cannot read a file " + file + ": check the path and its permissions");
    }
    return file;
  }
}
