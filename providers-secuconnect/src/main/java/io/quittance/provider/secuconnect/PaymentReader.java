package io.quittance.provider.secuconnect;

import io.quittance.spi.PaymentObservation.Refund;
import io.quittance.spi.ProviderException;
import io.vertx.core.Future;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Asks the API for all that is needed to say what is true about a payment. */
final class PaymentReader {

    private static final int MAX_CHILDREN = 50;

    private final SecuconnectClient client;
    private final Logger logger;

    PaymentReader(SecuconnectClient client, Logger logger) {
        this.client = client;
        this.logger = logger;
    }

    /** What is true about a payment, or about the payment that the transaction is a refund of; empty if there is none. */
    Future<Optional<PaymentReading>> read(String id) {
        return client.payment(id).compose(found -> read(id, found));
    }

    /** The same for an id that a stranger may have made up: one that the API refuses is as one that it does not know. */
    Future<Optional<PaymentReading>> readOfStranger(String id) {
        return client.paymentOfStranger(id).compose(found -> read(id, found));
    }

    private Future<Optional<PaymentReading>> read(String id, Optional<PaymentTransaction> found) {
        if (found.isEmpty()) {
            logger.log(Level.INFO, "secuconnect does not know the payment {0}", Printable.of(id));
            return nothing();
        }
        PaymentTransaction payment = found.get();
        return payment.isPartOfAnother() ? readParentOf(payment) : readWhole(payment, List.of());
    }

    private Future<Optional<PaymentReading>> readParentOf(PaymentTransaction part) {
        return part.parentId()
                .map(client::payment)
                .orElseGet(() -> Future.succeededFuture(Optional.empty()))
                .map(found -> found.filter(parent -> !parent.isPartOfAnother()))
                .compose(parent -> {
                    if (parent.isEmpty()) {
                        logger.log(
                                Level.WARNING,
                                "Of the refund {0} the payment cannot be found",
                                Printable.of(part.id()));
                        return nothing();
                    }
                    return readWhole(parent.get(), List.of(part));
                });
    }

    private Future<Optional<PaymentReading>> readWhole(PaymentTransaction payment, List<PaymentTransaction> known) {
        return readChildren(payment, known)
                .map(children -> Stream.concat(known.stream(), children)
                        .flatMap(child -> child.asRefund().stream())
                        .toList())
                .compose(refunds -> readAmountLeft(payment, refunds))
                .map(Optional::of);
    }

    /** Reads the refunds and other parts that are not known yet; a part that the API no longer knows is left out. */
    private Future<Stream<PaymentTransaction>> readChildren(
            PaymentTransaction payment, List<PaymentTransaction> known) {
        List<String> unread = payment.children().stream()
                .map(PaymentTransaction.Link::id)
                .filter(id -> known.stream().noneMatch(child -> child.id().equals(id)))
                .distinct()
                .toList();
        if (unread.size() > MAX_CHILDREN) {
            return Future.failedFuture(ProviderException.permanent("A payment has " + unread.size()
                    + " related transactions, more than the " + MAX_CHILDREN + " we read"));
        }
        List<Future<Optional<PaymentTransaction>>> reads =
                unread.stream().map(client::payment).toList();
        return Future.all(reads).map(all -> reads.stream().flatMap(read -> read.result().stream()));
    }

    private Future<PaymentReading> readAmountLeft(PaymentTransaction payment, List<Refund> refunds) {
        return payment.status().needsEffectiveAmount()
                ? client.effectiveAmount(payment.id())
                        .map(left -> new PaymentReading(payment, refunds, Optional.of(left)))
                : Future.succeededFuture(new PaymentReading(payment, refunds, Optional.empty()));
    }

    private static Future<Optional<PaymentReading>> nothing() {
        return Future.succeededFuture(Optional.empty());
    }
}
