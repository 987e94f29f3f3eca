package io.starling.chaos.moves;

import io.starling.chaos.arena.Staging.Ground;
import io.starling.chaos.process.SmallDisk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The directory of all data, in which one node has a disk of its own. */
final class OneSmallDisk implements Ground {
  private static final int MEBIBYTES = 2_048;

  private final String node;
  private @Nullable SmallDisk disk;

  /**
   * @param node that has it, by name
   */
  OneSmallDisk(String node) {
    this.node = node;
  }

  @Override
  public void prepare(Path directory) throws IOException {
    disk = SmallDisk.mount(directory.resolve(node), MEBIBYTES);
  }

  @Override
  public void restore() {
    if (disk != null) {
      disk.close();
    }
  }

  /** The disk, once it is there. */
  Optional<SmallDisk> disk() {
    return Optional.ofNullable(disk);
  }
}
