package io.starling.forecast.shed;

/** What an operator wants to be even among the nodes. */
public enum BalanceOn {
  /** Whatever a node is busiest with. */
  DOMINANT,
  CPU,
  MEMORY,
  DISK,
  NETWORK;

  /** Whether a resource counts. Presence always does. */
  public boolean counts(Resource resource) {
    return switch (this) {
      case DOMINANT -> true;
      case CPU -> resource == Resource.CPU || resource == Resource.PRESENCE;
      case MEMORY -> resource == Resource.MEMORY || resource == Resource.PRESENCE;
      case DISK -> resource == Resource.DISK || resource == Resource.PRESENCE;
      case NETWORK -> resource == Resource.NETWORK || resource == Resource.PRESENCE;
    };
  }
}
