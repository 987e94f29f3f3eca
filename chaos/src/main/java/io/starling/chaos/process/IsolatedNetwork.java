package io.starling.chaos.process;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A network namespace for each server, all on one bridge, and rules that drop what passes between
 * chosen pairs. This machine is on the bridge too, so clients reach every server at all times: a
 * partition keeps the servers from each other, and shows the clients both sides.
 *
 * <p>Needs root, {@code ip} and {@code nft}. All names carry the process id, and everything is
 * taken down on close, or when the JVM ends. No other interface of the machine is touched.
 */
public final class IsolatedNetwork implements AutoCloseable {
  private static final int SERVERS_MAX = 200;
  private static final int HOST = 254;

  private final String prefix;
  private final String subnet;
  private final int servers;
  private final Runnable takeDownAtExit = this::takeDown;

  private IsolatedNetwork(String prefix, String subnet, int servers) {
    this.prefix = prefix;
    this.subnet = subnet;
    this.servers = servers;
  }

  /** Why there can be none here; empty if there can. */
  public static Optional<String> obstacle() {
    try {
      if (!HostCommand.run("id", "-u").strip().equals("0")) {
        return Optional.of("network namespaces need root");
      }
      HostCommand.run("nft", "--version");
      HostCommand.run("ip", "-V");
      HostCommand.run("unshare", "--net", "true");
      return Optional.empty();
    } catch (IOException refused) {
      return Optional.of("network namespaces are not to be had: " + refused.getMessage());
    }
  }

  /**
   * @param servers how many, numbered from 0
   * @throws IOException if the machine refuses; nothing is left behind
   */
  public static IsolatedNetwork create(int servers) throws IOException {
    if (servers < 1 || servers > SERVERS_MAX) {
      throw new IllegalArgumentException(servers + " servers, of at most " + SERVERS_MAX);
    }
    long pid = ProcessHandle.current().pid();
    String prefix = "sl" + Long.toString(pid % (36 * 36 * 36 * 36), 36);
    String subnet = "10." + (64 + pid / 250 % 64) + "." + pid % 250;
    IsolatedNetwork network = new IsolatedNetwork(prefix, subnet, servers);
    AtExit.add(network.takeDownAtExit);
    try {
      network.setUp();
      return network;
    } catch (IOException refused) {
      network.close();
      throw refused;
    }
  }

  /** The address of a server. */
  public String host(int server) {
    return subnet + "." + (server + 1);
  }

  /** What to put before a command to run it in the place of a server. */
  public List<String> enter(int server) {
    return List.of("ip", "netns", "exec", namespace(server));
  }

  /** Lets nothing pass between these servers and the others, in either direction. */
  public void isolate(List<Integer> island) throws IOException {
    List<String> pairs = new ArrayList<>();
    for (int inside : island) {
      for (int outside = 0; outside < servers; outside++) {
        if (!island.contains(outside)) {
          pairs.add(pair(inside, outside));
          pairs.add(pair(outside, inside));
        }
      }
    }
    cut(pairs);
  }

  /** Lets nothing pass from one server to another; what goes the other way still arrives. */
  public void cutOneWay(int from, int to) throws IOException {
    cut(List.of(pair(from, to)));
  }

  /** Lets everything pass again. */
  public void heal() throws IOException {
    nft("flush set bridge " + prefix + " cut\n");
  }

  private void cut(List<String> pairs) throws IOException {
    nft("add element bridge " + prefix + " cut { " + String.join(", ", pairs) + " }\n");
  }

  private String pair(int from, int to) {
    return "\"" + link(from) + "\" . \"" + link(to) + "\"";
  }

  private void setUp() throws IOException {
    HostCommand.run("ip", "link", "add", bridge(), "type", "bridge");
    HostCommand.run("ip", "addr", "add", subnet + "." + HOST + "/24", "dev", bridge());
    HostCommand.run("ip", "link", "set", bridge(), "up");
    for (int server = 0; server < servers; server++) {
      connect(server);
    }
    nft(
        """
        table bridge %s {
          set cut { type ifname . ifname; }
          chain between { type filter hook forward priority 0; iifname . oifname @cut drop; }
        }
        """
            .formatted(prefix));
  }

  private void connect(int server) throws IOException {
    String place = namespace(server);
    String link = link(server);
    HostCommand.run("ip", "netns", "add", place);
    HostCommand.run(
        "ip", "link", "add", link, "type", "veth", "peer", "name", "eth0", "netns", place);
    HostCommand.run("ip", "link", "set", link, "master", bridge(), "up");
    HostCommand.run("ip", "-n", place, "addr", "add", host(server) + "/24", "dev", "eth0");
    HostCommand.run("ip", "-n", place, "link", "set", "eth0", "up");
    HostCommand.run("ip", "-n", place, "link", "set", "lo", "up");
  }

  private void takeDown() {
    List<String[]> commands = new ArrayList<>();
    commands.add(new String[] {"nft", "delete", "table", "bridge", prefix});
    for (int server = 0; server < servers; server++) {
      commands.add(new String[] {"ip", "link", "delete", link(server)});
      commands.add(new String[] {"ip", "netns", "delete", namespace(server)});
    }
    commands.add(new String[] {"ip", "link", "delete", bridge()});
    HostCommand.runAllQuietly(commands);
  }

  @Override
  public void close() {
    takeDown();
    AtExit.remove(takeDownAtExit);
  }

  private static void nft(String rules) throws IOException {
    HostCommand.runWithInput(rules, "nft", "-f", "-");
  }

  private String bridge() {
    return prefix + "br";
  }

  private String namespace(int server) {
    return prefix + "n" + server;
  }

  private String link(int server) {
    return prefix + "v" + server;
  }
}
