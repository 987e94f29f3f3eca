package io.starling.chaos.growth;

import io.starling.chaos.process.Address;
import io.starling.chaos.process.ClientPort;
import io.starling.chaos.process.ClusterUnderTest;
import io.starling.chaos.process.ClusterUnderTest.Formation;
import io.starling.chaos.process.FreePorts;
import io.starling.chaos.process.Hazelcast;
import io.starling.chaos.process.HazelcastMember;
import io.starling.chaos.process.HostCommand;
import io.starling.chaos.process.HttpProbe;
import io.starling.chaos.process.ServerProcess;
import io.starling.chaos.process.ServerUnderTest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Grows a cluster of Hazelcast with one map, which it keeps in memory only. */
final class HazelcastGrower implements Grower {
  private static final Duration START_TIMEOUT = Duration.ofMinutes(2);
  private static final Duration FILL_MAX = Duration.ofMinutes(3);

  private final Hazelcast hazelcast;
  private final int backups;

  HazelcastGrower(Hazelcast hazelcast, int backups) {
    this.hazelcast = hazelcast;
    this.backups = backups;
  }

  @Override
  public String name() {
    return "Hazelcast, " + (backups == 1 ? "two copies" : "three copies");
  }

  @Override
  public Growth grow(Entries entries, Path directory) throws IOException, InterruptedException {
    List<String> member = hazelcast.member(Hazelcast.LARGE_HEAP);
    Address counts = new Address("127.0.0.1", FreePorts.find(1).getFirst());
    try (ClusterUnderTest three =
        ClusterUnderTest.start(
            HazelcastMember.cluster(member, backups, directory),
            Formation.BY_ITSELF,
            null,
            START_TIMEOUT)) {
      List<Address> addresses = three.addresses(ClientPort.ANY_KEY);
      fill(addresses, entries);
      List<String> starter =
          List.of(
              hazelcast.sources().resolve("HazelcastNewcomer.java").toString(),
              Integer.toString(counts.port()));
      ServerUnderTest fourth =
          HazelcastMember.newcomer(member, starter, addresses, backups, directory);
      try (ServerProcess newcomer = new ServerProcess(fourth)) {
        newcomer.start();
        List<ServerProcess> all = new ArrayList<>(three.processes());
        all.add(newcomer);
        return new Watch(all, () -> look(counts), entries.count() * (backups + 1L) / 4)
            .untilCalm()
            .growth();
      }
    }
  }

  private void fill(List<Address> members, Entries entries) throws IOException {
    List<String> command = new ArrayList<>(hazelcast.source("HazelcastLoad.java"));
    command.add(members.stream().map(Address::toString).collect(Collectors.joining(",")));
    command.add(Integer.toString(entries.count()));
    command.add(Integer.toString(Entries.VALUE_BYTES));
    HostCommand.runWithInput(FILL_MAX, "fill\n", command);
  }

  /** {@code HazelcastNewcomer} answers when it has joined: copies, partitions, and safe or not. */
  private static Look look(Address counts) {
    String[] words = HttpProbe.get(counts, "/").orElse("").strip().split(" ", -1);
    return words.length == 3
        ? new Look(
            true, Long.parseLong(words[0]), Long.parseLong(words[1]), words[2].equals("safe"))
        : Look.NOTHING;
  }
}
