package io.starling.chaos.arena;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.PrintWriter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Where a run says what it does, and what it has shown. */
public final class ReportOption {
  private static final JSON PRETTY =
      JSON.std.with(JSON.Feature.PRETTY_PRINT_OUTPUT).without(JSON.Feature.USE_FIELDS);

  @Option(
      names = "--json",
      description = "Prints the result as JSON; what happens meanwhile goes to standard error.")
  private boolean json;

  public PrintWriter progress(CommandSpec spec) {
    return json ? spec.commandLine().getErr() : spec.commandLine().getOut();
  }

  /** Prints the result, and returns the exit code that goes with it. */
  public int print(CommandSpec spec, Verdict verdict) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    out.println(json ? PRETTY.asString(verdict) : verdict.text());
    out.flush();
    return verdict.held() ? 0 : 1;
  }
}
