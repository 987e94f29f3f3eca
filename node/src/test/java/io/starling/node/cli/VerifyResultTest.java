package io.starling.node.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.starling.node.admin.VerifyReport.CopyReport;
import java.util.List;
import org.junit.jupiter.api.Test;

class VerifyResultTest {
  @Test
  void saysHowMuchWasCompared() {
    assertEquals(
        "4 of 4 segments verified, 12 copies, 0 different\n",
        new VerifyResult(true, 4, 12, List.of(), List.of(), List.of()).text());
  }

  @Test
  void showsWhatDiffersAndWhatWasNotCompared() {
    assertEquals(
        """
        3 of 4 segments verified, 9 copies, 1 different

        SEGMENT  COPY OF   LEAVES THAT DIFFERED
              2  01234567                     5

        Not verified: segments [3]
        segment 3: the copy of 89abcdef: it is not in sync;
        """,
        new VerifyResult(
                false,
                4,
                9,
                List.of(new CopyReport(2, "0123456789abcdef", false, 5)),
                List.of(3),
                List.of("segment 3: the copy of 89abcdef: it is not in sync;"))
            .text());
  }
}
