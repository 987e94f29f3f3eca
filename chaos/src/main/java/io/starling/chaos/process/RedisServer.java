package io.starling.chaos.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A {@code redis-server} of this machine that takes no snapshots; its kind says the rest. */
public abstract class RedisServer implements ServerUnderTest {
  private final String name;
  private final Path data;
  private final Address address;

  /**
   * @param directory in which it has its data, under its name
   */
  protected RedisServer(String name, Path directory, Address address) {
    this.name = name;
    this.data = directory.resolve(name);
    this.address = address;
  }

  /** What its kind adds to the command line. */
  protected abstract List<String> options();

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final Path data() {
    return data;
  }

  /** Where it listens for all. */
  protected final Address address() {
    return address;
  }

  @Override
  public final Address address(ClientPort port) {
    return address;
  }

  @Override
  public final List<String> command(boolean firstStart) {
    List<String> command = new ArrayList<>(List.of("redis-server", "--daemonize", "no"));
    command.addAll(List.of("--port", Integer.toString(address.port()), "--bind", address.host()));
    command.addAll(List.of("--dir", data.toString(), "--save", ""));
    command.addAll(options());
    return command;
  }

  @Override
  public final boolean isUp() {
    return ask("PING").startsWith("+PONG");
  }

  /** The beginning of its reply; empty if there was none. */
  protected final String ask(String question) {
    return RedisProbe.ask(address, question);
  }
}
