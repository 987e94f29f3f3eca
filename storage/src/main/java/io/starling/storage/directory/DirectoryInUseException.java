package io.starling.storage.directory;

import java.nio.file.Path;

/** Another process has the data directory. */
public final class DirectoryInUseException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DirectoryInUseException(Path directory, String pid) {
    super(
        "the data directory "
            + directory
            + " is in use by process "
            + (pid.isEmpty() ? "(unknown)" : pid)
            + "; every node needs one of its own");
  }
}
