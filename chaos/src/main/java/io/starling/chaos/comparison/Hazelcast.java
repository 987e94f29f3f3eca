package io.starling.chaos.comparison;

import io.starling.chaos.process.Address;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Where Hazelcast is, which is no part of this program.
 *
 * @param java the launcher of the JVM
 * @param jar of Hazelcast
 * @param load source of {@code HazelcastLoad}
 * @param self the jar of this program: the load counts latencies with a library in it
 */
record Hazelcast(Path java, Path jar, Path load, Path self) {
  private static final List<String> JVM_OPTIONS = List.of("-Xms512m", "-Xmx1g");

  /** Runs a member; what it is to do follows. */
  List<String> member() {
    return program(jar.toString());
  }

  /** Runs the load, until it is closed. */
  HazelcastLoadTool load(List<Address> members) throws IOException {
    return HazelcastLoadTool.start(program(jar + ":" + self), load, members);
  }

  private List<String> program(String classPath) {
    List<String> program = new ArrayList<>(List.of(java.toString()));
    program.addAll(JVM_OPTIONS);
    program.addAll(List.of("-cp", classPath));
    return program;
  }
}
