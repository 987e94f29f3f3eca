package io.starling.chaos.comparison;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import org.junit.jupiter.api.Test;

final class ReadmeTest {
  private static final String TABLE = "benchmark-table";
  private static final String BEFORE = "# Title\n\n<!-- benchmark-table: begin. By script. -->\n";
  private static final String AFTER = "<!-- benchmark-table: end -->\n\n## Next\n";

  @Test
  void onlyWhatStandsBetweenTheMarksIsReplaced() throws IOException {
    String once = Readme.replaced(BEFORE + "\nold\n\n" + AFTER, TABLE, "| new |\n");
    assertEquals(BEFORE + "\n| new |\n\n" + AFTER, once);
    assertEquals(once, Readme.replaced(once, TABLE, "| new |"));
  }

  @Test
  void otherTablesStay() throws IOException {
    String other = "<!-- other-table: begin. -->\n\nother\n\n<!-- other-table: end -->\n";
    String text = other + BEFORE + "\nold\n\n" + AFTER;
    String replaced = Readme.replaced(text, TABLE, "| new |");
    assertEquals(other + BEFORE + "\n| new |\n\n" + AFTER, replaced);
  }

  @Test
  void aTextWithoutMarksIsLeftAlone() {
    assertThrows(IOException.class, () -> Readme.replaced("# Title\n", TABLE, "| new |"));
    assertThrows(IOException.class, () -> Readme.replaced(BEFORE, TABLE, "| new |"));
    assertThrows(IOException.class, () -> Readme.replaced(AFTER + BEFORE, TABLE, "| new |"));
  }
}
