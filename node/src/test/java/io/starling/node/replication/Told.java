package io.starling.node.replication;

import io.starling.node.command.Reply;
import io.starling.node.routing.SegmentRouter.ReplyReceiver;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What a client was told, as text; nothing yet is the empty text. */
final class Told implements ReplyReceiver {
  private final List<String> replies = new ArrayList<>();

  @Override
  public void receive(Reply reply) {
    replies.add(text(reply));
  }

  void refused(Evaluation.NotServed why) {
    replies.add("not served: " + why.reason());
  }

  /** The read was not taken at all. */
  void refused() {
    replies.add("not taken");
  }

  /** As the receiver of a read that is answered on the primary's word. */
  ReadReceiver reader() {
    return new ReadReceiver() {
      @Override
      public void receive(Reply reply) {
        Told.this.receive(reply);
      }

      @Override
      public void notConfirmed() {
        replies.add("not confirmed");
      }
    };
  }

  private static String text(Reply reply) {
    return switch (reply) {
      case Reply.Status status -> status.text();
      case Reply.Failure failure -> failure.code().name();
      case Reply.Number number -> String.valueOf(number.value());
      case Reply.Bulk bulk -> new String(bulk.bytes(), StandardCharsets.UTF_8);
      case Reply.Nil nil -> "nil";
      case Reply.Array array -> array.items().stream().map(Told::text).toList().toString();
      case Reply.Pairs pairs -> pairs.keysAndValues().stream().map(Told::text).toList().toString();
    };
  }

  @Override
  public String toString() {
    return String.join(" and then ", replies);
  }
}
