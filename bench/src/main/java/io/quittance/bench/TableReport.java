package io.quittance.bench;

import java.util.ArrayList;
import java.util.List;

/** The report for a terminal, and for a page in Markdown. */
final class TableReport {

    private TableReport() {}

    static List<String> lines(Report report) {
        List<String> lines = new ArrayList<>();
        lines.add(report.machine().describe());
        lines.add(report.noise().describe());
        lines.add("");
        lines.addAll(figures(report).lines());
        lines.add("");
        lines.addAll(costs(report).lines());
        return lines;
    }

    private static TextTable figures(Report report) {
        TextTable table = new TextTable("number", "ours: median (least–most)", "÷", "beside", "=", "hold", "aim", "");
        for (Figure.Result result : report.results()) {
            Figure figure = result.figure();
            table.row(
                    figure.ours().contender() + ": " + figure.label(),
                    Digits.of(result.measured()),
                    figure.beside().map(Figure.Term::contender).orElse(""),
                    result.limit().map(Digits::of).orElse(""),
                    Digits.of(result.value()),
                    Digits.of(figure.ask().hold()),
                    Digits.of(figure.ask().aim()),
                    verdict(result));
        }
        return table;
    }

    static String verdict(Figure.Result result) {
        if (result.reachesAim()) {
            return "✓ aim";
        }
        return result.holds() ? "✓" : "✗";
    }

    private static TextTable costs(Report report) {
        TextTable table = new TextTable(
                "contender",
                "per second",
                "server CPU µs each",
                "Postgres CPU µs each",
                "p50 ms",
                "p99 ms",
                "p99.9 ms");
        for (String contender : report.measurements().contenders()) {
            table.row(
                    contender,
                    cell(report, contender, Quantity.PER_SECOND),
                    cell(report, contender, Quantity.SERVER_CPU),
                    cell(report, contender, Quantity.POSTGRES_CPU),
                    cell(report, contender, Quantity.P50),
                    cell(report, contender, Quantity.P99),
                    cell(report, contender, Quantity.P999));
        }
        return table;
    }

    private static String cell(Report report, String contender, Quantity quantity) {
        return report.measurements().of(contender, quantity).map(Digits::of).orElse("");
    }
}
