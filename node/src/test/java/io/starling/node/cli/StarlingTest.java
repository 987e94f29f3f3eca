package io.starling.node.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class StarlingTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final CommandLine commandLine =
      Starling.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));

  @Test
  void helpSaysWhatItIsAndSucceeds() {
    assertEquals(0, commandLine.execute("--help"));
    assertTrue(out.toString().startsWith("Usage: starling"), out.toString());
  }

  @Test
  void versionNamesTheProgramAndItsJava() {
    assertEquals(0, commandLine.execute("--version"));
    assertTrue(out.toString().contains("Java " + Runtime.version()), out.toString());
  }

  @Test
  void aMissingCommandIsAWrongCommandLine() {
    assertEquals(2, commandLine.execute());
    assertTrue(err.toString().startsWith("A command is missing."), err.toString());
  }

  @Test
  void anUnknownCommandIsAWrongCommandLine() {
    assertEquals(2, commandLine.execute("sing"));
    assertTrue(err.toString().contains("sing"), err.toString());
  }
}
