package io.quittance.spi.testing;

import io.quittance.spi.Money;
import io.quittance.spi.PaymentKey;
import io.quittance.spi.PaymentStatus;
import io.quittance.spi.PaymentStore;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A store that knows what a test put into it. */
public final class TestingPaymentStore implements PaymentStore {

    private final Map<PaymentKey, KnownPayment> payments = new HashMap<>();
    private final Map<String, KnownOrder> orders = new HashMap<>();

    /** Puts a payment that is linked to no order. */
    public TestingPaymentStore payment(PaymentKey payment, PaymentStatus status, String statusCode) {
        payments.put(payment, new KnownPayment(payment, Optional.empty(), status, statusCode));
        return this;
    }

    /** Puts a payment that is linked to an order. */
    public TestingPaymentStore payment(PaymentKey payment, String order, PaymentStatus status, String statusCode) {
        payments.put(payment, new KnownPayment(payment, Optional.of(order), status, statusCode));
        return this;
    }

    /** Puts a registered order. */
    public TestingPaymentStore order(String reference, Money amount) {
        orders.put(reference, new KnownOrder(reference, amount));
        return this;
    }

    @Override
    public Future<Optional<KnownPayment>> payment(PaymentKey payment) {
        return Future.succeededFuture(Optional.ofNullable(payments.get(payment)));
    }

    @Override
    public Future<Optional<KnownOrder>> order(String reference) {
        return Future.succeededFuture(Optional.ofNullable(orders.get(reference)));
    }
}
