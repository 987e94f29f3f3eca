package io.starling.node.replication;

/**
 * Bounds how many synchronisations one loop drives at a time: each may hold some frames in memory.
 */
final class SyncPermits {
  private int free;

  SyncPermits(int total) {
    this.free = total;
  }

  boolean tryAcquire() {
    if (free == 0) {
      return false;
    }
    free--;
    return true;
  }

  void release() {
    free++;
  }
}
