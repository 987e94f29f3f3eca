package io.starling.node.process;

import io.starling.gossip.membership.Member;
import io.starling.gossip.transport.PeerAddress;
import io.starling.storage.metadata.MetadataStore;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Where the others were last seen, kept with the metadata: a node that restarts finds its cluster
 * even if its seeds are gone. Used by one thread.
 */
final class KnownPeers {
  private static final String RECORD = "peers";
  private static final int REMEMBERED_MAX = 64;

  private final MetadataStore metadata;
  private String noted;

  KnownPeers(MetadataStore metadata) {
    this.metadata = metadata;
    byte[] record = metadata.get(RECORD);
    this.noted = record == null ? "" : new String(record, StandardCharsets.UTF_8);
  }

  /** The seeds that were given, and then whoever is remembered. */
  List<PeerAddress> withSeeds(List<PeerAddress> seeds) {
    List<PeerAddress> all = new ArrayList<>(seeds);
    for (String address : noted.split(",", REMEMBERED_MAX)) {
      if (!address.isEmpty()) {
        all.add(PeerAddress.parse(address));
      }
    }
    return all.stream().distinct().toList();
  }

  /** Notes who is there, for the next start; written with the next sync of the metadata. */
  void note(List<Member> members) {
    TreeSet<String> addresses = new TreeSet<>();
    members.stream()
        .limit(REMEMBERED_MAX)
        .forEach(member -> addresses.add(member.address().toString()));
    String now = String.join(",", addresses);
    if (addresses.size() > 1 && !now.equals(noted)) {
      noted = now;
      long unused = metadata.put(RECORD, now.getBytes(StandardCharsets.UTF_8));
    }
  }
}
