package io.starling.node.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --secret-file}: what lets an operator change something on another machine. */
final class SecretOption {
  @Option(
      names = "--secret-file",
      paramLabel = "FILE",
      description = "The shared secret; needed for nodes on other machines.")
  private @Nullable Path file;

  /** The secret; null if none was given. */
  @Nullable String text() throws CommandFailedException {
    try {
      return file == null ? null : Files.readString(file).strip();
    } catch (IOException e) {
      throw new CommandFailedException("could not read " + file + ": " + e.getMessage());
    }
  }
}
