package io.starling.node.settings;

import java.nio.file.Path;

/**
 * Where this node keeps what it must not forget.
 *
 * @param directory absolute; made at the first start, with the node's identity in it
 */
public record DataSettings(Path directory) {
  public DataSettings {
    directory = directory.toAbsolutePath().normalize();
  }
}
