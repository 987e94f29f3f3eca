package io.starling.chaos.process;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The program that runs here, for processes that are to run the same. */
public final class OwnProgram {
  private OwnProgram() {}

  /** The launcher of the JVM. */
  public static Path java() {
    return Path.of(System.getProperty("java.home"), "bin", "java");
  }

  /**
   * The executable jar.
   *
   * @throws IOException if the program does not run from one
   */
  public static Path jar() throws IOException {
    try {
      Path self =
          Path.of(OwnProgram.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      if (Files.isRegularFile(self)) {
        return self;
      }
    } catch (URISyntaxException unnamed) {
      // As good as not being in a jar.
    }
    throw new IOException("this command does not run from a jar: name one with --jar");
  }

  /** The options of this JVM, without agents, which would take each other's ports and files. */
  public static List<String> jvmOptions() {
    return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(option -> !option.startsWith("-agent") && !option.startsWith("-javaagent"))
        .toList();
  }
}
