package io.starling.node.settings;

import io.starling.forecast.shed.BalanceOn;
import io.starling.forecast.shed.Strategy;
import io.starling.node.routing.Levels;
import io.starling.node.routing.Levels.ReadLevel;
import io.starling.node.routing.Levels.WriteLevel;
import io.starling.node.settings.DurabilitySettings.Durability;
import io.starling.storage.eviction.EvictionPolicy;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;

/** Turns texts into records, and says of a text that does not fit where it came from. */
final class SettingsReader {
  private static final int DEFAULT_PEER_PORT = Integer.parseInt(Setting.PEER_PORT.defaultText());

  private final SettingSources sources;

  SettingsReader(SettingSources sources) {
    this.sources = sources;
  }

  NodeSettings read() {
    try {
      return new NodeSettings(
          data(),
          network(),
          new SecurityReader(sources).read(),
          cluster(),
          memory(),
          durability(),
          new AuditIntervals(time(Setting.COMPARE_INTERVAL), time(Setting.SCRUB_INTERVAL)),
          balance(),
          clients(),
          process());
    } catch (InvalidSettingException e) {
      throw withOrigin(e);
    }
  }

  private InvalidSettingException withOrigin(InvalidSettingException e) {
    Setting setting = e.setting();
    String origin = sources.value(setting).origin();
    String where = origin.equals(SettingValue.DEFAULT) ? setting.flag() : origin;
    String name = where.equals(setting.flag()) ? "" : " (" + setting.settingName() + ")";
    return new InvalidSettingException(setting, where + name + ": " + e.getMessage());
  }

  private DataSettings data() {
    if (!sources.value(Setting.DATA).present()) {
      throw new InvalidSettingException(
          Setting.DATA, "a node needs a directory for its data: give --data DIR");
    }
    return new DataSettings(parsed(Setting.DATA, Path::of));
  }

  private NetworkSettings network() {
    InetAddress bind = parsed(Setting.BIND, SettingsReader::address);
    return new NetworkSettings(
        bind,
        count(Setting.PORT),
        count(Setting.CLUSTER_PORT),
        count(Setting.PEER_PORT),
        count(Setting.ADMIN_PORT),
        advertise(bind),
        parsed(Setting.SEED, SettingsReader::seeds),
        sources.value(Setting.ZONE).text());
  }

  private String advertise(InetAddress bind) {
    SettingValue said = sources.value(Setting.ADVERTISE);
    return said.present() || bind.isAnyLocalAddress() ? said.text() : bind.getHostAddress();
  }

  private ClusterSettings cluster() {
    WriteLevel write =
        parsed(Setting.WRITE_LEVEL, text -> SettingText.choice(text, WriteLevel.class));
    ReadLevel read = parsed(Setting.READ_LEVEL, text -> SettingText.choice(text, ReadLevel.class));
    return new ClusterSettings(
        count(Setting.REPLICAS),
        count(Setting.SEGMENTS),
        time(Setting.LEASE),
        new Levels(write, read));
  }

  private MemorySettings memory() {
    EvictionPolicy policy =
        parsed(Setting.MAXMEMORY_POLICY, text -> SettingText.choice(text, EvictionPolicy.class));
    return new MemorySettings(bytes(Setting.MAXMEMORY), policy, bytes(Setting.RESERVE));
  }

  private DurabilitySettings durability() {
    Durability durability =
        parsed(Setting.DURABILITY, text -> SettingText.choice(text, Durability.class));
    return new DurabilitySettings(durability, bytes(Setting.DISK_RESERVE));
  }

  private BalanceSettings balance() {
    return new BalanceSettings(
        parsed(Setting.CAPACITY, Capacity::parse),
        parsed(Setting.BALANCE_ON, text -> SettingText.choice(text, BalanceOn.class)),
        parsed(Setting.STRATEGY, text -> SettingText.choice(text, Strategy.class)),
        fraction(Setting.NODE_THRESHOLD),
        fraction(Setting.SEGMENT_THRESHOLD),
        bytes(Setting.MOVE_BANDWIDTH),
        time(Setting.RAMP),
        time(Setting.PROBATION),
        time(Setting.GRACE));
  }

  private OptionalDouble fraction(Setting setting) {
    return sources.value(setting).present()
        ? OptionalDouble.of(parsed(setting, SettingText::percent))
        : OptionalDouble.empty();
  }

  private ClientLimits clients() {
    return new ClientLimits(
        count(Setting.MAXCLIENTS),
        bytes(Setting.CLIENT_QUERY_BUFFER_LIMIT),
        bytes(Setting.CLIENT_OUTPUT_BUFFER_LIMIT),
        time(Setting.TIMEOUT));
  }

  private ProcessSettings process() {
    int said = count(Setting.LOOPS);
    int loops = said == 0 ? Math.max(1, Runtime.getRuntime().availableProcessors() / 2) : said;
    return new ProcessSettings(loops, time(Setting.STOP_TIMEOUT));
  }

  private int count(Setting setting) {
    return parsed(setting, SettingText::count);
  }

  private long bytes(Setting setting) {
    return parsed(setting, SettingText::bytes);
  }

  private Duration time(Setting setting) {
    return parsed(setting, SettingText::time);
  }

  private <T> T parsed(Setting setting, Function<String, T> parser) {
    try {
      return parser.apply(sources.value(setting).text());
    } catch (IllegalArgumentException e) {
      throw new InvalidSettingException(setting, String.valueOf(e.getMessage()));
    }
  }

  private static InetAddress address(String text) {
    try {
      return InetAddress.getByName(text);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(
          "'" + text + "' is no address of this machine: give one, such as 127.0.0.1 or 0.0.0.0",
          e);
    }
  }

  private static List<HostAndPort> seeds(String text) {
    return Arrays.stream(text.split(","))
        .map(String::strip)
        .filter(seed -> !seed.isEmpty())
        .map(seed -> HostAndPort.parse(seed, DEFAULT_PEER_PORT))
        .toList();
  }
}
