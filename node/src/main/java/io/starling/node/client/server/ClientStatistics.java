package io.starling.node.client.server;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** Counts what clients do, since the start or the last {@link #reset}. Any thread. */
public final class ClientStatistics {
  private final AtomicInteger connected = new AtomicInteger();
  private final LongAdder accepted = new LongAdder();
  private final LongAdder rejected = new LongAdder();
  private final LongAdder commands = new LongAdder();
  private final LongAdder errors = new LongAdder();
  private final LongAdder inputBytes = new LongAdder();
  private final LongAdder outputBytes = new LongAdder();

  /** A client came, unless there are {@code connectedMax} already: then false. */
  public boolean connect(int connectedMax) {
    if (connected.incrementAndGet() > connectedMax) {
      connected.decrementAndGet();
      rejected.increment();
      return false;
    }
    accepted.increment();
    return true;
  }

  /** A client that was let in left. */
  public void disconnect() {
    connected.decrementAndGet();
  }

  public void countInput(long bytes) {
    inputBytes.add(bytes);
  }

  public void countOutput(long bytes) {
    outputBytes.add(bytes);
  }

  public void countCommands(long count) {
    commands.add(count);
  }

  public void countError() {
    errors.increment();
  }

  public int connected() {
    return connected.get();
  }

  public long accepted() {
    return accepted.sum();
  }

  public long rejected() {
    return rejected.sum();
  }

  public long commands() {
    return commands.sum();
  }

  public long errors() {
    return errors.sum();
  }

  public long inputBytes() {
    return inputBytes.sum();
  }

  public long outputBytes() {
    return outputBytes.sum();
  }

  /** CONFIG RESETSTAT: all but the number of connected clients start again at zero. */
  public void reset() {
    accepted.reset();
    rejected.reset();
    commands.reset();
    errors.reset();
    inputBytes.reset();
    outputBytes.reset();
  }
}
