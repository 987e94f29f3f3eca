package io.starling.forecast.shed;

/**
 * What matters of a node when a copy is placed.
 *
 * @param zone what fails together with it
 * @param size its capacity beside that of others, above 0, in any unit
 * @param hasRoom whether it may be given a copy that it has not
 */
public record Site(String zone, double size, boolean hasRoom) {
  public Site {
    if (!(size > 0 && Double.isFinite(size))) {
      throw new IllegalArgumentException("the size of a node is above 0, not " + size);
    }
  }
}
