package io.quittance.core.console;

import io.quittance.core.console.Pulse.Beat;
import io.vertx.core.json.JsonArray;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How it goes.
 *
 * @param beats of this node, oldest first; null: the visitor sees its merchant's affairs alone
 */
public record Overview(
        Instant now,
        @Nullable List<Beat> beats,
        List<OpenCases> cases,
        List<AccountHealth> accounts,
        List<EndpointHealth> endpoints) {

    /**
     * The open cases of a kind.
     *
     * @param atLeast whether there are more than were counted
     */
    public record OpenCases(String kind, long count, boolean atLeast) {}

    /**
     * An account.
     *
     * @param state running, or how far its plugin is kept away
     * @param problem why it does not run as others do; null: there is none
     * @param lastHeard when its provider last told something new; null: never
     */
    public record AccountHealth(
            String id,
            String merchant,
            String provider,
            boolean live,
            String state,
            @Nullable String problem,
            @Nullable Instant lastHeard) {}

    /** An endpoint, and how far it is behind. */
    public record EndpointHealth(String id, String merchant, long waiting, Duration oldest) {}

    /** The last seconds; null: nothing was measured yet, or it is not for this visitor. */
    public @Nullable Beat latest() {
        return beats == null || beats.isEmpty() ? null : beats.get(beats.size() - 1);
    }

    /** How many cases are open. */
    public long openCases() {
        return cases.stream().mapToLong(OpenCases::count).sum();
    }

    /** Whether more are open than were counted. */
    public boolean hasMoreCases() {
        return cases.stream().anyMatch(OpenCases::atLeast);
    }

    /** How many events endpoints have not taken yet. */
    public long undelivered() {
        return endpoints.stream().mapToLong(EndpointHealth::waiting).sum();
    }

    /** Accounts that do not run as they should. */
    public long troubledAccounts() {
        return accounts.stream().filter(account -> account.problem() != null).count();
    }

    /** The curves of what arrived: times, new, repeated, refused and turned away, a second. */
    public String arrivals() {
        return series(List.of(Beat::kept, Beat::repeated, beat -> beat.refused() + beat.turnedAway()));
    }

    /** The curves of how long acknowledgements took: times, median and slowest of a hundred, in milliseconds. */
    public String latencies() {
        return series(List.of(Beat::median, Beat::slowest));
    }

    /** The curve of what waits: times, items. */
    public String backlog() {
        return series(List.of(beat -> (double) beat.waiting()));
    }

    private String series(List<Function<Beat, @Nullable Double>> measures) {
        List<Beat> measured = beats == null ? List.of() : beats;
        JsonArray columns = new JsonArray();
        columns.add(column(measured, beat -> (double) beat.at().getEpochSecond()));
        for (Function<Beat, @Nullable Double> measure : measures) {
            columns.add(column(measured, measure));
        }
        return columns.encode();
    }

    private static JsonArray column(List<Beat> beats, Function<Beat, @Nullable Double> measure) {
        JsonArray column = new JsonArray();
        for (Beat beat : beats) {
            Double value = measure.apply(beat);
            if (value == null) {
                column.addNull();
            } else {
                column.add(Math.round(value * 100) / 100.0);
            }
        }
        return column;
    }
}
