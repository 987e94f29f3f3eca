package io.starling.chaos.process;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One server as a process of this machine, in a process group of its own, so that a signal reaches
 * all that it started. Its output goes to a file beside its data, appended over restarts.
 */
public final class ServerProcess implements AutoCloseable {
  private static final Duration DEATH_TIMEOUT = Duration.ofSeconds(10);

  private final ServerUnderTest server;
  private final List<String> prefix;
  private final Path log;
  private final Runnable killAtExit = this::kill;
  private @Nullable Process process;
  private boolean ranBefore;

  /** A server in the machine's own network. */
  public ServerProcess(ServerUnderTest server) {
    this(server, List.of());
  }

  /**
   * @param prefix put before the command; empty, or how to enter a network namespace
   */
  ServerProcess(ServerUnderTest server, List<String> prefix) {
    this.server = server;
    this.prefix = List.copyOf(prefix);
    this.log = server.data().resolveSibling(server.name() + ".log");
  }

  public ServerUnderTest server() {
    return server;
  }

  /** Where its output goes. */
  public Path log() {
    return log;
  }

  /** Starts it on its data directory; does not wait until it answers. */
  public void start() throws IOException {
    if (isRunning()) {
      throw new IllegalStateException(server.name() + " runs already");
    }
    Files.createDirectories(server.data());
    List<String> command = new ArrayList<>(prefix);
    command.add("setsid");
    command.addAll(server.command(!ranBefore));
    AtExit.add(killAtExit);
    process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(Redirect.appendTo(log.toFile()))
            .start();
    ranBefore = true;
  }

  public boolean isRunning() {
    return process != null && process.isAlive();
  }

  /** SIGKILL, at once; does not wait until it is dead. {@link #kill} does, and should follow. */
  public void strike() {
    if (process != null) {
      process.destroyForcibly();
    }
  }

  /** The process that runs, or ran last. */
  public long pid() {
    if (process == null) {
      throw new IllegalStateException(server.name() + " never ran");
    }
    return process.pid();
  }

  /** SIGKILL; returns when it is dead. Does nothing if it does not run. */
  public void kill() {
    Process victim = process;
    if (victim == null) {
      return;
    }
    victim.destroyForcibly();
    killGroup(victim);
    try {
      if (!victim.waitFor(DEATH_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IllegalStateException(server.name() + " survived SIGKILL");
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * SIGTERM.
   *
   * @return whether it ended by itself in time
   */
  public boolean terminate(Duration timeout) throws InterruptedException {
    Process victim = process;
    signal("TERM");
    return victim == null || victim.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** SIGSTOP: it stands still, its connections stay. */
  public void pause() {
    signal("STOP");
  }

  /** SIGCONT. */
  public void resume() {
    signal("CONT");
  }

  /** Deletes its data. Only while it does not run. */
  public void wipe() throws IOException {
    if (isRunning()) {
      throw new IllegalStateException(server.name() + " still runs");
    }
    Directories.delete(server.data());
  }

  /**
   * @throws IOException if it does not run
   */
  public ProcessUsage usage() throws IOException {
    if (process == null) {
      throw new IOException(server.name() + " never ran");
    }
    return ProcessUsage.of(process.pid());
  }

  /** The last lines of its output, for a report of a failure. */
  public String logTail(int lines) {
    try {
      List<String> all = Files.readString(log, StandardCharsets.ISO_8859_1).lines().toList();
      return String.join("\n", all.subList(Math.max(0, all.size() - lines), all.size()));
    } catch (IOException unreadable) {
      return "(no log: " + unreadable.getMessage() + ")";
    }
  }

  /** Kills it, if it runs. The data stays. */
  @Override
  public void close() {
    kill();
    AtExit.remove(killAtExit);
  }

  /** What the process has started dies with it; one that was just started has no group yet. */
  private static void killGroup(Process victim) {
    try {
      HostCommand.run("kill", "-KILL", "--", "-" + victim.pid());
    } catch (IOException noGroup) {
      // It was alone.
    }
  }

  private void signal(String name) {
    if (process == null || !process.isAlive()) {
      return;
    }
    try {
      HostCommand.run("kill", "-" + name, "--", "-" + process.pid());
    } catch (IOException gone) {
      if (process.isAlive()) {
        throw new IllegalStateException("could not signal " + server.name(), gone);
      }
    }
  }
}
