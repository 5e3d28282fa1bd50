package io.quittance.core.cli;

import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What dry runs say would change, as rows for people; the heading comes with the first of them. */
final class ForecastTable {

    private static final String ROW = "%-8s %-44s %-34s %s%n";

    private final PrintWriter out;
    private boolean isBegun;

    ForecastTable(PrintWriter out) {
        this.out = out;
    }

    /** The rows of a forecast. */
    void print(JsonObject forecast) {
        Documents.items(forecast, "orders")
                .forEach(order -> row(
                        "order",
                        order.getString("merchant") + " " + order.getString("reference"),
                        money(order.getJsonObject("before"), "paid"),
                        money(order.getJsonObject("after"), "paid")));
        Documents.items(forecast, "payments")
                .forEach(payment -> row(
                        "payment",
                        payment.getString("account") + " " + payment.getString("id"),
                        money(payment.getJsonObject("before"), "captured"),
                        money(payment.getJsonObject("after"), "captured")));
        Documents.items(forecast, "cases").forEach(one -> {
            boolean opens = one.getString("change").equals("opened");
            String kind = one.getString("kind");
            row("case", about(one), opens ? "" : kind, opens ? kind : kind + " closed");
        });
    }

    /** Says so if there was no row. */
    void end() {
        if (!isBegun) {
            out.println("nothing would change");
        }
    }

    private void row(String what, String which, String before, String after) {
        if (!isBegun) {
            isBegun = true;
            row("WHAT", "WHICH", "BEFORE", "AFTER");
        }
        out.printf(ROW, what, which, before, after);
    }

    private static String money(JsonObject facts, String captured) {
        return facts.getString("status") + ", " + captured + " " + facts.getLong(captured)
                + (facts.getLong("refunded") == 0 ? "" : ", refunded " + facts.getLong("refunded"));
    }

    private static String about(JsonObject one) {
        return Stream.of("merchant", "order", "payment")
                .map(one::getString)
                .filter(Objects::nonNull)
                .collect(Collectors.joining(" "));
    }
}
