package io.starling.chaos.simulation.client;

import io.starling.chaos.history.Call;
import io.starling.chaos.history.Outcome;
import io.starling.node.command.ErrorCode;
import io.starling.node.command.Reply;
import io.starling.node.routing.Levels;
import io.starling.node.routing.SegmentRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A command that a client is about to send.
 *
 * @param call what it means for the history; null if the history does not care
 * @param outcome what a reply that is no failure means
 */
record Question(SegmentRequest request, @Nullable Call call, Function<Reply, Outcome> outcome) {
  private static final String FLUSH = "SEGMENT.FLUSH";

  static Question of(
      int segment, Levels levels, Call call, Function<Reply, Outcome> outcome, String... words) {
    return new Question(new SegmentRequest(segment, bytes(words), levels), call, outcome);
  }

  /** One whose answer is not judged. */
  static Question unjudged(int segment, Levels levels, String... words) {
    SegmentRequest request = new SegmentRequest(segment, bytes(words), levels);
    return new Question(request, null, reply -> Outcome.UNKNOWN);
  }

  /** One that empties a segment. */
  static Question flush(int segment) {
    SegmentRequest request = new SegmentRequest(segment, bytes(FLUSH), Levels.DEFAULT);
    return new Question(request, null, Question::applied);
  }

  boolean isFlush() {
    return Arrays.equals(request.arguments().get(0), FLUSH.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Whether it only reads, and linearizably. */
  boolean isRead() {
    return call instanceof Call.Read || call instanceof Call.BatchRead;
  }

  /** Whether it sets a key with a deadline. */
  boolean setsDeadline() {
    return call instanceof Call.Write && request.arguments().size() > 3;
  }

  private static List<byte[]> bytes(String... words) {
    return Stream.of(words).map(word -> word.getBytes(StandardCharsets.ISO_8859_1)).toList();
  }

  /** What a reply says of the call. */
  Outcome judge(Reply reply) {
    if (reply instanceof Reply.Failure failure) {
      return failure.code() == ErrorCode.UNKNOWN ? Outcome.UNKNOWN : Outcome.NOT_APPLIED;
    }
    return outcome.apply(reply);
  }

  /** It did what it was told. */
  static Outcome applied(Reply reply) {
    return Outcome.APPLIED;
  }

  /** It says with 1 or 0 whether it did something. */
  static Outcome condition(Reply reply) {
    return ((Reply.Number) reply).value() == 1 ? Outcome.APPLIED : Outcome.DECLINED;
  }

  /** It returns a value or a number. */
  static Outcome value(Reply reply) {
    return new Outcome.Returned(text(reply));
  }

  /** It returns values. */
  static Outcome values(Reply reply) {
    List<@Nullable String> values = new ArrayList<>();
    ((Reply.Array) reply).items().forEach(item -> values.add(text(item)));
    return new Outcome.ReturnedAll(values);
  }

  private static @Nullable String text(Reply reply) {
    return switch (reply) {
      case Reply.Bulk bulk -> new String(bulk.bytes(), StandardCharsets.ISO_8859_1);
      case Reply.Number number -> Long.toString(number.value());
      case Reply.Nil nil -> null;
      case Reply.Status status -> status.text();
      case Reply.Failure failure -> failure.text();
      case Reply.Array array -> throw new IllegalStateException("nested: " + array);
      case Reply.Pairs pairs -> throw new IllegalStateException("nested: " + pairs);
    };
  }
}
