package io.starling.storage.directory;

import io.starling.storage.id.NodeId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The file that says what the directory is and whose. */
final class Identity {
  private static final String FILE_NAME = "identity";
  private static final String FORMAT = "starling data directory, format ";
  private static final int FORMAT_VERSION = 2;
  private static final String NODE = "node ";

  private Identity() {}

  static Optional<NodeId> read(Path directory) throws IOException {
    Path file = directory.resolve(FILE_NAME);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    List<String> lines = Files.readAllLines(file);
    if (lines.size() != 2 || !lines.get(0).startsWith(FORMAT) || !lines.get(1).startsWith(NODE)) {
      throw new UnknownFormatException(file + " is not that of a Starling data directory");
    }
    String format = lines.get(0).substring(FORMAT.length());
    if (!format.equals(String.valueOf(FORMAT_VERSION))) {
      throw new UnknownFormatException(
          directory + " has format " + format + "; this version reads format " + FORMAT_VERSION);
    }
    return Optional.of(NodeId.parse(lines.get(1).substring(NODE.length())));
  }

  static void write(Path directory, NodeId nodeId) throws IOException {
    String content = FORMAT + FORMAT_VERSION + "\n" + NODE + nodeId.toHex() + "\n";
    DurableFiles.write(directory.resolve(FILE_NAME), content);
  }
}
