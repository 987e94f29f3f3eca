package io.starling.node.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints: the program's version, and the Java it runs on. */
final class ProgramVersion implements IVersionProvider {
  @Override
  public String[] getVersion() {
    String version =
        Optional.ofNullable(ProgramVersion.class.getPackage().getImplementationVersion())
            .orElse("(not from a jar)");
    return new String[] {"starling " + version, "Java " + Runtime.version()};
  }
}
