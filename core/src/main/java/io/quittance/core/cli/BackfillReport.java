package io.quittance.core.cli;

import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How far a back-fill is and what it came to, for people. Keeps sums only. */
final class BackfillReport implements AutoCloseable {

    private static final List<String> COUNTS = List.of("seen", "new", "changed", "unchanged", "unmatched", "failed");

    private final PrintWriter out;
    private final boolean dryRun;
    private final Progress progress;
    private final ForecastTable table;
    private final JsonObject sums = new JsonObject();
    private String reached;
    private @Nullable String next;
    private @Nullable Thread hook;

    BackfillReport(PrintWriter out, Progress progress, Instant from, boolean dryRun) {
        this.out = out;
        this.progress = progress;
        this.dryRun = dryRun;
        this.table = new ForecastTable(out);
        this.reached = from.toString();
        COUNTS.forEach(name -> sums.put(name, 0L));
    }

    /**
     * Whoever ends the process in the middle is told what is done.
     *
     * @param again the command that goes on at a place
     */
    void onInterrupt(Function<@Nullable String, String> again) {
        Thread told = new Thread(() -> stop("stopped", again.apply(next)), "backfill-interrupt");
        Runtime.getRuntime().addShutdownHook(told);
        hook = told;
    }

    /** A page is done. */
    synchronized void page(JsonObject page) {
        COUNTS.forEach(name -> sums.put(name, sums.getLong(name) + page.getLong(name)));
        reached = page.getString("reached");
        next = page.getString("next");
        if (dryRun) {
            progress.aside(() -> {
                table.print(page);
                out.flush();
            });
        }
        progress.reach("payments up to " + reached, sums.getLong("seen"));
    }

    /** It ends before it is done. */
    synchronized void stop(String reason, String again) {
        progress.close();
        out.println(reason);
        if (next != null) {
            out.println("what was created before " + reached + " is done: " + summary());
            out.println("go on with: " + again);
        }
        out.flush();
    }

    /** All is done. */
    synchronized void end() {
        progress.close();
        if (dryRun) {
            table.end();
        }
        out.println((dryRun ? "dry run, nothing is changed: " : "back-filled: ") + summary());
        out.flush();
    }

    /** From now on nobody has to be told. */
    @Override
    public void close() {
        try {
            if (hook != null) {
                Runtime.getRuntime().removeShutdownHook(hook);
            }
        } catch (IllegalStateException ending) {
            // Then it is told already.
        }
    }

    private String summary() {
        return String.join(
                ", ",
                COUNTS.stream().map(name -> sums.getLong(name) + " " + name).toList());
    }
}
