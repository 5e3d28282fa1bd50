package io.quittance.spi;

import io.vertx.core.Future;
import java.util.Optional;

/**
 * The gateway's Postgres store as the plugin of one account may see it: its own payments and its merchant's orders,
 * read-only and non-blocking. What it returns may be outdated by the time it arrives; the gateway compares again, under
 * locks, when it writes.
 *
 * <p>A Future fails with category {@link ErrorCategory#TEMPORARY} if the store cannot be reached.
 */
public interface PaymentStore {

    /** What is recorded about a payment; empty if it was never observed. */
    Future<Optional<KnownPayment>> payment(PaymentKey payment);

    /** What the merchant expects; empty if no such order is registered. */
    Future<Optional<KnownOrder>> order(String reference);

    /**
     * A recorded payment.
     *
     * @param payment its key
     * @param order the reference of the order it is linked to, if it is linked; a link never moves by itself
     * @param status our status of it
     * @param statusCode the provider's own code for its status
     */
    record KnownPayment(PaymentKey payment, Optional<String> order, PaymentStatus status, String statusCode) {}

    /**
     * A registered order.
     *
     * @param reference the merchant's reference
     * @param amount what the merchant expects, in minor units of its currency
     */
    record KnownOrder(String reference, Money amount) {}
}
