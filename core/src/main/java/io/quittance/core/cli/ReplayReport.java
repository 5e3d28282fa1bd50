package io.quittance.core.cli;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The gateway's answers to a request for a replay, for people. */
final class ReplayReport {

    private static final String ROW = "%-8s %-44s %-34s %s%n";

    private final PrintWriter out;

    ReplayReport(PrintWriter out) {
        this.out = out;
    }

    /** What was accepted, or what a dry run found out. */
    void print(JsonObject answer) {
        if (answer.getBoolean("dryRun", false)) {
            printForecast(answer);
        } else {
            out.println("replay " + answer.getString("id") + ": " + answer.getLong("notifications")
                    + " notification(s) are read again, at most 50 a second; the timelines of their orders will tell");
        }
        out.flush();
    }

    /** Why the gateway refuses. */
    void printRefusal(int status, String body) {
        out.println("the gateway refuses with " + status + ": " + detail(body));
        out.flush();
    }

    private void printForecast(JsonObject answer) {
        out.println("dry run, nothing is changed: " + answer.getInteger("notifications") + " notification(s)"
                + (answer.getBoolean("more") ? ", the newest; the filter chooses more" : ""));
        warn(answer.getLong("unreadable"), "cannot be read by the plugin, and would stay as they are");
        warn(answer.getLong("unanswered"), "could not be judged, such as when the provider did not answer in time");
        List<Runnable> rows = new ArrayList<>();
        each(
                answer,
                "orders",
                order -> rows.add(() -> row(
                        "order",
                        order.getString("merchant") + " " + order.getString("reference"),
                        money(order.getJsonObject("before"), "paid"),
                        money(order.getJsonObject("after"), "paid"))));
        each(
                answer,
                "payments",
                payment -> rows.add(() -> row(
                        "payment",
                        payment.getString("account") + " " + payment.getString("id"),
                        money(payment.getJsonObject("before"), "captured"),
                        money(payment.getJsonObject("after"), "captured"))));
        each(
                answer,
                "cases",
                one -> rows.add(() -> row(
                        "case",
                        text(one.getString("merchant"), one.getString("order"), one.getString("payment")),
                        one.getString("change").equals("opened") ? "" : one.getString("kind"),
                        one.getString("change").equals("opened")
                                ? one.getString("kind")
                                : one.getString("kind") + " closed")));
        if (rows.isEmpty()) {
            out.println("nothing would change");
        } else {
            row("WHAT", "WHICH", "BEFORE", "AFTER");
            rows.forEach(Runnable::run);
        }
    }

    private void warn(long count, String what) {
        if (count > 0) {
            out.println(count + " of them " + what);
        }
    }

    private void row(String what, String which, String before, String after) {
        out.printf(ROW, what, which, before, after);
    }

    private static void each(JsonObject answer, String list, Consumer<JsonObject> row) {
        answer.getJsonArray(list).forEach(one -> row.accept((JsonObject) one));
    }

    private static String money(JsonObject facts, String captured) {
        return facts.getString("status") + ", " + captured + " " + facts.getLong(captured)
                + (facts.getLong("refunded") == 0 ? "" : ", refunded " + facts.getLong("refunded"));
    }

    private static String text(@Nullable String... parts) {
        List<String> known = new ArrayList<>();
        for (String part : parts) {
            if (part != null) {
                known.add(part);
            }
        }
        return String.join(" ", known);
    }

    private static String detail(String body) {
        try {
            JsonObject problem = new JsonObject(body);
            StringBuilder detail = new StringBuilder(Objects.requireNonNullElse(problem.getString("detail"), ""));
            if (problem.getJsonArray("errors") != null) {
                problem.getJsonArray("errors")
                        .forEach(error ->
                                detail.append(System.lineSeparator()).append(((JsonObject) error).getString("detail")));
            }
            return detail.toString();
        } catch (DecodeException notJson) {
            return "no explanation";
        }
    }
}
