package io.starling.node.replication;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.starling.node.command.ErrorCode;
import io.starling.node.command.Reply;
import org.junit.jupiter.api.Test;

class WaiterTest {
  private final Told told = new Told();

  @Test
  void answersWhenTheLastOfItsCommitsHasCome() {
    Waiter waiter = new Waiter(Reply.OK, true, told);
    waiter.expect();
    waiter.expect();
    waiter.committed();
    assertEquals("", told.toString());
    waiter.committed();
    assertEquals("OK", told.toString());
  }

  @Test
  void answersAtOnceIfThereIsNothingToWaitFor() {
    new Waiter(Reply.NIL, false, told).answerIfDone();
    assertEquals("nil", told.toString());
  }

  @Test
  void answersOnceWhateverComesAfter() {
    Waiter waiter = new Waiter(Reply.OK, true, told);
    waiter.expect();
    waiter.committed();
    waiter.abandon("too late");
    waiter.answerInstead(Reply.failure(ErrorCode.DISKFULL, "too late"));
    waiter.answerIfDone();
    assertEquals("OK", told.toString());
  }

  @Test
  void anAbandonedWriteIsUnknownAndAnAbandonedReadWasNotApplied() {
    Waiter write = new Waiter(Reply.OK, true, told);
    write.expect();
    write.abandon("the epoch ended");
    write.committed();
    assertEquals("UNKNOWN", told.toString());
    Told reader = new Told();
    Waiter read = new Waiter(Reply.OK, false, reader);
    read.expect();
    read.abandon("the epoch ended");
    assertEquals("TRYAGAIN", reader.toString());
  }
}
