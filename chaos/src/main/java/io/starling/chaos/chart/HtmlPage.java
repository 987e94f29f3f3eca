package io.starling.chaos.chart;

import java.util.List;

/** A page that opens without a network: text, pictures and tables one below the other. */
public final class HtmlPage {
  private final StringBuilder body = new StringBuilder();
  private final String title;

  public HtmlPage(String title) {
    this.title = title;
    body.append("<h1>").append(escaped(title)).append("</h1>\n");
  }

  /** A paragraph. */
  public HtmlPage text(String text) {
    body.append("<p>").append(escaped(text)).append("</p>\n");
    return this;
  }

  /** A picture, drawn within the page. */
  public HtmlPage picture(Picture picture) {
    body.append(SvgChart.of(picture));
    return this;
  }

  /**
   * A table; all columns but the first hold figures.
   *
   * @param rows each with a cell for each heading
   */
  public HtmlPage table(List<String> headings, List<List<String>> rows) {
    body.append("<table>\n");
    row("th", headings);
    rows.forEach(row -> row("td", row));
    body.append("</table>\n");
    return this;
  }

  private void row(String tag, List<String> cells) {
    body.append("<tr>");
    for (String cell : cells) {
      body.append("<%s>%s</%s>".formatted(tag, escaped(cell), tag));
    }
    body.append("</tr>\n");
  }

  /** The text of an HTML file. */
  public String text() {
    return """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <title>%s</title>
        <style>
        body { font-family: sans-serif; max-width: 1000px; margin: 2em auto; padding: 0 1em; color: #222; }
        svg { width: 100%%; height: auto; }
        table { border-collapse: collapse; margin: 1em 0; }
        th, td { border-bottom: 1px solid #ddd; padding: 0.3em 0.8em; text-align: right; }
        th:first-child, td:first-child { text-align: left; }
        </style>
        </head>
        <body>
        %s</body>
        </html>
        """
        .formatted(escaped(title), body);
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
