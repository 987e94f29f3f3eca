package io.starling.chaos.history;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a client asked for. Values are text of one byte a character; an absent key has none. */
public sealed interface Call {
  /** The keys it touches, in ascending order, without repetition. */
  List<String> keys();

  /** Ends {@link Outcome.Returned} with the value, or with null if the key is absent. */
  record Read(String key) implements Call {
    @Override
    public List<String> keys() {
      return List.of(key);
    }
  }

  /** Ends {@link Outcome.Applied}. */
  record Write(String key, String value) implements Call {
    @Override
    public List<String> keys() {
      return List.of(key);
    }
  }

  /** Writes, and ends {@link Outcome.Returned} with the value before, or null. */
  record Exchange(String key, String value) implements Call {
    @Override
    public List<String> keys() {
      return List.of(key);
    }
  }

  /** Ends {@link Outcome.Declined} if the key was present. */
  record SetIfAbsent(String key, String value) implements Call {
    @Override
    public List<String> keys() {
      return List.of(key);
    }
  }

  /** Ends {@link Outcome.Declined} if the value was not the expected one. */
  record CompareAndSet(String key, String expected, String value) implements Call {
    @Override
    public List<String> keys() {
      return List.of(key);
    }
  }

  /**
   * Ends {@link Outcome.Returned} with the sum in decimal; an absent key counts as 0. Ends {@link
   * Outcome.Declined} if the value was not a number or the sum overflows.
   */
  record Increment(String key, long delta) implements Call {
    @Override
    public List<String> keys() {
      return List.of(key);
    }
  }

  /** Ends {@link Outcome.Returned} with the length after it, in decimal. */
  record Append(String key, String suffix) implements Call {
    @Override
    public List<String> keys() {
      return List.of(key);
    }
  }

  /** Ends {@link Outcome.Declined} if the key was absent. */
  record Delete(String key) implements Call {
    @Override
    public List<String> keys() {
      return List.of(key);
    }
  }

  /** Removes the key, whether it was there or not. Ends {@link Outcome.Applied}. */
  record Erase(String key) implements Call {
    @Override
    public List<String> keys() {
      return List.of(key);
    }
  }

  /**
   * Removes the key if it holds this value, as its deadline does. Ends {@link Outcome.Declined} if
   * it holds another.
   */
  record Expire(String key, String value) implements Call {
    @Override
    public List<String> keys() {
      return List.of(key);
    }
  }

  /** Writes all keys at one moment. Ends {@link Outcome.Applied}. */
  record BatchWrite(SortedMap<String, String> values) implements Call {
    public BatchWrite {
      values = new TreeMap<>(values);
    }

    @Override
    public List<String> keys() {
      return List.copyOf(values.keySet());
    }
  }

  /**
   * Reads all keys at one moment. Ends {@link Outcome.ReturnedAll} with the values in the order of
   * {@link #keys()}.
   */
  record BatchRead(List<String> keys) implements Call {
    public BatchRead {
      keys = keys.stream().sorted().distinct().toList();
    }
  }
}
