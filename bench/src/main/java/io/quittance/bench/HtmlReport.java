package io.quittance.bench;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The report as one page that needs nothing else: bars for ratios beside what is asked, and bars for every contender. */
final class HtmlReport {

    private static final String STYLE = """
            :root { color-scheme: light dark; --ink: #1c2530; --paper: #fff; --faint: #5d6b7a; --line: #d5dbe1;
                    --good: #23845b; --fair: #2f6fb2; --bad: #b3402f; }
            @media (prefers-color-scheme: dark) {
              :root { --ink: #e4e9ee; --paper: #14181d; --faint: #9aa7b4; --line: #333c46;
                      --good: #55bd8d; --fair: #6ba8e5; --bad: #e57f6e; } }
            body { font: 15px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper);
                   max-width: 62rem; margin: 2rem auto; padding: 0 1rem; }
            h2 { margin-top: 2.5rem; } p.note { color: var(--faint); } p.noisy { color: var(--bad); }
            table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
            td, th { padding: .35rem .6rem; border-bottom: 1px solid var(--line); text-align: left; vertical-align: middle; }
            td.n { text-align: right; white-space: nowrap; } svg { display: block; width: 100%; height: 1.4rem; }
            .good { fill: var(--good); } .fair { fill: var(--fair); } .bad { fill: var(--bad); }
            .mark { stroke: var(--ink); stroke-width: 2; vector-effect: non-scaling-stroke; }
            .aim { stroke-dasharray: 3 2; } .spread { stroke: var(--ink); stroke-width: 1.5; vector-effect: non-scaling-stroke; }
            """;
    private static final double ROOM = 1.1;
    private static final double WIDTH = 100;

    private HtmlReport() {}

    static String of(Report report) {
        StringBuilder page = new StringBuilder("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
                .append("<title>Quittance bench</title><style>\n")
                .append(STYLE)
                .append("</style></head><body>\n<h1>Quittance bench</h1>\n");
        page.append(paragraph("note", report.at() + " · " + report.machine().describe()));
        page.append(paragraph(
                report.noise().isNoisy() ? "noisy" : "note", report.noise().describe()));
        figures(page, report.results());
        contenders(page, report, "Per second", Quantity.PER_SECOND);
        contenders(page, report, "CPU of the server for each notification, µs", Quantity.SERVER_CPU);
        contenders(page, report, "CPU of Postgres for each notification or row, µs", Quantity.POSTGRES_CPU);
        contenders(page, report, "99th percentile, ms", Quantity.P99);
        return page.append("</body></html>\n").toString();
    }

    private static void figures(StringBuilder page, List<Figure.Result> results) {
        page.append("<h2>What we ask of ourselves</h2>\n")
                .append(paragraph("note", "The bar is ours, the solid line what has to hold, the dashed line the aim."))
                .append("<table><tr><th>number</th><th>beside</th><th>=</th><th style=\"width:40%\"></th></tr>\n");
        for (Figure.Result result : results) {
            Figure figure = result.figure();
            page.append("<tr><td>")
                    .append(escaped(figure.ours().contender() + ": " + figure.label()))
                    .append("</td><td>")
                    .append(escaped(figure.beside().map(Figure.Term::contender).orElse("")))
                    .append("</td><td class=\"n\">")
                    .append(escaped(Digits.of(result.value()) + " " + TableReport.verdict(result)))
                    .append("</td><td>")
                    .append(bar(result))
                    .append("</td></tr>\n");
        }
        page.append("</table>\n");
    }

    private static String bar(Figure.Result result) {
        Figure.Ask ask = result.figure().ask();
        double most = Math.max(result.value(), Math.max(ask.hold(), ask.aim())) * ROOM;
        String colour = result.reachesAim() ? "good" : result.holds() ? "fair" : "bad";
        return svg(rectangle(colour, result.value() / most)
                + line("mark", ask.hold() / most)
                + line("mark aim", ask.aim() / most));
    }

    private static void contenders(StringBuilder page, Report report, String title, Quantity quantity) {
        Measurements measurements = report.measurements();
        double most = measurements.contenders().stream()
                .map(contender -> measurements.of(contender, quantity))
                .flatMap(Optional::stream)
                .mapToDouble(Spread::most)
                .max()
                .orElse(0);
        if (most == 0) {
            return;
        }
        page.append("<h2>").append(escaped(title)).append("</h2>\n<table>\n");
        for (String contender : measurements.contenders()) {
            measurements
                    .of(contender, quantity)
                    .ifPresent(spread -> page.append("<tr><td style=\"width:30%\">")
                            .append(escaped(contender))
                            .append("</td><td class=\"n\">")
                            .append(escaped(Digits.of(spread)))
                            .append("</td><td style=\"width:45%\">")
                            .append(bar(spread, most * ROOM))
                            .append("</td></tr>\n"));
        }
        page.append("</table>\n");
    }

    private static String bar(Spread spread, double most) {
        return svg(rectangle("fair", spread.median() / most)
                + String.format(
                        Locale.ROOT,
                        "<line class=\"spread\" x1=\"%.2f\" x2=\"%.2f\" y1=\"5\" y2=\"5\"/>",
                        spread.least() / most * WIDTH,
                        spread.most() / most * WIDTH));
    }

    private static String svg(String content) {
        return "<svg viewBox=\"0 0 100 10\" preserveAspectRatio=\"none\" aria-hidden=\"true\">" + content + "</svg>";
    }

    private static String rectangle(String colour, double share) {
        return String.format(
                Locale.ROOT, "<rect class=\"%s\" y=\"1.5\" height=\"7\" width=\"%.2f\"/>", colour, share * WIDTH);
    }

    private static String line(String style, double share) {
        return String.format(
                Locale.ROOT,
                "<line class=\"%s\" x1=\"%2$.2f\" x2=\"%2$.2f\" y1=\"0\" y2=\"10\"/>",
                style,
                share * WIDTH);
    }

    private static String paragraph(String style, String text) {
        return "<p class=\"" + style + "\">" + escaped(text) + "</p>\n";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
