package io.quittance.core.config;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long what is stored is kept.
 *
 * @param bodies notifications with what they say and what they were answered
 * @param keys what tells that a notification came before
 * @param events in the feed, with their deliveries
 * @param history orders, payments, observations, cases and timelines, once nothing can change any more
 * @param archive the directory where notifications are written before they go; null: nowhere
 */
public record RetentionConfig(
        Duration bodies,
        Duration keys,
        Duration events,
        Duration history,
        @Nullable Path archive) {

    /** What holds if nothing is said: 90 days, keys 30, history 25 months. */
    public static final RetentionConfig DEFAULT = new RetentionConfig(
            Duration.ofDays(90), Duration.ofDays(30), Duration.ofDays(90), Duration.ofDays(761), null);

    /**
     * What is kept of one account differently than of all; null: as of all.
     *
     * @param bodies as above
     * @param keys as above
     */
    public record OfAccount(
            @Nullable Duration bodies, @Nullable Duration keys) {

        /** Nothing is. */
        public static final OfAccount AS_ALL = new OfAccount(null, null);
    }
}
