package io.starling.node.settings;

import io.starling.gossip.status.Resources;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.regex.Pattern;

/**
 * What a node can carry, as its operator says: a factor of the machine, or amounts of some
 * resources; the others are the machine's.
 *
 * @param factor of what the machine has, where no amount is said
 * @param cpu cores
 * @param memory bytes of entries; a limit of them goes before it
 * @param disk bytes
 * @param network bytes a second, sent and received together
 */
public record Capacity(
    double factor,
    Optional<Double> cpu,
    Optional<Double> memory,
    Optional<Double> disk,
    Optional<Double> network) {
  /** All of the machine. */
  public static final Capacity MACHINE =
      new Capacity(1, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  private static final Pattern DECIMAL = Pattern.compile("\\d{1,6}(\\.\\d{1,6})?");

  /**
   * Reads {@code 0.5}, or {@code cpu=2,memory=4g,disk=100g,network=1g}.
   *
   * @throws IllegalArgumentException saying what is wrong
   */
  static Capacity parse(String text) {
    if (DECIMAL.matcher(text).matches()) {
      return new Capacity(
          decimal(text), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }
    Capacity said = MACHINE;
    for (String part : text.split(",", -1)) {
      said = said.with(part.strip());
    }
    return said;
  }

  private Capacity with(String part) {
    int equals = part.indexOf('=');
    String name = equals < 0 ? part : part.substring(0, equals);
    String amount = part.substring(equals + 1);
    return switch (name) {
      case "cpu" -> new Capacity(factor, Optional.of(decimal(amount)), memory, disk, network);
      case "memory" -> new Capacity(factor, cpu, Optional.of(bytes(amount)), disk, network);
      case "disk" -> new Capacity(factor, cpu, memory, Optional.of(bytes(amount)), network);
      case "network" -> new Capacity(factor, cpu, memory, disk, Optional.of(bytes(amount)));
      default ->
          throw new IllegalArgumentException(
              "'"
                  + part
                  + "' is no capacity: give a factor of the machine such as 0.5,"
                  + " or amounts such as cpu=2,memory=4g,disk=100g,network=1g");
    };
  }

  private static double decimal(String text) {
    if (!DECIMAL.matcher(text).matches()) {
      throw new IllegalArgumentException("'" + text + "' is no number: write one such as 2 or 0.5");
    }
    return positive(Double.parseDouble(text), text);
  }

  private static double bytes(String text) {
    return positive((double) SettingText.bytes(text), text);
  }

  private static double positive(double amount, String text) {
    if (amount <= 0) {
      throw new IllegalArgumentException("'" + text + "' is too little: a node has some of each");
    }
    return amount;
  }

  /** As an operator would write it. */
  public String written() {
    StringJoiner parts = new StringJoiner(",");
    cpu.ifPresent(cores -> parts.add("cpu=" + cores));
    memory.ifPresent(bytes -> parts.add("memory=" + bytes.longValue()));
    disk.ifPresent(bytes -> parts.add("disk=" + bytes.longValue()));
    network.ifPresent(bytes -> parts.add("network=" + bytes.longValue()));
    return parts.length() == 0 ? Double.toString(factor) : parts.toString();
  }

  /** What that is on a machine. */
  public Resources of(Resources machine) {
    return new Resources(
        cpu.orElse(factor * machine.cpu()),
        memory.orElse(factor * machine.memory()),
        disk.orElse(factor * machine.disk()),
        network.orElse(factor * machine.network()));
  }
}
