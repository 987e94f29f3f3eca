package io.starling.node.admin;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * What a node would shed now.
 *
 * @param node that was asked, 32 hexadecimal digits
 * @param over whether it has reason to shed anything
 * @param standstill why it sheds nothing; empty if it does
 * @param resources that count in the balance, with its load as it is weighed
 * @param moves that it would begin
 */
public record PlanReport(
    String node, boolean over, String standstill, List<Burden> resources, List<PlannedMove> moves) {
  private static final JSON COMPACT = JSON.std.without(JSON.Feature.USE_FIELDS);

  public PlanReport {
    resources = List.copyOf(resources);
    moves = List.copyOf(moves);
  }

  /**
   * A resource of a node.
   *
   * @param resource cpu (cores), memory, disk (bytes), network (bytes a second), or presence
   *     (copies and primary roles as such)
   */
  public record Burden(String resource, double load, double capacity) {}

  /**
   * A move that would be begun.
   *
   * @param copy whether a copy moves; otherwise the primary role alone
   * @param from node that is relieved, 32 hexadecimal digits
   * @param to node that bears it, 32 hexadecimal digits
   * @param bytes that are shipped
   * @param gain by which the potential drops
   * @param cost what that costs, in the same unit
   * @param shift what goes from one to the other; the capacities in it are 0
   */
  public record PlannedMove(
      int segment,
      boolean copy,
      String from,
      String to,
      long bytes,
      double gain,
      double cost,
      List<Burden> shift) {
    public PlannedMove {
      shift = List.copyOf(shift);
    }
  }

  /** As JSON. */
  public String toJson() {
    try {
      return COMPACT.asString(this);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads what {@link #toJson} wrote.
   *
   * @throws IOException if the text is no such report
   */
  public static PlanReport read(String json) throws IOException {
    return COMPACT.beanFrom(PlanReport.class, json);
  }
}
