package io.starling.chaos.resizing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.starling.chaos.entries.Entries;
import io.starling.chaos.entries.Filling;
import io.starling.chaos.entries.Registers;
import io.starling.chaos.history.Call;
import io.starling.chaos.history.Outcome;
import io.starling.chaos.workload.Answer;
import io.starling.chaos.workload.StoreClient;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

final class GrowLoadTest {
  private final Registers registers = new Registers(new Entries(40, 60, 4, 900));
  private final Meter meter = new Meter(slice -> {});
  private final ConcurrentHashMap<String, String> store = new ConcurrentHashMap<>();
  private final AtomicInteger writes = new AtomicInteger();

  /** Of so many writes one is acknowledged and not kept; 0: none. */
  private int lossEvery;

  private final class Client implements StoreClient {
    @Override
    public Answer call(Call call) {
      return switch (call) {
        case Call.Read read ->
            new Answer(new Outcome.Returned(store.get(read.key())), /* errorCode= */ null);
        case Call.Write write -> {
          if (lossEvery == 0 || writes.incrementAndGet() % lossEvery != 0) {
            store.put(write.key(), write.value());
          }
          yield new Answer(Outcome.APPLIED, /* errorCode= */ null);
        }
        case Call.BatchWrite batch -> {
          store.putAll(batch.values());
          yield new Answer(Outcome.APPLIED, /* errorCode= */ null);
        }
        default -> throw new IllegalArgumentException(call.toString());
      };
    }

    @Override
    public void close() {}
  }

  private void run() throws Exception {
    List<StoreClient> clients = List.of(new Client(), new Client(), new Client());
    new Filling(registers, clients).write();
    meter.enter(Phase.BEFORE);
    GrowLoad load =
        new GrowLoad(
            registers, meter, new GrowLoad.Rates(3_000, 300), clients, clients.subList(0, 2));
    load.start();
    while (meter.of(Phase.BEFORE).small().calls() < 500) {
      meter.tick();
      LockSupport.parkNanos(5_000_000);
    }
    load.stop();
    meter.finish();
    assertEquals(0, new Filling(registers, clients).read());
  }

  @Test
  void findsNothingWrongWithAStoreThatKeepsItsWord() throws Exception {
    run();
    assertEquals(List.of(), registers.examples());
    assertEquals(44, store.size());
    assertTrue(meter.of(Phase.BEFORE).large().calls() > 0);
  }

  @Test
  void findsEveryKindOfLoss() throws Exception {
    lossEvery = 50;
    run();
    assertTrue(registers.wrongAnswers() > 0);
  }
}
