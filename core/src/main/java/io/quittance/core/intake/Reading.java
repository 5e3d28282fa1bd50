package io.quittance.core.intake;

import static java.util.Objects.requireNonNull;

import io.quittance.core.plugin.ReceivedNotification;
import io.quittance.core.plugin.RunningAccount;
import io.quittance.spi.ErrorCategory;
import io.quittance.spi.NotificationItem;
import io.quittance.spi.ProviderException;
import io.quittance.spi.Verification;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the plugin reads in a notification whose sender is not refused.
 *
 * @param items what it says; none if it is not readable
 */
record Reading(Verification verification, Result result, List<NotificationItem> items) {

    private static final Logger LOGGER = LoggerFactory.getLogger(Reading.class);

    /** How far the plugin got. */
    enum Result {
        /** All of it. */
        READ,
        /** It is not JSON as it must be. The sender is told. */
        MALFORMED,
        /** The plugin does not understand it. That is not the sender's fault. */
        UNREADABLE
    }

    Reading {
        items = List.copyOf(items);
    }

    /**
     * Reads.
     *
     * @throws ProviderException if it is malformed and its sender is not verified: of such bytes nothing is kept
     */
    @SuppressWarnings("checkstyle:IllegalCatch") // Whatever a parser throws, the notification is kept.
    static Reading read(RunningAccount account, ReceivedNotification inbound, Verification verification) {
        try {
            return new Reading(
                    verification, Result.READ, checked(account.provider().parse(inbound, verification)));
        } catch (ProviderException e) {
            if (e.category() != ErrorCategory.MALFORMED) {
                return unreadable(account, verification, String.valueOf(e.getMessage()));
            }
            if (!verification.isVerified()) {
                throw e;
            }
            return new Reading(verification, Result.MALFORMED, List.of());
        } catch (RuntimeException | LinkageError | StackOverflowError | AssertionError e) {
            return unreadable(account, verification, e.getClass().getName());
        }
    }

    /** A parser that leaves out what an item must have has not read the notification. */
    private static List<NotificationItem> checked(List<NotificationItem> items) {
        items.forEach(item -> {
            requireNonNull(item.key());
            requireNonNull(item.subject());
            requireNonNull(item.kind());
            requireNonNull(item.effect());
        });
        return items;
    }

    private static Reading unreadable(RunningAccount account, Verification verification, String reason) {
        LOGGER.atWarn()
                .addKeyValue("account", account.config().id())
                .addKeyValue("reason", reason)
                .log("The plugin cannot read an authentic notification; it is kept");
        return new Reading(verification, Result.UNREADABLE, List.of());
    }
}
