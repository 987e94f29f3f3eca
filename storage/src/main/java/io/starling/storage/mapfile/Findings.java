package io.starling.storage.mapfile;

/**
 * What the audit of a file found.
 *
 * @param entries that are sound, and in the map now
 * @param chunks that they take
 * @param missing entries fewer than the index had: damaged, or gone
 * @param unindexed entries more than the index had: it was damaged, and there may be others that
 *     are gone
 * @param torn stretches that are neither an entry nor zero
 * @param indexRight whether the index agreed with the entries; if not it was written anew
 */
public record Findings(
    long entries, long chunks, long missing, long unindexed, long torn, boolean indexRight) {
  static final Findings NONE = new Findings(0, 0, 0, 0, 0, true);

  Findings and(Findings more) {
    return new Findings(
        entries + more.entries,
        chunks + more.chunks,
        missing + more.missing,
        unindexed + more.unindexed,
        torn + more.torn,
        indexRight && more.indexRight);
  }
}
