package io.starling.chaos.entries;

import io.starling.chaos.history.Call;
import io.starling.chaos.history.Outcome;
import io.starling.chaos.workload.Answer;
import io.starling.chaos.workload.StoreClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/** Writes every entry once at the beginning, and reads every one at the end. */
public final class Filling {
  /** Small entries that are written with one call. */
  private static final int BATCH = 100;

  private static final int TRIES_MAX = 50;
  private static final long RETRY_PAUSE_MILLIS = 200;

  private final Registers registers;
  private final List<StoreClient> clients;

  /**
   * @param clients each is used by a thread of its own
   */
  public Filling(Registers registers, List<StoreClient> clients) {
    this.registers = registers;
    this.clients = clients;
  }

  /**
   * Writes all entries.
   *
   * @throws IOException if one of them is not taken
   */
  public void write() throws IOException, InterruptedException {
    Entries entries = registers.entries();
    int batches = (entries.count() + BATCH - 1) / BATCH;
    inParallel(
        batches + entries.large(),
        (client, part) -> {
          if (part >= batches) {
            write(client, entries.count() + part - batches, entries.count() + part - batches + 1);
          } else {
            write(client, part * BATCH, Math.min(entries.count(), (part + 1) * BATCH));
          }
        });
  }

  private void write(StoreClient client, int first, int end)
      throws IOException, InterruptedException {
    Entries entries = registers.entries();
    TreeMap<String, String> values = new TreeMap<>();
    for (int entry = first; entry < end; entry++) {
      values.put(entries.key(entry), entries.value(entry, registers.begin(entry)));
    }
    Call call = new Call.BatchWrite(values);
    Answer answer = client.call(call);
    // The same values once more change nothing: a cluster that has just begun may take some time.
    for (int tried = 1; tried < TRIES_MAX && !isApplied(answer); tried++) {
      Thread.sleep(RETRY_PAUSE_MILLIS);
      answer = client.call(call);
    }
    if (!isApplied(answer)) {
      throw new IOException("the entries could not be written: " + answer);
    }
    for (int entry = first; entry < end; entry++) {
      registers.acknowledged(entry, 1);
    }
  }

  private static boolean isApplied(Answer answer) {
    return answer.outcome() instanceof Outcome.Applied;
  }

  /**
   * Reads all entries, each until it is answered; what is wrong is told to the registers.
   *
   * @return how many gave no answer
   */
  public long read() throws IOException, InterruptedException {
    AtomicLong silent = new AtomicLong();
    int total = registers.entries().total();
    int parts = (total + BATCH - 1) / BATCH;
    inParallel(
        parts,
        (client, part) -> {
          for (int entry = part * BATCH; entry < Math.min(total, (part + 1) * BATCH); entry++) {
            if (!read(client, entry)) {
              silent.incrementAndGet();
            }
          }
        });
    return silent.get();
  }

  private boolean read(StoreClient client, int entry) throws InterruptedException {
    for (int tried = 0; tried < TRIES_MAX; tried++) {
      int oldest = registers.oldest(entry);
      Answer answer = client.call(new Call.Read(registers.entries().key(entry)));
      if (answer.outcome() instanceof Outcome.Returned(String value)) {
        boolean unused = registers.judge(entry, oldest, value);
        return true;
      }
      Thread.sleep(RETRY_PAUSE_MILLIS);
    }
    return false;
  }

  /** Something to do for one part of the entries. */
  @FunctionalInterface
  private interface Task {
    void run(StoreClient client, int part) throws IOException, InterruptedException;
  }

  private void inParallel(int parts, Task task) throws IOException, InterruptedException {
    try (ExecutorService threads = Executors.newFixedThreadPool(clients.size())) {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < clients.size(); i++) {
        int first = i;
        running.add(
            threads.submit(
                () -> {
                  for (int part = first; part < parts; part += clients.size()) {
                    task.run(clients.get(first), part);
                  }
                  return null;
                }));
      }
      for (Future<?> each : running) {
        each.get();
      }
    } catch (ExecutionException failed) {
      throw new IOException(failed.getCause());
    }
  }
}
