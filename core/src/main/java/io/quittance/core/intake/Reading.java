package io.quittance.core.intake;

import static java.util.Objects.requireNonNull;

import io.quittance.core.plugin.PluginUnavailableException;
import io.quittance.core.plugin.ReceivedNotification;
import io.quittance.core.plugin.RunningAccount;
import io.quittance.spi.ErrorCategory;
import io.quittance.spi.NotificationItem;
import io.quittance.spi.ProviderException;
import io.quittance.spi.Verification;
import io.vertx.core.Future;
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
     * Reads. Fails with a {@link ProviderException} if it is malformed and its sender is not verified, since of such bytes
     * nothing is kept, and with a {@link PluginUnavailableException} if it is to be read at another time.
     */
    static Future<Reading> read(RunningAccount account, ReceivedNotification inbound, Verification verification) {
        return account.plugin()
                .parse(inbound, verification, Reading::checked)
                .transform((items, failure) -> failure == null
                        ? Future.succeededFuture(new Reading(verification, Result.READ, items))
                        : notRead(account, verification, failure));
    }

    /** Whatever a parser throws, the notification is kept. */
    private static Future<Reading> notRead(RunningAccount account, Verification verification, Throwable failure) {
        if (failure instanceof ProviderException known && known.category() == ErrorCategory.MALFORMED) {
            return verification.isVerified()
                    ? Future.succeededFuture(new Reading(verification, Result.MALFORMED, List.of()))
                    : Future.failedFuture(failure);
        }
        if (failure instanceof PluginUnavailableException || isOurs(failure)) {
            return Future.failedFuture(failure);
        }
        String reason = failure instanceof ProviderException
                ? failure.getMessage()
                : failure.getClass().getName();
        return Future.succeededFuture(unreadable(account, verification, String.valueOf(reason)));
    }

    private static boolean isOurs(Throwable failure) {
        return failure instanceof Error
                && !(failure instanceof LinkageError
                        || failure instanceof StackOverflowError
                        || failure instanceof AssertionError);
    }

    /** A parser that leaves out what an item must have has not read the notification. */
    private static List<NotificationItem> checked(List<NotificationItem> items) {
        items.forEach(item -> {
            requireNonNull(item.key());
            requireNonNull(item.subject());
            requireNonNull(item.kind());
            requireNonNull(item.effect());
        });
        return List.copyOf(items);
    }

    private static Reading unreadable(RunningAccount account, Verification verification, String reason) {
        LOGGER.atWarn()
                .addKeyValue("account", account.config().id())
                .addKeyValue("reason", reason)
                .log("The plugin cannot read an authentic notification; it is kept");
        return new Reading(verification, Result.UNREADABLE, List.of());
    }
}
