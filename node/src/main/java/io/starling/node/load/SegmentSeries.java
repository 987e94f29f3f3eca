package io.starling.node.load;

/**
 * The demand for one segment over time, in one role: what a primary is asked says nothing of what a
 * backup is asked, so another role begins a new series.
 */
final class SegmentSeries {
  private SegmentMeasure last;
  private double age;
  private Demand recent = Demand.NONE;
  private Demand ofMinute = Demand.NONE;

  /** A series that begins with this measure; what was counted before does not belong to it. */
  SegmentSeries(SegmentMeasure first) {
    this.last = first;
  }

  /** Whether a measure belongs to this series. */
  boolean isContinuedBy(SegmentMeasure next) {
    return next.primary() == last.primary();
  }

  /**
   * Adds a measure.
   *
   * @param seconds since the one before, more than none
   * @return the demand in between
   */
  Demand take(SegmentMeasure next, double seconds) {
    Demand between = Demand.of(next.count().since(last.count()), seconds);
    last = next;
    age += seconds;
    recent = recent.towards(between, Smoothing.SECONDS.share(seconds, age));
    ofMinute = ofMinute.towards(between, Smoothing.MINUTE.share(seconds, age));
    return between;
  }

  SegmentLoad load(WorkCost cost) {
    return new SegmentLoad(
        last.segment(),
        last.primary(),
        last.keys(),
        last.bytes(),
        last.hottestKeyShare(),
        SegmentUse.of(recent, last, cost),
        SegmentUse.of(ofMinute, last, cost));
  }
}
