package io.starling.chaos.history;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The writes of one key, and the read that judges them. */
final class KeyHistory {
  private final String key;
  private final List<Operation> writes = new ArrayList<>();
  private final Set<Style> styles = EnumSet.noneOf(Style.class);
  private @Nullable Operation lastRead;

  KeyHistory(String key) {
    this.key = key;
  }

  private enum Style {
    OVERWRITTEN,
    APPENDED,
    COUNTED
  }

  void add(Operation operation) {
    if (operation.call() instanceof Call.Read && operation.happened()) {
      if (lastRead == null || operation.invokedAt() > lastRead.invokedAt()) {
        lastRead = operation;
      }
    } else if (!operation.changedNothing()) {
      writes.add(operation);
      styles.add(style(operation.call()));
    }
  }

  private static Style style(Call call) {
    return switch (call) {
      case Call.Append append -> Style.APPENDED;
      case Call.Increment increment -> Style.COUNTED;
      case Call.Read read -> Style.OVERWRITTEN;
      case Call.Write write -> Style.OVERWRITTEN;
      case Call.Exchange exchange -> Style.OVERWRITTEN;
      case Call.SetIfAbsent set -> Style.OVERWRITTEN;
      case Call.CompareAndSet cas -> Style.OVERWRITTEN;
      case Call.Delete delete -> Style.OVERWRITTEN;
      case Call.Erase erase -> Style.OVERWRITTEN;
      case Call.Expire expire -> Style.OVERWRITTEN;
      case Call.BatchWrite batch -> Style.OVERWRITTEN;
      case Call.BatchRead batch -> Style.OVERWRITTEN;
    };
  }

  long acknowledged() {
    return writes.stream().filter(Operation::happened).count();
  }

  long judged() {
    return lastRead == null || styles.size() != 1 ? 0 : judged(lastRead).size();
  }

  List<LostWrites.Lost> lost() {
    if (lastRead == null || styles.size() != 1) {
      return List.of();
    }
    String found = value(lastRead);
    List<Operation> judged = judged(lastRead);
    List<Operation> lost =
        switch (styles.iterator().next()) {
          case OVERWRITTEN -> overwritten(judged, found);
          case APPENDED -> appended(judged, found);
          case COUNTED -> counted(judged, found);
        };
    return lost.stream().map(write -> new LostWrites.Lost(key, write, found)).toList();
  }

  private List<Operation> judged(Operation read) {
    return writes.stream()
        .filter(write -> write.happened() && write.completedAt() < read.invokedAt())
        .toList();
  }

  private static @Nullable String value(Operation read) {
    return read.outcome() instanceof Outcome.Returned returned ? returned.value() : null;
  }

  /** Lost is what came after everything that can have left the value found. */
  private List<Operation> overwritten(List<Operation> judged, @Nullable String found) {
    long explained = Long.MIN_VALUE;
    for (Operation write : writes) {
      if (leaves(write, found)) {
        explained = Math.max(explained, write.happened() ? write.completedAt() : Long.MAX_VALUE);
      }
    }
    long until = explained;
    return judged.stream().filter(write -> write.invokedAt() > until).toList();
  }

  private boolean leaves(Operation write, @Nullable String found) {
    return switch (write.call()) {
      case Call.Delete delete -> found == null;
      case Call.Erase erase -> found == null;
      case Call.Expire expire -> found == null;
      case Call.Write set -> set.value().equals(found);
      case Call.Exchange exchange -> exchange.value().equals(found);
      case Call.SetIfAbsent set -> set.value().equals(found);
      case Call.CompareAndSet cas -> cas.value().equals(found);
      case Call.BatchWrite batch -> found != null && found.equals(batch.values().get(key));
      case Call.Read read -> false;
      case Call.BatchRead read -> false;
      case Call.Append append -> false;
      case Call.Increment increment -> false;
    };
  }

  private static List<Operation> appended(List<Operation> judged, @Nullable String found) {
    String all = found == null ? "" : found;
    return judged.stream()
        .filter(write -> write.call() instanceof Call.Append a && !all.contains(a.suffix()))
        .toList();
  }

  /** A counter that only grows gives each sum once, and at the end shows the highest. */
  private static List<Operation> counted(List<Operation> judged, @Nullable String found) {
    long total = found == null ? 0 : Long.parseLong(found);
    Set<Long> seen = new TreeSet<>();
    return judged.stream().filter(write -> sum(write) > total || !seen.add(sum(write))).toList();
  }

  private static long sum(Operation increment) {
    return increment.outcome() instanceof Outcome.Returned(String sum) && sum != null
        ? Long.parseLong(sum)
        : 0;
  }
}
