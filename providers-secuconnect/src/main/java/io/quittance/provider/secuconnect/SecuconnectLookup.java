package io.quittance.provider.secuconnect;

import io.quittance.spi.ErrorCategory;
import io.quittance.spi.OrderMatch;
import io.quittance.spi.PaymentKey;
import io.quittance.spi.PaymentLookup;
import io.quittance.spi.PaymentObservation;
import io.quittance.spi.PaymentStatus;
import io.quittance.spi.PaymentStore;
import io.quittance.spi.PaymentStore.KnownPayment;
import io.quittance.spi.ProviderException;
import io.vertx.core.Future;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Asks about payments of which no push came. Payments are read, and their orders found, as after a push. */
final class SecuconnectLookup implements PaymentLookup {

    private final SecuconnectClient client;
    private final CreatedPayments created;
    private final PaymentReader payments;
    private final OrderSearch orders;
    private final OrderReference orderReference;
    private final Logger logger;

    SecuconnectLookup(
            SecuconnectClient client,
            PaymentReader payments,
            OrderSearch orders,
            OrderReference orderReference,
            Logger logger) {
        this.client = client;
        this.created = new CreatedPayments(client, logger);
        this.payments = payments;
        this.orders = orders;
        this.orderReference = orderReference;
        this.logger = logger;
    }

    @Override
    public Future<List<PaymentObservation>> byPayment(PaymentKey payment, PaymentStore store) {
        return payments.read(payment.id())
                .compose(found -> observeAll(found.stream().toList(), store, orders::find));
    }

    @Override
    public Future<List<PaymentObservation>> byOrder(String reference, PaymentStore store) {
        Future<OrderMatch> order = Future.succeededFuture(OrderMatch.matched(reference));
        return client.smartTransactions(reference)
                .map(search -> search.payments(orderReference, reference))
                .compose(ids -> inTurn(ids, payments::read))
                .compose(readings -> observeAll(readings, store, (payment, known) -> order));
    }

    @Override
    public Future<Page> list(Window window, Optional<String> cursor, PaymentStore store) {
        return created.page(window, cursor)
                .compose(page -> inTurn(page.ids(), this::readOrPassOver)
                        .compose(readings -> observeAll(readings, store, orders::find))
                        .map(found -> new Page(found, page.next())));
    }

    /** One payment that cannot be read must not hide those after it. */
    private Future<Optional<PaymentReading>> readOrPassOver(String id) {
        return payments.read(id).recover(failure -> {
            if (failure instanceof ProviderException known && known.category() == ErrorCategory.PERMANENT) {
                logger.log(Level.WARNING, "Passed over in a list, the payment {0}: {1}", Printable.of(id), known);
                return Future.succeededFuture(Optional.empty());
            }
            return Future.failedFuture(failure);
        });
    }

    /** Several transactions may be parts of one payment, which is observed once. */
    private static Future<List<PaymentObservation>> observeAll(
            List<PaymentReading> readings,
            PaymentStore store,
            BiFunction<String, Optional<KnownPayment>, Future<OrderMatch>> order) {
        Set<String> seen = new HashSet<>();
        List<PaymentReading> payments = readings.stream()
                .filter(reading -> seen.add(reading.payment().id()))
                .toList();
        return inTurn(payments, reading -> observe(reading, store, order).map(Optional::of));
    }

    private static Future<PaymentObservation> observe(
            PaymentReading reading,
            PaymentStore store,
            BiFunction<String, Optional<KnownPayment>, Future<OrderMatch>> order) {
        String id = reading.payment().id();
        return store.payment(PaymentKey.of(id))
                .compose(known -> order.apply(id, known).map(match -> reading.observe(match, statusSoFar(known))));
    }

    private static PaymentStatus statusSoFar(Optional<KnownPayment> known) {
        return known.map(KnownPayment::status).orElse(PaymentStatus.UNKNOWN);
    }

    /** One after another, so that a look-up never takes the account's calls from what waits for a push. */
    private static <T, R> Future<List<R>> inTurn(List<T> asked, Function<T, Future<Optional<R>>> call) {
        Future<List<R>> all = Future.succeededFuture(new ArrayList<>());
        for (T one : asked) {
            all = all.compose(found -> call.apply(one).map(more -> {
                more.ifPresent(found::add);
                return found;
            }));
        }
        return all;
    }
}
