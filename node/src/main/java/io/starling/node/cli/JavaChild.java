package io.starling.node.cli;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Starts nodes as processes of their own, from the program and with the Java that run here. */
final class JavaChild implements ChildStarter {
  private final DevPlan plan;

  JavaChild(DevPlan plan) {
    this.plan = plan;
  }

  @Override
  public Process start(DevNode node) throws IOException {
    Files.createDirectories(Objects.requireNonNull(node.log().toAbsolutePath().getParent()));
    List<String> command = new ArrayList<>(java());
    command.addAll(plan.arguments(node));
    command.addAll(List.of("--stop-with", String.valueOf(ProcessHandle.current().pid())));
    return new ProcessBuilder(command)
        .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
        .redirectOutput(Redirect.appendTo(node.log().toFile()))
        .redirectErrorStream(true)
        .start();
  }

  private static List<String> java() {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> !argument.startsWith("-agentlib") && !argument.startsWith("-javaagent"))
        .forEach(command::add);
    String classPath = System.getProperty("java.class.path");
    if (classPath.endsWith(".jar") && !classPath.contains(":")) {
      command.addAll(List.of("-jar", classPath));
    } else {
      command.addAll(List.of("-cp", classPath, Starling.class.getName()));
    }
    return command;
  }
}
