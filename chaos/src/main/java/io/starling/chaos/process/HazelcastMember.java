package io.starling.chaos.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A member of a Hazelcast cluster with one map, the one that {@code HazelcastLoad} works on.
 * Hazelcast is no part of this program: its jar is given.
 */
public final class HazelcastMember implements ServerUnderTest {
  /** Of a member that only takes part. */
  private static final List<String> STARTER =
      List.of("com.hazelcast.core.server.HazelcastMemberStarter");

  private final String name;
  private final Path data;
  private final Address address;
  private final List<String> program;
  private final List<String> starter;
  private final int members;

  private HazelcastMember(
      String name,
      Path directory,
      Address address,
      List<String> program,
      List<String> starter,
      int members) {
    this.name = name;
    this.data = directory.resolve(name);
    this.address = address;
    this.program = program;
    this.starter = starter;
    this.members = members;
  }

  /**
   * Three members; their configuration is written into the directory.
   *
   * @param program the JVM, its options, and the class path with Hazelcast in it
   * @param backups copies of each entry besides the first, written before a write is acknowledged
   */
  public static List<ServerUnderTest> cluster(List<String> program, int backups, Path directory)
      throws IOException {
    List<Address> addresses =
        FreePorts.find(3).stream().map(port -> new Address("127.0.0.1", port)).toList();
    List<ServerUnderTest> cluster = new ArrayList<>();
    for (Address address : addresses) {
      String name = "hazelcast" + (cluster.size() + 1);
      write(directory.resolve(name + ".xml"), address, addresses, backups);
      cluster.add(
          new HazelcastMember(name, directory, address, program, STARTER, addresses.size()));
    }
    return cluster;
  }

  /**
   * One that joins such a cluster.
   *
   * @param starter what the JVM runs
   */
  public static ServerUnderTest newcomer(
      List<String> program,
      List<String> starter,
      List<Address> cluster,
      int backups,
      Path directory)
      throws IOException {
    int members = cluster.size() + 1;
    String name = "hazelcast" + members;
    Address address = new Address("127.0.0.1", FreePorts.find(1).getFirst());
    write(directory.resolve(name + ".xml"), address, cluster, backups);
    return new HazelcastMember(name, directory, address, program, starter, members);
  }

  private static void write(Path file, Address address, List<Address> known, int backups)
      throws IOException {
    StringBuilder members = new StringBuilder();
    known.forEach(each -> members.append("<member>").append(each).append("</member>"));
    String configuration =
        """
        <hazelcast xmlns="http://www.hazelcast.com/schema/config">
          <properties>
            <property name="hazelcast.phone.home.enabled">false</property>
          </properties>
          <network>
            <port auto-increment="false">%d</port>
            <join>
              <auto-detection enabled="false"/>
              <multicast enabled="false"/>
              <tcp-ip enabled="true">%s</tcp-ip>
            </join>
            <interfaces enabled="true"><interface>127.0.0.1</interface></interfaces>
            <rest-api enabled="true"><endpoint-group name="HEALTH_CHECK" enabled="true"/></rest-api>
          </network>
          <map name="comparison"><backup-count>%d</backup-count></map>
        </hazelcast>
        """
            .formatted(address.port(), members, backups);
    Files.writeString(file, configuration);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Path data() {
    return data;
  }

  @Override
  public List<String> command(boolean firstStart) {
    List<String> command = new ArrayList<>(program);
    command.add("-Dhazelcast.config=" + data.resolveSibling(name + ".xml"));
    command.addAll(starter);
    return command;
  }

  @Override
  public Address address(ClientPort port) {
    return address;
  }

  @Override
  public boolean isUp() {
    return HttpProbe.get(address, "/hazelcast/health/node-state").isPresent();
  }

  @Override
  public boolean isReady() {
    return HttpProbe.get(address, "/hazelcast/health/cluster-size")
        .filter(size -> size.strip().equals(Integer.toString(members)))
        .isPresent();
  }
}
