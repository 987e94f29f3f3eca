package io.starling.forecast.shed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ShedRuleLawsTest {
  private static final String TABLE = "shed-decisions.txt";
  private static final int STEP_MILLIS = 10_000;

  @Property(tries = 100)
  void eachTakenMoveLowersThePotential(
      @ForAll long seed, @ForAll @IntRange(min = 2, max = 9) int nodes, @ForAll Strategy strategy) {
    Model model = new Model(seed, nodes, 48);
    ShedRule<String> rule = new ShedRule<>(Policy.of(strategy), Scene.HASH);
    for (String node : model.names) {
      for (Move<String> move : rule.decide(model.view(node, 0, Past.NONE)).moves()) {
        double before = model.potential();
        model.carryOut(move, 0);
        assertTrue(model.potential() < before, () -> move + " of " + node);
      }
    }
  }

  @Property(tries = 50)
  void theOrderOfListsDoesNotMatter(@ForAll long seed, @ForAll long order) {
    Model model = new Model(seed, 6, 48);
    ShedRule<String> rule = new ShedRule<>(Policy.of(Strategy.BALANCED), Scene.HASH);
    for (String node : model.names) {
      View<String> view = model.view(node, 0, Past.NONE);
      List<NodeView<String>> nodes = new ArrayList<>(view.nodes());
      List<SegmentView<String>> segments = new ArrayList<>(view.segments());
      Collections.shuffle(nodes, new Random(order));
      Collections.shuffle(segments, new Random(order));
      View<String> shuffled = new View<>(node, 0, nodes, segments, Past.NONE);
      assertEquals(rule.decide(view), rule.decide(shuffled));
    }
  }

  @Property(tries = 20)
  void withConstantLoadRepeatedApplicationComesToRestAndNothingMovesWithinItsFreeze(
      @ForAll long seed, @ForAll @IntRange(min = 3, max = 7) int nodes) {
    Model model = new Model(seed, nodes, 48);
    Policy policy = Policy.of(Strategy.BALANCED);
    ShedRule<String> rule = new ShedRule<>(policy, Scene.HASH);
    TreeMap<String, Long> over = new TreeMap<>();
    TreeMap<Integer, Long> moved = new TreeMap<>();
    long lastMove = 0;
    for (long now = 0; now < 7_200_000; now += STEP_MILLIS) {
      for (String node : model.names) {
        Past past = new Past(over.getOrDefault(node, Past.NOT_OVER), 0, 0, 0.1);
        Decision<String> decision = rule.decide(model.view(node, now, past));
        if (decision.over()) {
          over.putIfAbsent(node, now);
        } else {
          over.remove(node);
        }
        for (Move<String> move : decision.moves()) {
          Long before = moved.put(move.segment(), now);
          assertTrue(before == null || now - before >= policy.freeze().toMillis(), move::toString);
          model.carryOut(move, now);
          lastMove = now;
        }
      }
    }
    assertTrue(lastMove < 3_600_000, "still moved after " + lastMove / 1000 + " s");
  }

  /**
   * The table was written by this very code once. It fails if the answer to anything changes, be it
   * on purpose: then {@code main} writes it anew; or because a machine adds up otherwise.
   */
  @Test
  void theAnswersAreThoseOfTheCommittedTable() throws IOException {
    try (InputStream table =
        Objects.requireNonNull(ShedRuleLawsTest.class.getResourceAsStream(TABLE))) {
      assertEquals(new String(table.readAllBytes(), StandardCharsets.UTF_8), table());
    }
  }

  /** Inputs are drawn by java.util.Random, whose numbers are specified; answers are to the bit. */
  static String table() {
    StringBuilder lines = new StringBuilder();
    for (int seed = 1; seed <= 12; seed++) {
      for (Strategy strategy : Strategy.values()) {
        Model model = new Model(seed, 3 + seed % 6, 48);
        ShedRule<String> rule = new ShedRule<>(Policy.of(strategy), Scene.HASH);
        for (String node : model.names) {
          View<String> view = model.view(node, 1_000_000, new Past(900_000, 3, 1e6, 0.2));
          Decision<String> decision = rule.decide(view);
          lines.append("seed ").append(seed).append(' ').append(strategy).append(' ');
          lines.append(node).append(": ").append(decision.standstill()).append('\n');
          decision.explanations().forEach(explanation -> append(lines, explanation));
        }
      }
    }
    return lines.toString();
  }

  private static void append(StringBuilder lines, Explanation<String> explanation) {
    lines.append("  ").append(explanation.move()).append(' ').append(explanation.verdict());
    for (double value :
        new double[] {
          explanation.sourceBefore(),
          explanation.targetAfter(),
          explanation.gain(),
          explanation.costs().total(),
          explanation.bar()
        }) {
      lines.append(' ').append(Double.toHexString(value));
    }
    lines.append('\n');
  }

  /** Prints the table. */
  public static void main(String[] arguments) {
    System.out.print(table());
  }
}
