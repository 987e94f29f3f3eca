package io.starling.chaos.resizing;

import io.starling.chaos.chart.HtmlPage;

/** A {@link GrowReport} as a page: chart, table, and what else there is to say. */
final class GrowPage {
  private GrowPage() {}

  static String of(GrowReport report) {
    HtmlPage page =
        new HtmlPage("starling grow: " + (report.held() ? "it held" : "it did not hold"))
            .text(GrowText.setting(report))
            .picture(GrowPicture.of(report))
            .table(GrowText.HEADINGS, report.phases().stream().map(GrowText::cells).toList());
    GrowText.findings(report).forEach(page::text);
    report.failings().forEach(page::text);
    return page.text();
  }
}
