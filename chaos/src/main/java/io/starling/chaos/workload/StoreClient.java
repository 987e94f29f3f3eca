package io.starling.chaos.workload;

import io.starling.chaos.history.Call;
import java.util.OptionalLong;

/** Calls a store through one of the public clients. Belongs to one thread. */
public interface StoreClient extends AutoCloseable {
  /**
   * Makes the call once: what may have reached a server is never sent again. Throws nothing: what
   * went wrong is in the answer.
   */
  Answer call(Call call);

  /** How often a call was sent on to another node (MOVED); empty if the client does not tell. */
  default OptionalLong redirections() {
    return OptionalLong.empty();
  }

  @Override
  void close();
}
