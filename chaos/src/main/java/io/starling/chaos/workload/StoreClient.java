package io.starling.chaos.workload;

import io.starling.chaos.history.Call;

/** Calls a store through one of the public clients. Belongs to one thread. */
public interface StoreClient extends AutoCloseable {
  /**
   * Makes the call once: what may have reached a server is never sent again. Throws nothing: what
   * went wrong is in the answer.
   */
  Answer call(Call call);

  @Override
  void close();
}
