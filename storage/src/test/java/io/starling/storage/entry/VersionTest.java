package io.starling.storage.entry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

final class VersionTest {
  @Property
  void aLaterEpochIsLaterWhateverTheSequence(
      @ForAll @LongRange(max = Long.MAX_VALUE - 1) long epoch,
      @ForAll long sequence,
      @ForAll long otherSequence) {
    assertTrue(new Version(epoch + 1, sequence).isAfter(new Version(epoch, otherSequence)));
  }

  @Property
  void withinAnEpochTheSequenceDecides(
      @ForAll long epoch, @ForAll long sequence, @ForAll long otherSequence) {
    Version one = new Version(epoch, sequence);
    Version other = new Version(epoch, otherSequence);
    assertEquals(Long.compare(sequence, otherSequence), Integer.signum(one.compareTo(other)));
  }

  @Property
  void theOrderIsTotal(
      @ForAll @LongRange(max = 3) long a,
      @ForAll @LongRange(max = 3) long b,
      @ForAll @LongRange(max = 3) long c,
      @ForAll @LongRange(max = 3) long d) {
    Version one = new Version(a, b);
    Version other = new Version(c, d);
    assertEquals(one.equals(other), one.compareTo(other) == 0);
    assertEquals(one.compareTo(other), -other.compareTo(one));
    assertTrue(one.equals(Version.ZERO) || one.isAfter(Version.ZERO));
  }
}
