package io.quittance.spi;

import io.vertx.core.Future;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * One account at a payment service provider: reads what the provider posts, answers as the provider wants to be
 * answered, and finds out what is now true.
 *
 * <p>Lifecycle and threads:
 * <ol>
 *   <li>{@link #authenticate}, {@link #parse} and {@link #acknowledge} are called in this order for each request, on any
 *       event loop and for several requests at once. They are fast, do no I/O, and touch no unguarded mutable state.
 *   <li>{@link #reconcile} and the {@link #lookup()} are called on one event loop per account, later, and possibly on
 *       another node than the one that took the notification. They must not block either; their Future may take as long
 *       as the gateway's time-out for provider calls allows.
 *   <li>{@link #close()} is called once. No other method is called after it.
 * </ol>
 * An account whose provider blocks event loops is moved to worker threads of its own, or takes nothing new: from then on
 * everything above is called there, what is called on one loop still one after the other. Nothing is to rely on it.
 *
 * <p>The context class loader of the thread is that of the plugin, whatever of the plugin is called: these methods, what it
 * has scheduled, and what goes on when something that was lent to it is answered.
 *
 * <p>Nothing here writes to the store. A provider reports {@linkplain PaymentObservation observations}; the gateway
 * applies its rules to them and writes. Every effect is therefore idempotent, and a call may be repeated at any time.
 *
 * <p>No method takes or returns null.
 */
public interface PaymentProvider {

    /**
     * Decides who sent the notification, from its headers, query, address and raw bytes. Comparisons with a secret take
     * constant time, and the answer to an unknown sender and to a wrong secret is the same. Called before anything is
     * looked up by what the body says.
     *
     * @return by which credential the sender is verified, or {@link Verification#unverified()} for a provider that does
     *     not sign
     * @throws ProviderException with category {@link ErrorCategory#UNAUTHENTICATED} to refuse the sender; nothing of the
     *     request is then stored. Anything else that is thrown is a fault of the plugin and answered as unavailable, so
     *     that the provider sends again
     */
    Verification authenticate(InboundNotification inbound) throws ProviderException;

    /**
     * Splits a notification into what it says, one item for each subject. Pure: the same bytes always give items with
     * equal keys, because keys decide what is a repeat, and replay parses stored notifications again.
     *
     * @return the items, possibly none if an authentic notification says nothing of interest
     * @throws ProviderException with category {@link ErrorCategory#MALFORMED} if the bytes are not a JSON object, as
     *     {@link InboundNotification#json()} reports it; with category {@link ErrorCategory#PERMANENT} if it is an
     *     object that this parser cannot read: it is kept, acknowledged, and becomes a case for an operator; the log
     *     tells the message. Anything else that is thrown means the same, but the log tells no more than its class
     */
    List<NotificationItem> parse(InboundNotification inbound, Verification verification) throws ProviderException;

    /**
     * The answer that this provider must get for an outcome. Only status codes of success end the provider's retries, and
     * the gateway never sends one for a refused outcome, whatever is returned here.
     */
    Acknowledgement acknowledge(InboundNotification inbound, IntakeOutcome outcome);

    /**
     * Finds out what is now true about a subject, by asking the provider or from the notifications themselves.
     *
     * @param work all waiting items of one subject, oldest first
     * @param store what is already known, read-only
     * @return the observations, none if the items concern no payment. A failed Future with a {@link ProviderException}
     *     is retried as its category says; a synchronous throw or a null counts as a failed Future
     */
    Future<List<PaymentObservation>> reconcile(ReconciliationWork work, PaymentStore store);

    /**
     * How to ask the provider about payments whose notifications are missing or leave a doubt; empty if its API offers no
     * way. Called once, when the account starts and before any other method.
     */
    default Optional<PaymentLookup> lookup() {
        return Optional.empty();
    }

    /**
     * The address to hand to the provider when the payment of an order is created there, for providers that take one per
     * payment.
     *
     * @param publicBase where the gateway's intake is reachable from outside, with the account's path
     * @param order the merchant's order reference
     */
    default Optional<URI> notificationUrl(URI publicBase, String order) {
        return Optional.empty();
    }

    /**
     * The names of all credentials that {@link #authenticate} accepts, as it gives them to {@link Verification#verified},
     * newest first where one has several keys. For people, who want to see which key is still in use before they remove
     * it. None for a provider that does not sign.
     */
    default List<String> credentials() {
        return List.of();
    }

    /** Lets go of what the provider holds. The gateway's own loans (timers, HTTP) end without it. */
    default Future<Void> close() {
        return Future.succeededFuture();
    }
}
