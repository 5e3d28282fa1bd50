package io.quittance.provider.smart2pay;

import io.quittance.provider.smart2pay.Smart2PaySettings.Site;
import io.quittance.spi.ErrorCategory;
import io.quittance.spi.PaymentObservation.Refund;
import io.quittance.spi.PaymentStatus;
import io.quittance.spi.ProviderException;
import io.vertx.core.Future;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.stream.Stream;

/**
 * Reads the refunds of payments. What cannot be read is left out and logged: it must not hide the payment, and refunds that
 * are known already stay known.
 */
final class RefundReader {

    private final Smart2PayApi api;
    private final PaymentMapping mapping;
    private final Logger logger;

    RefundReader(Smart2PayApi api, PaymentMapping mapping, Logger logger) {
        this.api = api;
        this.mapping = mapping;
        this.logger = logger;
    }

    /** The refunds of a payment, if there may be any; fails only as temporary. */
    Future<List<Refund>> of(PaymentMessage payment, BackEnd backEnd, Site site) {
        PaymentStatus status = payment.status().status();
        boolean moneyCame = status.impliesCapture() || status == PaymentStatus.PARTIALLY_PAID;
        if (!moneyCame) {
            return Future.succeededFuture(List.of());
        }
        return api.refunds(backEnd, site, payment.id())
                .recover(failure -> withoutRefunds(payment, failure))
                .map(rows -> rows.stream()
                        .flatMap(row -> refund(row, payment.backEnd()))
                        .toList());
    }

    private Future<List<LenientJson>> withoutRefunds(PaymentMessage payment, Throwable failure) {
        if (!(failure instanceof ProviderException refusal) || refusal.category() == ErrorCategory.TEMPORARY) {
            return Future.failedFuture(failure);
        }
        logger.log(
                Level.WARNING, "The payment {0} is read without its refunds: {1}", payment.id(), refusal.getMessage());
        return Future.succeededFuture(List.of());
    }

    private Stream<Refund> refund(LenientJson row, BackEnd backEnd) {
        try {
            return Stream.of(mapping.refund(backEnd, RefundMessage.of(row)));
        } catch (ProviderException e) {
            logger.log(
                    Level.WARNING,
                    "Smart2Pay lists a refund that cannot be read, {0}: {1}",
                    row.nameBy("ID"),
                    e.getMessage());
            return Stream.empty();
        }
    }
}
