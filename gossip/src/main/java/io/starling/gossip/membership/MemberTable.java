package io.starling.gossip.membership;

import io.starling.storage.id.NodeId;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The members by node. ScaleCube knows processes, each by an id of its own: of a node that
 * restarted it adds the new process before or after it removes the old one, and only the latest
 * counts. Safe in any thread.
 */
final class MemberTable {
  private record Process(String processId, Member member) {}

  private final TreeMap<NodeId, Process> processes = new TreeMap<>();

  MemberTable(Member self) {
    processes.put(self.nodeId(), new Process("", self));
  }

  synchronized void add(String processId, Member member) {
    processes.put(member.nodeId(), new Process(processId, member));
  }

  /** Removes a process; empty if it was not the latest of its node. */
  synchronized Optional<Member> remove(String processId) {
    for (Process process : processes.values()) {
      if (process.processId().equals(processId)) {
        processes.remove(process.member().nodeId());
        return Optional.of(process.member());
      }
    }
    return Optional.empty();
  }

  synchronized boolean contains(NodeId node) {
    return processes.containsKey(node);
  }

  synchronized List<Member> members() {
    return processes.values().stream().map(Process::member).toList();
  }
}
