package io.starling.chaos.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs a command of this machine to its end, and gives up if that takes too long. */
public final class HostCommand {
  static final Duration PATIENCE = Duration.ofSeconds(10);

  private HostCommand() {}

  /** How a command has ended, and what it printed. */
  public record Ended(int exitCode, String printed) {
    /** The last line that says something; empty if there is none. */
    public String lastLine() {
      return printed.lines().filter(line -> !line.isBlank()).reduce("", (a, b) -> b).strip();
    }
  }

  /**
   * For commands that take a moment.
   *
   * @return what it printed
   * @throws IOException if it is not there, fails, or takes more than ten seconds
   */
  public static String run(String... command) throws IOException {
    return runWithInput("", command);
  }

  /**
   * For commands that take their time.
   *
   * @throws IOException if it is not there, fails, or takes longer than that
   */
  public static String run(Duration patience, String... command) throws IOException {
    return run(patience, "", command);
  }

  /**
   * For commands that take their time, and are told something.
   *
   * @param input given to it, then closed; small enough for a pipe
   * @throws IOException if it is not there, fails, or takes longer than that
   */
  public static String runWithInput(Duration patience, String input, List<String> command)
      throws IOException {
    return run(patience, input, command.toArray(String[]::new));
  }

  /**
   * @param input given to it, then closed; small enough for a pipe
   */
  static String runWithInput(String input, String... command) throws IOException {
    return run(PATIENCE, input, command);
  }

  private static String run(Duration patience, String input, String... command) throws IOException {
    Ended ended = end(patience, input, command);
    if (ended.exitCode() != 0) {
      throw new IOException(String.join(" ", command) + " failed: " + ended.printed().strip());
    }
    return ended.printed();
  }

  /**
   * For commands whose exit code is an answer.
   *
   * @throws IOException if it is not there, or takes longer than that
   */
  public static Ended end(Duration patience, String... command) throws IOException {
    return end(patience, "", command);
  }

  private static Ended end(Duration patience, String input, String... command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try {
      try (OutputStream toProcess = process.getOutputStream()) {
        toProcess.write(input.getBytes(StandardCharsets.UTF_8));
      }
      CompletableFuture<String> output =
          CompletableFuture.supplyAsync(
              () -> printedBy(process), task -> Thread.ofPlatform().daemon().start(task));
      if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new TimeoutException();
      }
      String printed = output.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      return new Ended(process.exitValue(), printed);
    } catch (TimeoutException late) {
      throw new IOException(String.join(" ", command) + " did not end in time", late);
    } catch (ExecutionException unreadable) {
      throw new IOException(String.join(" ", command) + " cannot be read", unreadable);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException(String.join(" ", command) + " was interrupted", interrupted);
    } finally {
      process.destroyForcibly();
    }
  }

  /** Until the end of it, which may never come: to be waited for elsewhere. */
  private static String printedBy(Process process) {
    try (InputStream fromProcess = process.getInputStream()) {
      return new String(fromProcess.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /** Runs each, and leaves what fails: for taking down what may be half there. */
  static void runAllQuietly(List<String[]> commands) {
    for (String[] command : commands) {
      try {
        run(command);
      } catch (IOException alreadyGone) {
        // Nothing is left to take down.
      }
    }
  }
}
