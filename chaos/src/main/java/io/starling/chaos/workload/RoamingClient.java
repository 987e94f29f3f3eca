package io.starling.chaos.workload;

import io.starling.chaos.history.Call;
import io.starling.chaos.history.Outcome;
import io.starling.chaos.process.Address;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A plain client behind what a load balancer does: after a broken connection it goes on with the
 * next node. A call is tried on the next node only if no connection to this one came about.
 */
final class RoamingClient implements StoreClient {
  private final List<Address> addresses;
  private final Function<Address, StoreClient> opener;
  private int index;
  private @Nullable StoreClient client;

  RoamingClient(List<Address> addresses, int first, Function<Address, StoreClient> opener) {
    this.addresses = addresses;
    this.index = first % addresses.size();
    this.opener = opener;
  }

  @Override
  public Answer call(Call call) {
    Answer answer = Answer.unreachable();
    for (int tried = 0; tried < addresses.size() && isUnreachable(answer); tried++) {
      answer = here().call(call);
      if (isBroken(answer)) {
        moveOn();
      }
    }
    return answer;
  }

  private StoreClient here() {
    if (client == null) {
      client = opener.apply(addresses.get(index));
    }
    return client;
  }

  private static boolean isUnreachable(Answer answer) {
    return answer.equals(Answer.unreachable());
  }

  private static boolean isBroken(Answer answer) {
    boolean said = answer.errorCode() != null && !answer.errorCode().startsWith("(");
    return isUnreachable(answer) || (answer.outcome().equals(Outcome.UNKNOWN) && !said);
  }

  private void moveOn() {
    close();
    index = (index + 1) % addresses.size();
  }

  @Override
  public void close() {
    if (client != null) {
      client.close();
      client = null;
    }
  }
}
