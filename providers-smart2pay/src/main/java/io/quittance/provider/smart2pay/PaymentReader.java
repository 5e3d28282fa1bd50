package io.quittance.provider.smart2pay;

import io.quittance.provider.smart2pay.Smart2PaySettings.Site;
import io.quittance.spi.PaymentKey;
import io.quittance.spi.PaymentObservation;
import io.quittance.spi.PaymentStore;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Reads payments, and their refunds where there may be any, in the name of the site that they belong to. */
final class PaymentReader {

    private final Smart2PayApi api;
    private final List<Site> sites;
    private final PaymentMapping mapping;
    private final RefundReader refunds;

    /** The site of the payment that was read last: the next one is probably of it, too. Saves calls and nothing else. */
    private final Map<BackEnd, Site> lastKnown = new ConcurrentHashMap<>();

    PaymentReader(Smart2PayApi api, List<Site> sites, PaymentMapping mapping, RefundReader refunds) {
        this.api = api;
        this.sites = List.copyOf(sites);
        this.mapping = mapping;
        this.refunds = refunds;
    }

    /** What is now true about a payment; empty if no site has it. */
    Future<List<PaymentObservation>> read(PaymentKey payment, PaymentStore store) {
        return BackEnd.of(payment)
                .map(backEnd -> OneByOne.first(
                        inTurn(backEnd),
                        site -> read(backEnd, site, payment.id(), store).map(found -> only(payment, found))))
                .orElseGet(() -> Future.succeededFuture(List.of()));
    }

    /** The same with the key of one site. */
    Future<List<PaymentObservation>> read(BackEnd backEnd, Site site, String id, PaymentStore store) {
        return api.payment(backEnd, site, id)
                .compose(found -> found.map(payment -> read(payment, backEnd, site, store))
                        .orElseGet(() -> Future.succeededFuture(List.of())));
    }

    private Future<List<PaymentObservation>> read(
            PaymentMessage payment, BackEnd backEnd, Site site, PaymentStore store) {
        lastKnown.put(backEnd, site);
        return refunds.of(payment, backEnd, site)
                .compose(found -> store.payment(payment.key())
                        .map(known -> mapping.read(payment, known, site.id()).refunds(found)))
                .map(observation -> List.of(observation.build()));
    }

    private List<Site> inTurn(BackEnd backEnd) {
        Site last = lastKnown.get(backEnd);
        if (last == null) {
            return sites;
        }
        List<Site> inTurn = new ArrayList<>(sites);
        inTurn.remove(last);
        inTurn.add(0, last);
        return inTurn;
    }

    /** A payment of the other back end, or of another id, is not the one that was asked for. */
    private static List<PaymentObservation> only(PaymentKey payment, List<PaymentObservation> found) {
        return found.stream()
                .filter(observation -> observation.payment().equals(payment))
                .toList();
    }
}
