package io.starling.node.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.starling.forecast.shed.BalanceOn;
import io.starling.forecast.shed.Policy;
import io.starling.forecast.shed.Strategy;
import io.starling.gossip.status.Resources;
import io.starling.node.routing.Levels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NodeSettingsTest {
  private static final String SECRET = "0123456789abcdef";

  private final Map<Setting, String> flags = new EnumMap<>(Setting.class);
  private final Map<String, String> environment = new HashMap<>();
  private SettingsFile file = SettingsFile.empty();

  @TempDir private Path directory;

  NodeSettingsTest() {
    flags.put(Setting.DATA, "/tmp/data");
  }

  @Test
  void onlyTheDataDirectoryMustBeSaid() {
    NodeSettings settings = settings();
    assertEquals(Path.of("/tmp/data"), settings.data().directory());
    assertEquals(6379, settings.network().port());
    assertEquals(List.of(), settings.network().seeds());
    assertEquals("127.0.0.1", settings.network().advertise());
    assertEquals(3, settings.cluster().replicas());
    assertEquals(256, settings.cluster().segments());
    assertEquals(Duration.ofMillis(600), settings.cluster().lease());
    assertEquals(Levels.DEFAULT, settings.cluster().levels());
    assertEquals(0, settings.memory().maxmemoryBytes());
    assertNull(settings.security().secret());
  }

  @Test
  void aFlagGoesBeforeTheEnvironmentWhichGoesBeforeTheFile() {
    file = SettingsFile.parse("f", List.of("port = 1", "zone = file", "maxclients = 7"));
    environment.put("STARLING_PORT", "2");
    environment.put("STARLING_ZONE", "environment");
    flags.put(Setting.PORT, "3");
    NodeSettings settings = settings();
    assertEquals(3, settings.network().port());
    assertEquals("environment", settings.network().zone());
    assertEquals(7, settings.clients().maxclients());
  }

  @Test
  void anEmptyVariableChangesNothing() {
    environment.put("STARLING_ZONE", "");
    assertEquals("default", settings().network().zone());
  }

  @Test
  void aMessageBeginsWithWhereTheValueCameFrom() {
    environment.put("STARLING_PORT", "70000");
    assertEquals("STARLING_PORT (port): 70000 is out of range: give 1 to 65535", refusal());
    file = SettingsFile.parse("starling.conf", List.of("", "replicas = 2"));
    environment.clear();
    assertTrue(refusal().startsWith("starling.conf line 2 (replicas): 2 is"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PORT | 0 | 0 is out of range: give 1 to 65535",
        "PORT | many | 'many' is no number: write digits only, such as 3",
        "ADMIN_PORT | 6379 | 6379 is taken by port: each of the four needs its own",
        "BIND | 0.0.0.0 | with bind 0.0.0.0 it must be said how others reach this node",
        "BIND | 192.0.2.1 | 192.0.2.1 can be reached from other machines, so a secret is needed",
        "SEED | a:b:c | 'a:b:c' is no address: write HOST:PORT, an IPv6 address as [::1]:7946",
        "ZONE | a b | 'a b' is no zone: use up to 64 letters, digits, '.', '_' and '-'",
        "SECRET | short | a secret has 16 to 1024 characters, so that nobody guesses it",
        "SECRET_FILE | /nowhere | cannot read a file /nowhere: check the path and its permissions",
        "TLS_CERT | /nowhere | cannot read a file /nowhere: check the path and its permissions",
        "REPLICAS | 2 | 2 is not possible: give 1, 3, 5 or 7",
        "REPLICAS | 9 | 9 is not possible: give 1, 3, 5 or 7",
        "SEGMENTS | 100 | 100 is no power of two from 1 to 16384: give one, such as 256",
        "SEGMENTS | 32768 | 32768 is no power of two from 1 to 16384: give one, such as 256",
        "LEASE | 99ms | 99ms is out of range: give 100ms to 60s",
        "LEASE | 600 | '600' is no time: write a number and a unit, such as 600ms, 20s, 5m or 1h",
        "WRITE_LEVEL | most | 'most' is none of the choices: quorum, one, all",
        "READ_LEVEL | any | 'any' is none of the choices: primary, one",
        "COMPARE_INTERVAL | 999ms | 999ms is out of range: give 1s to 86400s",
        "SCRUB_INTERVAL | 9ms | 9ms is out of range: give 10ms to 86400s",
        "MAXMEMORY | 1mb | 1048576 is out of range",
        "MAXMEMORY | lots | 'lots' is no size: write a number and a unit, such as 512mb or 1gb",
        "MAXMEMORY_POLICY | random | 'random' is none of the choices: noeviction, allkeys-lru,",
        "MAXMEMORY_POLICY | allkeys-lru | an eviction policy needs a limit: give --maxmemory BYTES",
        "RESERVE | 1k | 1000 is out of range",
        "DURABILITY | never | 'never' is none of the choices: sync, everysec",
        "DISK_RESERVE | 0 | 0 is out of range",
        "CAPACITY | much | 'much' is no capacity: give a factor of the machine such as 0.5,",
        "CAPACITY | 0 | '0' is too little: a node has some of each",
        "CAPACITY | cpu=two | 'two' is no number: write one such as 2 or 0.5",
        "CAPACITY | cpu=2,memory=4x | '4x' is no size: write a number and a unit",
        "CAPACITY | cpu=2, | '' is no capacity: give a factor",
        "BALANCE_ON | keys | 'keys' is none of the choices: dominant, cpu, memory, disk, network",
        "STRATEGY | bold | 'bold' is none of the choices: conservative, balanced, aggressive",
        "NODE_THRESHOLD | 0 | '0' is no part of a capacity: write a percentage, such as 80",
        "SEGMENT_THRESHOLD | all | 'all' is no part of a capacity: write a percentage",
        "MOVE_BANDWIDTH | 1k | 1000 is out of range",
        "PROBATION | 2h | 7200s is out of range: give 0s to 3600s",
        "GRACE | 10ms | 10ms is out of range: give 1s to 604800s",
        "MAXCLIENTS | 0 | 0 is out of range: give 1 to 1000000",
        "CLIENT_QUERY_BUFFER_LIMIT | 1mb | out of range",
        "CLIENT_OUTPUT_BUFFER_LIMIT | 2gb | out of range",
        "TIMEOUT | 10ms | 10ms is out of range: give 1s to 2592000s",
        "LOOPS | 1000 | 1000 is out of range: give 1 to 256",
        "STOP_TIMEOUT | 0 | 0s is out of range: give 1s to 3600s"
      })
  void aWrongValueIsRefusedWithWhatToDo(Setting setting, String text, String message) {
    flags.put(setting, text);
    String refusal = refusal();
    assertTrue(refusal.startsWith("--") && refusal.contains(message), refusal);
  }

  @Test
  void aNodeWithoutADirectoryIsRefused() {
    flags.remove(Setting.DATA);
    assertEquals("--data: a node needs a directory for its data: give --data DIR", refusal());
  }

  @Test
  void withASecretANodeMayBeReachedFromOtherMachines() {
    flags.put(Setting.BIND, "192.0.2.1");
    flags.put(Setting.SECRET, SECRET);
    NodeSettings settings = settings();
    assertEquals("192.0.2.1", settings.network().advertise());
    assertEquals(SECRET, settings.security().password());
  }

  @Test
  void aSecretComesFromTheFirstLineOfItsFile() throws IOException {
    Path secretFile = Files.writeString(directory.resolve("secret"), SECRET + "\nmore\n");
    flags.put(Setting.SECRET_FILE, secretFile.toString());
    flags.put(Setting.PASSWORD, "open sesame");
    assertEquals(SECRET, settings().security().secret());
    assertEquals("open sesame", settings().security().password());
  }

  @Test
  void aSecretGivenTwiceIsRefused() throws IOException {
    Path secretFile = Files.writeString(directory.resolve("secret"), SECRET);
    flags.put(Setting.SECRET_FILE, secretFile.toString());
    environment.put("STARLING_SECRET", SECRET);
    String refusal = refusal();
    assertTrue(refusal.contains("set as well, by STARLING_SECRET: keep one"), refusal);
  }

  @Test
  void tlsNeedsAKeyAndBetweenNodesAlsoAuthorities() throws IOException {
    String pem = Files.writeString(directory.resolve("pem"), "").toString();
    flags.put(Setting.PEER_TLS_CERT, pem);
    assertTrue(refusal().contains("give --peer-tls-key FILE"));
    flags.put(Setting.PEER_TLS_KEY, pem);
    assertTrue(refusal().contains("give --peer-tls-ca FILE"));
    flags.put(Setting.PEER_TLS_CA, pem);
    assertNotNull(settings().security().peerTls());
  }

  @Test
  void seedsMayLeaveThePortOut() {
    flags.put(Setting.SEED, "one, two:1234,[::1]");
    assertEquals(
        List.of(
            new HostAndPort("one", 7946),
            new HostAndPort("two", 1234),
            new HostAndPort("::1", 7946)),
        settings().network().seeds());
  }

  @Test
  void balanceIsThatOfTheStrategyUnlessSaidOtherwise() {
    assertEquals(Policy.of(Strategy.BALANCED).withBandwidth(50e6), settings().balance().policy());
    flags.put(Setting.STRATEGY, "aggressive");
    flags.put(Setting.BALANCE_ON, "cpu");
    flags.put(Setting.NODE_THRESHOLD, "80%");
    flags.put(Setting.SEGMENT_THRESHOLD, "12.5");
    flags.put(Setting.MOVE_BANDWIDTH, "1m");
    assertEquals(
        Policy.of(Strategy.AGGRESSIVE)
            .withBalanceOn(BalanceOn.CPU)
            .withThresholds(OptionalDouble.of(0.8), OptionalDouble.of(0.125))
            .withBandwidth(1e6),
        settings().balance().policy());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1 | 4 | 1000 | 2000 | 3000 | 1.0",
        "0.5 | 2 | 500 | 1000 | 1500 | 0.5",
        "cpu=1.5 | 1.5 | 1000 | 2000 | 3000 | cpu=1.5",
        "memory=4k, network=1k | 4 | 4000 | 2000 | 1000 | memory=4000,network=1000",
        "disk=1kb | 4 | 1000 | 1024 | 3000 | disk=1024"
      })
  void aCapacityIsAFactorOfTheMachineOrAmounts(
      String said, double cpu, double memory, double disk, double network, String written) {
    flags.put(Setting.CAPACITY, said);
    Capacity capacity = settings().balance().capacity();
    assertEquals(
        new Resources(cpu, memory, disk, network), capacity.of(new Resources(4, 1000, 2000, 3000)));
    assertEquals(written, capacity.written());
    flags.put(Setting.CAPACITY, written);
    assertEquals(capacity, settings().balance().capacity());
  }

  @Test
  void sizesHaveTheUnitsOfRedis() {
    assertEquals(1024L * 1024 * 1024, SettingText.bytes("1GB"));
    assertEquals(1_000_000_000L, SettingText.bytes("1g"));
    assertEquals(100, SettingText.bytes("100"));
  }

  @Test
  void printedSettingsAreAFileThatSaysTheSame() {
    flags.put(Setting.ZONE, "north");
    environment.put("STARLING_MAXCLIENTS", "12");
    String printed = sources().print();
    SettingsFile again = SettingsFile.parse("again", printed.lines().toList());
    assertEquals(settings(), NodeSettings.from(SettingSources.of(Map.of(), Map.of(), again)));
  }

  @Test
  void secretsAreNeverShown() {
    flags.put(Setting.SECRET, SECRET);
    flags.put(Setting.PASSWORD, "open sesame");
    String shown = sources().print() + settings();
    assertFalse(shown.contains(SECRET) || shown.contains("open sesame"), shown);
  }

  private SettingSources sources() {
    return SettingSources.of(flags, environment, file);
  }

  private NodeSettings settings() {
    return NodeSettings.from(sources());
  }

  private String refusal() {
    return String.valueOf(assertThrows(InvalidSettingException.class, this::settings).getMessage());
  }
}
