package io.starling.chaos.survival;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.PrintWriter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Where a run says what it does, and what it has shown. */
final class ReportOption {
  @Option(
      names = "--json",
      description = "Prints the result as JSON; what happens meanwhile goes to standard error.")
  private boolean json;

  PrintWriter progress(CommandSpec spec) {
    return json ? spec.commandLine().getErr() : spec.commandLine().getOut();
  }

  /** Prints the result, and returns the exit code that goes with it. */
  int print(CommandSpec spec, SurvivalReport report) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    out.println(
        json
            ? JSON.std.with(JSON.Feature.PRETTY_PRINT_OUTPUT).asString(report)
            : SurvivalText.of(report));
    out.flush();
    return report.held() ? 0 : 1;
  }
}
