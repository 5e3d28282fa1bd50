package io.quittance.core.cli;

import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;

/** The gateway's answers to a request for a replay, for people. */
final class ReplayReport {

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

    private void printForecast(JsonObject answer) {
        out.println("dry run, nothing is changed: " + answer.getInteger("notifications") + " notification(s)"
                + (answer.getBoolean("more") ? ", the newest; the filter chooses more" : ""));
        warn(answer.getLong("unreadable"), "cannot be read by the plugin, and would stay as they are");
        warn(answer.getLong("unanswered"), "could not be judged, such as when the provider did not answer in time");
        ForecastTable table = new ForecastTable(out);
        table.print(answer);
        table.end();
    }

    private void warn(long count, String what) {
        if (count > 0) {
            out.println(count + " of them " + what);
        }
    }
}
