package io.starling.chaos.workload;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.starling.chaos.history.Call;
import io.starling.chaos.history.Outcome;
import io.starling.chaos.process.Address;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class RoamingClientTest {
  private static final Address ONE = new Address("10.0.0.1", 1);
  private static final Address TWO = new Address("10.0.0.2", 1);
  private static final Call CALL = new Call.Write("k", "v");
  private static final Answer APPLIED = Answer.of(Outcome.APPLIED);

  private final List<Address> called = new ArrayList<>();

  @Test
  void staysWhereItIsAnswered() {
    RoamingClient client = between(Map.of(ONE, APPLIED, TWO, APPLIED));
    client.call(CALL);
    client.call(CALL);
    assertEquals(List.of(ONE, ONE), called);
  }

  @Test
  void triesTheNextNodeAtOnceIfThereWasNoConnection() {
    RoamingClient client = between(Map.of(ONE, Answer.unreachable(), TWO, APPLIED));
    assertEquals(APPLIED, client.call(CALL));
    assertEquals(List.of(ONE, TWO), called);
  }

  @Test
  void doesNotRepeatWhatMayHaveHappened() {
    RoamingClient client = between(Map.of(ONE, Answer.lost("timeout"), TWO, APPLIED));
    assertEquals(Answer.lost("timeout"), client.call(CALL));
    client.call(CALL);
    assertEquals(List.of(ONE, TWO), called);
  }

  @Test
  void staysAfterAnErrorThatTheServerSaid() {
    RoamingClient client = between(Map.of(ONE, Answer.ofError("UNKNOWN late"), TWO, APPLIED));
    client.call(CALL);
    client.call(CALL);
    assertEquals(List.of(ONE, ONE), called);
  }

  private RoamingClient between(Map<Address, Answer> answers) {
    return new RoamingClient(List.of(ONE, TWO), 0, address -> answering(address, answers));
  }

  private StoreClient answering(Address address, Map<Address, Answer> answers) {
    return new StoreClient() {
      @Override
      public Answer call(Call call) {
        called.add(address);
        return answers.get(address);
      }

      @Override
      public void close() {}
    };
  }
}
