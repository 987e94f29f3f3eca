package io.starling.chaos.simulation.client;

import io.starling.chaos.history.Call;
import io.starling.chaos.simulation.cluster.RunCharacter;
import io.starling.node.routing.Levels;
import io.starling.node.routing.Levels.ReadLevel;
import io.starling.node.routing.Levels.WriteLevel;
import io.starling.storage.id.SegmentLayout;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/** Draws what clients ask: few keys, so that they get in each other's way. */
final class Workload {
  private static final Levels ALL = new Levels(WriteLevel.ALL, ReadLevel.PRIMARY);
  private static final Levels ONE = new Levels(WriteLevel.ONE, ReadLevel.ONE);
  private static final int FLUSHES_MAX = 3;

  private final RandomGenerator random;
  private final List<KeySlot> slots = new ArrayList<>();
  private final TreeMap<String, KeySlot> used = new TreeMap<>();
  private final int segments;
  private final int percentAll;
  private final boolean setsDeadlines;
  private int flushes;
  private long nextValue;

  Workload(RunCharacter character, RandomGenerator random) {
    SegmentLayout layout = character.layout();
    this.random = random;
    this.segments = layout.segmentCount();
    this.setsDeadlines = !character.disksFill();
    this.percentAll = random.nextBoolean() ? 0 : random.nextInt(40);
    int slotCount = random.nextInt(5, 13);
    KeyKind[] kinds = KeyKind.values();
    for (int i = 0; i < slotCount; i++) {
      String stem = "{" + random.nextInt(1000) + "}";
      int segment = layout.segmentOfKey(stem.getBytes(StandardCharsets.ISO_8859_1));
      slots.add(new KeySlot(kinds[i % kinds.length], segment, stem + i));
    }
  }

  /** The next question of some client. */
  Question next() {
    int dice = random.nextInt(1000);
    if (dice < 3 && flushes < FLUSHES_MAX) {
      flushes++;
      int segment = random.nextInt(segments);
      return Question.flush(segment);
    }
    KeySlot slot = slots.get(random.nextInt(slots.size()));
    if (dice < 30) {
      return noise(slot.segment());
    }
    List<String> keys = slot.use();
    keys.forEach(key -> used.put(key, slot));
    return ask(slot, keys);
  }

  /** What is not judged must do no harm. */
  private Question noise(int segment) {
    String key = "noise" + random.nextInt(4);
    return random.nextBoolean()
        ? Question.unjudged(segment, ONE, "GET", key)
        : Question.unjudged(segment, ONE, "SET", key, "v" + nextValue++);
  }

  private Question ask(KeySlot slot, List<String> keys) {
    String key = keys.get(random.nextInt(keys.size()));
    int percent = random.nextInt(100);
    if (percent < 25) {
      return slot.kind() == KeyKind.PAIR ? readBoth(slot, keys) : read(slot, key);
    }
    if (percent < 35) {
      return delete(slot, key);
    }
    return switch (slot.kind()) {
      case REGISTER -> overwrite(slot, key);
      case COUNTER -> increment(slot, key);
      case LOG -> append(slot, key);
      case PAIR -> percent < 75 ? writeBoth(slot, keys) : append(slot, key);
      case EXPIRING -> setsDeadlines && percent < 80 ? setFor(slot, key) : overwrite(slot, key);
    };
  }

  private Levels levels() {
    return random.nextInt(100) < percentAll ? ALL : Levels.DEFAULT;
  }

  private static Question read(KeySlot slot, String key) {
    return Question.of(
        slot.segment(), Levels.DEFAULT, new Call.Read(key), Question::value, "GET", key);
  }

  private static Question readBoth(KeySlot slot, List<String> keys) {
    return Question.of(
        slot.segment(),
        Levels.DEFAULT,
        new Call.BatchRead(keys),
        Question::values,
        "MGET",
        keys.get(0),
        keys.get(1));
  }

  private Question delete(KeySlot slot, String key) {
    return Question.of(
        slot.segment(), levels(), new Call.Delete(key), Question::condition, "DEL", key);
  }

  private Question overwrite(KeySlot slot, String key) {
    String value = "v" + nextValue++;
    return switch (random.nextInt(4)) {
      case 0 ->
          Question.of(
              slot.segment(),
              levels(),
              new Call.Exchange(key, value),
              Question::value,
              "GETSET",
              key,
              value);
      case 1 ->
          Question.of(
              slot.segment(),
              levels(),
              new Call.SetIfAbsent(key, value),
              Question::condition,
              "SETNX",
              key,
              value);
      default ->
          Question.of(
              slot.segment(),
              levels(),
              new Call.Write(key, value),
              Question::applied,
              "SET",
              key,
              value);
    };
  }

  private Question increment(KeySlot slot, String key) {
    return Question.of(
        slot.segment(), levels(), new Call.Increment(key, 1), Question::value, "INCR", key);
  }

  private Question append(KeySlot slot, String key) {
    String suffix = nextValue++ + ";";
    return Question.of(
        slot.segment(),
        levels(),
        new Call.Append(key, suffix),
        Question::value,
        "APPEND",
        key,
        suffix);
  }

  private Question writeBoth(KeySlot slot, List<String> keys) {
    String one = "v" + nextValue++;
    String other = "v" + nextValue++;
    TreeMap<String, String> values = new TreeMap<>();
    values.put(keys.get(0), one);
    values.put(keys.get(1), other);
    return Question.of(
        slot.segment(),
        levels(),
        new Call.BatchWrite(values),
        Question::applied,
        "MSET",
        keys.get(0),
        one,
        keys.get(1),
        other);
  }

  private Question setFor(KeySlot slot, String key) {
    String value = "v" + nextValue++;
    String millis = Integer.toString(random.nextInt(5, 1500));
    return Question.of(
        slot.segment(),
        levels(),
        new Call.Write(key, value),
        Question::applied,
        "SET",
        key,
        value,
        "PX",
        millis);
  }

  /** A read of every key that was ever used; of the keys of a pair, together. */
  List<Question> readAll() {
    List<Question> reads = new ArrayList<>();
    used.forEach(
        (key, slot) -> {
          if (slot.kind() != KeyKind.PAIR) {
            reads.add(read(slot, key));
          } else if (key.endsWith("a")) {
            reads.add(readBoth(slot, List.of(key, key.substring(0, key.length() - 1) + "b")));
          }
        });
    return reads;
  }

  /** Nobody will know whether a call on these keys happened. */
  void outcomeUnknown(List<String> keys) {
    KeySlot slot = used.get(keys.get(0));
    if (slot != null) {
      slot.outcomeUnknown();
    }
  }

  /** The slot of every key that was ever used. */
  SortedMap<String, KeySlot> used() {
    return used;
  }
}
