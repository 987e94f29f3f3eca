package io.starling.chaos.resizing;

import io.starling.chaos.entries.Entries;
import io.starling.chaos.entries.Registers;
import io.starling.chaos.workload.StoreClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** The threads that call. Used by one thread. */
final class GrowLoad {
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(60);
  private static final double NANOS_PER_SECOND = 1e9;

  private final List<Caller> callers = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private final int smallCallers;

  /**
   * How much is asked for.
   *
   * @param rate calls a second on small entries, of all threads together
   * @param largeRate calls a second on large entries, of all threads together; 0: none
   */
  record Rates(int rate, double largeRate) {}

  /**
   * @param clients one for each thread
   * @param largeClients the same for the threads that call large entries
   */
  GrowLoad(
      Registers registers,
      Meter meter,
      Rates rates,
      List<StoreClient> clients,
      List<StoreClient> largeClients) {
    Entries entries = registers.entries();
    smallCallers = clients.size();
    for (int i = 0; i < clients.size(); i++) {
      Caller.Share share = new Caller.Share(0, entries.count(), i, clients.size());
      long interval = interval(rates.rate(), clients.size());
      callers.add(new Caller(registers, meter, share, interval, clients.get(i)));
    }
    boolean callsLarge = entries.large() >= largeClients.size() && rates.largeRate() > 0;
    for (int i = 0; callsLarge && i < largeClients.size(); i++) {
      Caller.Share share =
          new Caller.Share(entries.count(), entries.total(), i, largeClients.size());
      long interval = interval(rates.largeRate(), largeClients.size());
      callers.add(new Caller(registers, meter, share, interval, largeClients.get(i)));
    }
  }

  private static long interval(double rate, int threads) {
    return (long) (NANOS_PER_SECOND * threads / rate);
  }

  void start() {
    for (Caller caller : callers) {
      Thread thread = new Thread(caller, "caller-" + threads.size());
      thread.setDaemon(true);
      threads.add(thread);
      thread.start();
    }
  }

  /** Has some of the threads that call small entries go on with other clients. */
  void use(List<StoreClient> others) {
    for (int i = 0; i < others.size() && i < smallCallers; i++) {
      callers.get(i).use(others.get(i));
    }
  }

  /** How often calls were sent on to another node; to be read after {@link #stop}. */
  OptionalLong redirections() {
    List<OptionalLong> told = callers.stream().map(Caller::redirections).toList();
    return told.stream().allMatch(OptionalLong::isPresent)
        ? OptionalLong.of(told.stream().mapToLong(OptionalLong::orElseThrow).sum())
        : OptionalLong.empty();
  }

  /** Returns when the calls under way have ended. */
  void stop() throws InterruptedException {
    callers.forEach(Caller::stop);
    for (Thread thread : threads) {
      if (!thread.join(STOP_TIMEOUT)) {
        throw new IllegalStateException(thread.getName() + " did not end in " + STOP_TIMEOUT);
      }
    }
  }
}
