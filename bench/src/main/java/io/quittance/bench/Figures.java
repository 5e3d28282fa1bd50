package io.quittance.bench;

import io.quittance.bench.Figure.Ask;
import io.quittance.bench.Figure.Term;
import java.util.List;
import java.util.Optional;

/** The numbers that we hold ourselves to, in their order. */
final class Figures {

    static final String GATEWAY = "gateway";
    static final String INTAKE = "its intake alone";
    static final String SINGLE = "one INSERT per request";
    static final String NOTHING = "nothing stored";
    static final int PACE = 1_000;
    static final String PACED = at(GATEWAY, PACE);
    /** So few that each comes when the one before is long done. */
    static final int LONE_PACE = 50;

    static final String LONE = at(GATEWAY, LONE_PACE);
    static final String TWO_NODES = "2 nodes";
    static final String THREE_NODES = "3 nodes";

    private final String commits;
    private final String filled;

    /**
     * The numbers.
     *
     * @param commits who commits single rows
     * @param filled the gateway whose store is full
     */
    Figures(String commits, String filled) {
        this.commits = commits;
        this.filled = filled;
    }

    List<Figure> all() {
        Term events = new Term(GATEWAY, Quantity.RECONCILED);
        return List.of(
                rate(Topic.BULK, GATEWAY, BulkInsert.NAME, Ask.atLeast(0.30, 0.40)),
                rate(Topic.BULK, INTAKE, BulkInsert.NAME, Ask.atLeast(0.30, 0.40)),
                rate(Topic.COMMITS, GATEWAY, commits, Ask.atLeast(1.7, 2.2)),
                rate(Topic.COMMITS, INTAKE, commits, Ask.atLeast(1.7, 2.2)),
                rate(Topic.SINGLE, GATEWAY, SINGLE, Ask.atLeast(2.5, 3)),
                rate(Topic.SINGLE, INTAKE, SINGLE, Ask.atLeast(2.5, 3)),
                rate(Topic.NOTHING, GATEWAY, NOTHING, Ask.atLeast(0.45, 0.6)),
                rate(Topic.NOTHING, INTAKE, NOTHING, Ask.atLeast(0.45, 0.6)),
                ratio(Topic.RECONCILE, "reconciled end to end/s", events, perSecond(GATEWAY), Ask.atLeast(0.4, 0.6)),
                ratio(
                        Topic.LATENCY,
                        "p99 of the acknowledgement, ms",
                        new Term(PACED, Quantity.P99),
                        new Term(at(commits, PACE), Quantity.P99),
                        Ask.atMost(3, 2)),
                ratio(
                        Topic.LATENCY,
                        "p50 of the acknowledgement, ms",
                        new Term(LONE, Quantity.P50),
                        new Term(at(commits, LONE_PACE), Quantity.P50),
                        Ask.atMost(2, 1.5)),
                rate(Topic.NODES, TWO_NODES, GATEWAY, Ask.atLeast(0.9, 1)),
                rate(Topic.NODES, THREE_NODES, GATEWAY, Ask.atLeast(0.8, 1)),
                rate(Topic.VOLUME, filled, GATEWAY, Ask.atLeast(0.9, 0.95)),
                ratio(
                        Topic.VOLUME,
                        "reconciled/s",
                        new Term(filled, Quantity.RECONCILED),
                        events,
                        Ask.atLeast(0.9, 0.95)),
                alone(Topic.MEMORY, "resident at full load, MB", Quantity.MEMORY, Ask.atMost(400, 256)),
                alone(Topic.START, "start to ready, ms", Quantity.START, Ask.atMost(2_000, 1_000)));
    }

    /** What somebody is called whom a rate is set. */
    static String at(String name, int perSecond) {
        return name + " at " + perSecond + "/s";
    }

    private static Figure rate(Topic topic, String contender, String other, Ask ask) {
        return ratio(topic, "acknowledged/s", perSecond(contender), perSecond(other), ask);
    }

    private static Figure ratio(Topic topic, String label, Term ours, Term other, Ask ask) {
        return new Figure(topic, label, ours, Optional.of(other), ask);
    }

    private static Figure alone(Topic topic, String label, Quantity quantity, Ask ask) {
        return new Figure(topic, label, new Term(GATEWAY, quantity), Optional.empty(), ask);
    }

    private static Term perSecond(String contender) {
        return new Term(contender, Quantity.PER_SECOND);
    }
}
