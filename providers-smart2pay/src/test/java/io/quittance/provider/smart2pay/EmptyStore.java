package io.quittance.provider.smart2pay;

import io.quittance.spi.PaymentKey;
import io.quittance.spi.PaymentStore;
import io.vertx.core.Future;
import java.util.Optional;

/** A store in which nothing is known yet. */
final class EmptyStore implements PaymentStore {

    @Override
    public Future<Optional<KnownPayment>> payment(PaymentKey payment) {
        return Future.succeededFuture(Optional.empty());
    }

    @Override
    public Future<Optional<KnownOrder>> order(String reference) {
        return Future.succeededFuture(Optional.empty());
    }
}
