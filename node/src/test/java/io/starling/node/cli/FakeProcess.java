package io.starling.node.cli;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A process that ends when it is told to. */
final class FakeProcess extends Process {
  private final long pid;
  private final CompletableFuture<Process> end = new CompletableFuture<>();
  private boolean askedToStop;

  FakeProcess(long pid) {
    this.pid = pid;
  }

  void end() {
    end.complete(this);
  }

  boolean askedToStop() {
    return askedToStop;
  }

  @Override
  public void destroy() {
    askedToStop = true;
    end();
  }

  @Override
  public long pid() {
    return pid;
  }

  @Override
  public CompletableFuture<Process> onExit() {
    return end;
  }

  @Override
  public boolean isAlive() {
    return !end.isDone();
  }

  @Override
  public boolean waitFor(long timeout, TimeUnit unit) {
    return end.isDone();
  }

  @Override
  public int waitFor() {
    return 0;
  }

  @Override
  public int exitValue() {
    return 0;
  }

  @Override
  public OutputStream getOutputStream() {
    return OutputStream.nullOutputStream();
  }

  @Override
  public InputStream getInputStream() {
    return InputStream.nullInputStream();
  }

  @Override
  public InputStream getErrorStream() {
    return InputStream.nullInputStream();
  }
}
