package io.starling.node.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class TurnTest {
  private final Queue<Runnable> loop = new ArrayDeque<>();

  @Test
  void waitsForALoopHoweverLateItIs() {
    List<String> happened = new ArrayList<>();
    Turn turn = Turn.in(loop::add, () -> happened.add("done"));
    turn.await(
        1,
        () -> {
          happened.add("late");
          if (happened.size() == 3) {
            loop.remove().run();
          }
        });
    assertEquals(List.of("late", "late", "late", "done"), happened);
  }

  @Test
  void givesALoopUpThatIsTooLate() {
    Turn turn = Turn.in(loop::add, () -> {});
    assertThrows(IllegalStateException.class, () -> turn.awaitAtMost(1));
    loop.remove().run();
    turn.awaitAtMost(1);
  }

  @Test
  void throwsWhatTheLoopThrew() {
    IllegalArgumentException failure = new IllegalArgumentException("as the test wants it");
    Turn turn =
        Turn.in(
            Runnable::run,
            () -> {
              throw failure;
            });
    assertEquals(failure, assertThrows(RuntimeException.class, () -> turn.await(1, this::never)));
    assertEquals(failure, assertThrows(RuntimeException.class, () -> turn.awaitAtMost(1)));
  }

  private void never() {
    assertTrue(false, "it was done at once");
  }
}
