package io.starling.chaos.comparison;

import io.starling.chaos.process.Address;
import io.starling.chaos.process.ClientPort;
import io.starling.chaos.process.FreePorts;
import io.starling.chaos.process.HttpProbe;
import io.starling.chaos.process.ServerUnderTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A member of a Hazelcast cluster whose one map has two synchronous backups. Hazelcast is no part
 * of this program: its jar is given.
 */
final class HazelcastMember implements ServerUnderTest {
  private final String name;
  private final Path data;
  private final Address address;
  private final List<String> program;
  private final int members;

  private HazelcastMember(
      String name, Path directory, Address address, List<String> program, int members) {
    this.name = name;
    this.data = directory.resolve(name);
    this.address = address;
    this.program = program;
    this.members = members;
  }

  /**
   * Three members; their configuration is written into the directory.
   *
   * @param program the JVM, its options, and the class path with Hazelcast in it
   */
  static List<ServerUnderTest> cluster(List<String> program, Path directory) throws IOException {
    List<Address> addresses =
        FreePorts.find(3).stream().map(port -> new Address("127.0.0.1", port)).toList();
    StringBuilder all = new StringBuilder();
    addresses.forEach(address -> all.append("<member>").append(address).append("</member>"));
    List<ServerUnderTest> cluster = new ArrayList<>();
    for (Address address : addresses) {
      String name = "hazelcast" + (cluster.size() + 1);
      Files.writeString(directory.resolve(name + ".xml"), configuration(address, all.toString()));
      cluster.add(new HazelcastMember(name, directory, address, program, addresses.size()));
    }
    return cluster;
  }

  /** The map is the one that {@code HazelcastLoad} works on. */
  private static String configuration(Address address, String members) {
    return """
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
          <map name="comparison"><backup-count>2</backup-count></map>
        </hazelcast>
        """
        .formatted(address.port(), members);
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
    command.add("com.hazelcast.core.server.HazelcastMemberStarter");
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
