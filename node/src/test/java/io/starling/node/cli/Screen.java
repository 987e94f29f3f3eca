package io.starling.node.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/** Runs commands and keeps what they print. */
final class Screen {
  final StringWriter out = new StringWriter();
  final StringWriter err = new StringWriter();

  /** Runs a command as the binary would, and returns its exit code. */
  int run(Object command, String... arguments) {
    PlainFailures failures = new PlainFailures();
    return new CommandLine(command)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(failures)
        .setExecutionExceptionHandler(failures)
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(arguments);
  }

  @Override
  public String toString() {
    return "out: " + out + "\nerr: " + err;
  }
}
