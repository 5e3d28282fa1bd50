package io.quittance.core.store;

import io.quittance.core.config.RetentionConfig;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Up to where what is stored is too old, at a moment.
 *
 * @param general what holds for all, and for accounts that are not configured any more
 * @param accounts what holds for accounts, by id
 */
public record RetentionLimits(Instant now, RetentionConfig general, Map<String, RetentionConfig.OfAccount> accounts) {

    public RetentionLimits {
        accounts = Map.copyOf(accounts);
    }

    /** The first month of which notifications are kept as a whole: of every account, what is older is too old. */
    public YearMonth firstMonthOfNotifications() {
        return monthAfter(longestBodies());
    }

    /** The first month of which events are kept as a whole. */
    public YearMonth firstMonthOfEvents() {
        return monthAfter(general.events());
    }

    /** The first month of which timelines are kept as a whole. */
    public YearMonth firstMonthOfHistory() {
        return monthAfter(general.history());
    }

    /** Orders and payments that were last touched before are too old. */
    Instant history() {
        return now.minus(general.history());
    }

    /**
     * The lowest id of an account's notifications that are kept. What goes with its month anyway is not counted: that
     * costs nothing.
     */
    UUID bodies(String account) {
        Duration kept = of(account, RetentionConfig.OfAccount::bodies, general.bodies());
        return kept.compareTo(longestBodies()) < 0
                ? Ids.lowest(now.minus(kept))
                : Partitions.lowerBound(firstMonthOfNotifications());
    }

    /** Notifications with an id from here on are all kept. */
    UUID latestOfBodies() {
        return Ids.lowest(now.minus(bodies().min(Duration::compareTo).orElseThrow()));
    }

    /** The lowest ids of the notifications whose keys are kept, by account; those of others are {@link #keys()}. */
    Map<String, UUID> keysByAccount() {
        Map<String, UUID> lowest = new TreeMap<>();
        accounts.keySet()
                .forEach(account -> lowest.put(
                        account, Ids.lowest(now.minus(of(account, RetentionConfig.OfAccount::keys, general.keys())))));
        return lowest;
    }

    /** The lowest id of the notifications whose keys are kept, at accounts that have nothing of their own. */
    UUID keys() {
        return Ids.lowest(now.minus(general.keys()));
    }

    /** Keys of notifications with an id from here on are all kept. */
    UUID latestOfKeys() {
        return Stream.concat(Stream.of(keys()), keysByAccount().values().stream())
                .max(Comparator.comparing(UUID::toString)) // As Postgres does; UUID itself compares with signs.
                .orElseThrow();
    }

    private Duration longestBodies() {
        return bodies().max(Duration::compareTo).orElseThrow();
    }

    private Stream<Duration> bodies() {
        return Stream.concat(
                Stream.of(general.bodies()),
                accounts.keySet().stream()
                        .map(account -> of(account, RetentionConfig.OfAccount::bodies, general.bodies())));
    }

    private Duration of(
            String account, Function<RetentionConfig.OfAccount, @Nullable Duration> kind, Duration otherwise) {
        RetentionConfig.OfAccount own = accounts.get(account);
        Duration kept = own == null ? null : kind.apply(own);
        return kept == null ? otherwise : kept;
    }

    private YearMonth monthAfter(Duration kept) {
        return YearMonth.from(now.minus(kept).atOffset(ZoneOffset.UTC));
    }
}
