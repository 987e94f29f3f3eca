package io.starling.chaos.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Where Hazelcast is, which is no part of this program.
 *
 * @param java the launcher of the JVM
 * @param jar of Hazelcast
 * @param sources folder of the programs that use it, which are run from their sources
 * @param self the jar of this program: the load counts latencies with a library in it
 */
public record Hazelcast(Path java, Path jar, Path sources, Path self) {
  private static final List<String> JVM_OPTIONS = List.of("-Xms512m");

  /** Room for the heap of a member with a hundred thousand entries. */
  public static final String SMALL_HEAP = "-Xmx1g";

  /** Room for the heap of a member with a million entries. */
  public static final String LARGE_HEAP = "-Xmx2g";

  /**
   * The JVM, its options and the class path of a member; what it is to run follows.
   *
   * @param heap one of the two
   */
  public List<String> member(String heap) {
    return program(heap, jar.toString());
  }

  /** Runs one of the sources, with the class path that it needs; its arguments follow. */
  public List<String> source(String file) {
    List<String> program = program(SMALL_HEAP, jar + ":" + self);
    program.add(sources.resolve(file).toString());
    return program;
  }

  private List<String> program(String heap, String classPath) {
    List<String> program = new ArrayList<>(List.of(java.toString()));
    program.addAll(JVM_OPTIONS);
    program.addAll(List.of(heap, "-cp", classPath));
    return program;
  }
}
