package io.starling.node.settings;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Every setting of a node, in the order in which help and documents list them. A name that Redis
 * has for the same thing is kept.
 */
public enum Setting {
  DATA(
      Group.DATA,
      "data",
      "DIR",
      "",
      "Directory that holds all this node keeps. One node, one directory."),

  BIND(Group.NETWORK, "bind", "ADDRESS", "127.0.0.1", "Address that all four ports listen on."),
  PORT(
      Group.NETWORK,
      "port",
      "PORT",
      "6379",
      "Port for plain Redis clients: any node answers for any key."),
  CLUSTER_PORT(Group.NETWORK, "cluster-port", "PORT", "7379", "Port for Redis Cluster clients."),
  PEER_PORT(Group.NETWORK, "peer-port", "PORT", "7946", "Port for the other nodes."),
  ADMIN_PORT(
      Group.NETWORK,
      "admin-port",
      "PORT",
      "9379",
      "Port for health, metrics and status over HTTP."),
  ADVERTISE(
      Group.NETWORK,
      "advertise",
      "HOST",
      "",
      "Address that others reach this node at; default: the bind address."),
  SEED(
      Group.NETWORK,
      "seed",
      "HOST:PORT,...",
      "",
      "Peer ports of nodes to join. Without one, an empty node founds a cluster."),
  ZONE(
      Group.NETWORK,
      "zone",
      "NAME",
      "default",
      "What fails together with this node: a rack, a room, a region."),

  SECRET(
      Group.SECURITY,
      "secret",
      "TEXT",
      "",
      "Secret that all nodes of the cluster share. Others can see a flag: better a file."),
  SECRET_FILE(Group.SECURITY, "secret-file", "FILE", "", "File with the shared secret."),
  PASSWORD(
      Group.SECURITY,
      "password",
      "TEXT",
      "",
      "What clients say in AUTH; default: the shared secret."),
  PASSWORD_FILE(Group.SECURITY, "password-file", "FILE", "", "File with the password."),
  TLS_CERT(
      Group.SECURITY,
      "tls-cert",
      "FILE",
      "",
      "Certificate chain (PEM): both client ports then speak TLS only."),
  TLS_KEY(Group.SECURITY, "tls-key", "FILE", "", "Private key (PEM, PKCS#8) of tls-cert."),
  TLS_CLIENT_CA(
      Group.SECURITY,
      "tls-client-ca",
      "FILE",
      "",
      "Authorities (PEM) that must have signed a client's certificate."),
  PEER_TLS_CERT(
      Group.SECURITY,
      "peer-tls-cert",
      "FILE",
      "",
      "Certificate chain (PEM) for mutual TLS between nodes."),
  PEER_TLS_KEY(
      Group.SECURITY, "peer-tls-key", "FILE", "", "Private key (PEM, PKCS#8) of peer-tls-cert."),
  PEER_TLS_CA(
      Group.SECURITY,
      "peer-tls-ca",
      "FILE",
      "",
      "Authorities (PEM) that must have signed the other nodes' certificates."),

  REPLICAS(Group.CLUSTER, "replicas", "COUNT", "3", "Copies of every segment, an odd number."),
  SEGMENTS(
      Group.CLUSTER,
      "segments",
      "COUNT",
      "256",
      "Segments of a cluster that this node founds, a power of two."),
  LEASE(
      Group.CLUSTER, "lease", "TIME", "600ms", "Lease length of a cluster that this node founds."),
  WRITE_LEVEL(
      Group.CLUSTER,
      "write-level",
      "LEVEL",
      "quorum",
      "Copies that hold a write when it is acknowledged: quorum, one or all."),
  READ_LEVEL(
      Group.CLUSTER,
      "read-level",
      "LEVEL",
      "primary",
      "Copy that answers a read: primary (never stale) or one."),

  MAXMEMORY(
      Group.MEMORY,
      "maxmemory",
      "BYTES",
      "0",
      "Room for entries, 0 for as much as the disk holds."),
  MAXMEMORY_POLICY(
      Group.MEMORY,
      "maxmemory-policy",
      "POLICY",
      "noeviction",
      "What goes when it is full: noeviction, allkeys-lru, allkeys-lfu or volatile-ttl."),
  RESERVE(
      Group.MEMORY,
      "reserve",
      "BYTES",
      "256mb",
      "Room for segments on their way in, beside maxmemory."),

  DURABILITY(
      Group.DURABILITY,
      "durability",
      "WHEN",
      "everysec",
      "When a write is on disk: sync (before it is acknowledged) or everysec."),
  DISK_RESERVE(
      Group.DURABILITY,
      "disk-reserve",
      "BYTES",
      "256mb",
      "Writes are refused while less than this is free on the disk."),
  COMPARE_INTERVAL(
      Group.DURABILITY,
      "compare-interval",
      "TIME",
      "10m",
      "How often the copies of a segment are compared with each other."),
  SCRUB_INTERVAL(
      Group.DURABILITY,
      "scrub-interval",
      "TIME",
      "1s",
      "How often an event loop rereads a slice of one of its copies, to find damage."),

  CAPACITY(
      Group.BALANCE,
      "capacity",
      "SIZE",
      "1",
      "What this node can carry: a factor of its machine, or cpu=2,memory=4g,disk=1t,network=1g."),
  BALANCE_ON(
      Group.BALANCE,
      "balance-on",
      "RESOURCE",
      "dominant",
      "What is made even among the nodes: dominant, cpu, memory, disk or network."),
  STRATEGY(
      Group.BALANCE,
      "strategy",
      "NAME",
      "balanced",
      "How eagerly segments move: conservative, balanced or aggressive."),
  NODE_THRESHOLD(
      Group.BALANCE,
      "node-threshold",
      "PERCENT",
      "",
      "Utilisation above which a node sheds; default: as the strategy has it."),
  SEGMENT_THRESHOLD(
      Group.BALANCE,
      "segment-threshold",
      "PERCENT",
      "",
      "Part of this node's capacity above which a segment is shed; default: none."),
  MOVE_BANDWIDTH(
      Group.BALANCE,
      "move-bandwidth",
      "BYTES",
      "1g",
      "What moves ship from and to this node in a second, at most."),
  RAMP(
      Group.BALANCE,
      "ramp",
      "TIME",
      "2s",
      "How long the reads of a segment take to move over to a new primary; 0s: at once."),
  PROBATION(
      Group.BALANCE,
      "probation",
      "TIME",
      "30s",
      "How long a segment that has moved can be taken back, because its old copy is kept."),
  GRACE(
      Group.BALANCE,
      "grace",
      "TIME",
      "60s",
      "How long a node may be away before its segments get copies elsewhere."),

  MAXCLIENTS(
      Group.CLIENTS,
      "maxclients",
      "COUNT",
      "10000",
      "Connections of clients at a time, both ports together."),
  CLIENT_QUERY_BUFFER_LIMIT(
      Group.CLIENTS,
      "client-query-buffer-limit",
      "BYTES",
      "64mb",
      "Unanswered input of a connection, beyond which it is closed."),
  CLIENT_OUTPUT_BUFFER_LIMIT(
      Group.CLIENTS,
      "client-output-buffer-limit",
      "BYTES",
      "64mb",
      "Unread output of a connection, beyond which it is closed."),
  TIMEOUT(
      Group.CLIENTS,
      "timeout",
      "TIME",
      "0",
      "Silence after which a connection is closed, 0 for never."),

  LOOPS(Group.PROCESS, "loops", "COUNT", "0", "Event loops, 0 for one per two processors."),
  STOP_TIMEOUT(
      Group.PROCESS,
      "stop-timeout",
      "TIME",
      "20s",
      "Time to hand primaries over when asked to stop, before stopping anyway.");

  /** Where a setting belongs in help and documents. */
  public enum Group {
    DATA("Data"),
    NETWORK("Network"),
    SECURITY("Security"),
    CLUSTER("Cluster"),
    MEMORY("Memory"),
    DURABILITY("Durability"),
    BALANCE("Balance"),
    CLIENTS("Clients"),
    PROCESS("Process");

    private final String title;

    Group(String title) {
      this.title = title;
    }

    /** What people read above the group. */
    public String title() {
      return title;
    }
  }

  private final Group group;
  private final String name;
  private final String placeholder;
  private final String defaultText;
  private final String meaning;

  Setting(Group group, String name, String placeholder, String defaultText, String meaning) {
    this.group = group;
    this.name = name;
    this.placeholder = placeholder;
    this.defaultText = defaultText;
    this.meaning = meaning;
  }

  /** The setting of a name in the configuration file. */
  public static Optional<Setting> named(String name) {
    return Arrays.stream(values()).filter(setting -> setting.name.equals(name)).findFirst();
  }

  public Group group() {
    return group;
  }

  /** The name in the configuration file, such as {@code cluster-port}. */
  public String settingName() {
    return name;
  }

  /** The name on the command line, such as {@code --cluster-port}. */
  public String flag() {
    return "--" + name;
  }

  /** The name in the environment, such as {@code STARLING_CLUSTER_PORT}. */
  public String variable() {
    return "STARLING_" + name.toUpperCase(Locale.ROOT).replace('-', '_');
  }

  /** What stands for the value in help, such as {@code PORT}. */
  public String placeholder() {
    return placeholder;
  }

  /** The value when nobody gives one; empty for none. */
  public String defaultText() {
    return defaultText;
  }

  /** One sentence for people. */
  public String meaning() {
    return meaning;
  }

  /** Whether the value must never be shown. */
  public boolean secret() {
    return this == SECRET || this == PASSWORD;
  }
}
