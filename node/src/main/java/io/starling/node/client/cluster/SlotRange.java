package io.starling.node.client.cluster;

import io.starling.storage.id.NodeId;
import io.starling.storage.id.SegmentLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A run of slots with the same primary and members.
 *
 * @param first slot
 * @param last slot, itself included
 */
record SlotRange(int first, int last, SegmentPlacement placement) {
  /** All slots of the cluster, in as few runs as possible, in order. */
  static List<SlotRange> all(ClusterView view) {
    SegmentLayout layout = view.layout();
    List<SlotRange> ranges = new ArrayList<>();
    for (int segment = 0; segment < layout.segmentCount(); segment++) {
      SlotRange next =
          new SlotRange(
              layout.firstSlot(segment), layout.lastSlot(segment), view.placement(segment));
      Optional<SlotRange> joined =
          ranges.isEmpty() ? Optional.empty() : ranges.getLast().join(next);
      joined.ifPresent(range -> ranges.removeLast());
      ranges.add(joined.orElse(next));
    }
    return ranges;
  }

  /** The runs with this primary; those whose members differ are joined too. */
  static List<SlotRange> ofPrimary(List<SlotRange> all, NodeId primary) {
    List<SlotRange> ranges = new ArrayList<>();
    Predicate<SlotRange> isHis = range -> range.placement().primary().equals(primary);
    for (SlotRange range : all) {
      if (!isHis.test(range)) {
        continue;
      }
      boolean adjacent = !ranges.isEmpty() && ranges.getLast().last + 1 == range.first;
      int first = adjacent ? ranges.removeLast().first : range.first;
      ranges.add(new SlotRange(first, range.last, range.placement));
    }
    return ranges;
  }

  private Optional<SlotRange> join(SlotRange next) {
    boolean alike =
        placement.primary().equals(next.placement.primary())
            && placement.members().equals(next.placement.members());
    return alike ? Optional.of(new SlotRange(first, next.last, placement)) : Optional.empty();
  }

  /** As in CLUSTER NODES. */
  @Override
  public String toString() {
    return first == last ? Integer.toString(first) : first + "-" + last;
  }
}
