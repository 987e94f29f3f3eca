package io.starling.chaos.comparison;

import io.starling.chaos.process.Address;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * {@code HazelcastLoad}, a process of its own with Hazelcast's client: a thread for each client. An
 * answer is waited for as long as that client goes on trying, some minutes; then the process ends.
 */
final class HazelcastLoadTool implements LoadTool, AutoCloseable {
  private final Process process;
  private final PrintStream tasks;
  private final BufferedReader answers;

  private HazelcastLoadTool(Process process) {
    this.process = process;
    this.tasks = new PrintStream(process.getOutputStream(), true, StandardCharsets.US_ASCII);
    this.answers = process.inputReader(StandardCharsets.US_ASCII);
  }

  /**
   * Starts it, and writes every key once.
   *
   * @param program runs {@code HazelcastLoad}
   */
  static HazelcastLoadTool start(List<String> program, List<Address> members) throws IOException {
    List<String> command = new ArrayList<>(program);
    command.add(members.stream().map(Address::toString).collect(Collectors.joining(",")));
    command.addAll(List.of(Integer.toString(Task.KEYS), Integer.toString(Task.VALUE_BYTES)));
    HazelcastLoadTool tool =
        new HazelcastLoadTool(new ProcessBuilder(command).redirectError(Redirect.DISCARD).start());
    try {
      tool.ask("fill");
      return tool;
    } catch (IOException failed) {
      tool.close();
      throw failed;
    }
  }

  @Override
  public String name() {
    return "Hazelcast client";
  }

  @Override
  public Outcome run(Task task, Duration duration) throws IOException {
    String operation = task.operation().name().toLowerCase(Locale.ROOT);
    return ask(operation + " " + task.clients() + " " + duration.toSeconds());
  }

  private Outcome ask(String task) throws IOException {
    tasks.println(task);
    String answer = answers.readLine();
    if (answer == null) {
      throw new IOException("HazelcastLoad ended instead of answering to: " + task);
    }
    return parse(answer);
  }

  static Outcome parse(String answer) throws IOException {
    try {
      List<Double> figures = List.of(answer.split(" ", -1)).stream().map(Double::valueOf).toList();
      double operations = figures.get(0);
      return new Outcome(operations, operations / figures.get(1), figures.get(2), figures.get(3));
    } catch (NumberFormatException | IndexOutOfBoundsException e) {
      throw new IOException("not an answer of HazelcastLoad: " + answer, e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
