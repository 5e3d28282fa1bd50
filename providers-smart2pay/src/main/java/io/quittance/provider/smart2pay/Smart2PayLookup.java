package io.quittance.provider.smart2pay;

import io.quittance.provider.smart2pay.Smart2PaySettings.Site;
import io.quittance.spi.OrderMatch;
import io.quittance.spi.PaymentKey;
import io.quittance.spi.PaymentLookup;
import io.quittance.spi.PaymentObservation;
import io.quittance.spi.PaymentStore;
import io.quittance.spi.ProviderContext;
import io.vertx.core.Future;
import java.lang.System.Logger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Asks Smart2Pay's API about payments: on each back end whose address is configured, and in the name of each site. */
final class Smart2PayLookup implements PaymentLookup {

    /** A shop may have used an id up without a payment; two such ids in a row are the end. */
    private static final int MOST_MISSING = 2;

    private static final int MOST_ATTEMPTS = 50;

    private final Smart2PayApi api;
    private final List<BackEnd> backEnds;
    private final List<Site> sites;
    private final PaymentMapping mapping;
    private final AttemptIds attemptIds;
    private final PaymentReader reader;
    private final PaymentList list;

    private Smart2PayLookup(
            Smart2PayApi api,
            List<BackEnd> backEnds,
            Smart2PaySettings settings,
            PaymentMapping mapping,
            Logger logger) {
        RefundReader refunds = new RefundReader(api, mapping, logger);
        this.api = api;
        this.backEnds = backEnds;
        this.sites = settings.sites();
        this.mapping = mapping;
        this.attemptIds = settings.attemptIds();
        this.reader = new PaymentReader(api, sites, mapping, refunds);
        this.list = new PaymentList(api, backEnds, sites, mapping, refunds, logger);
    }

    /** The look-ups that the settings allow: none if they name the address of no back end. */
    static Optional<PaymentLookup> of(Smart2PaySettings settings, PaymentMapping mapping, ProviderContext context) {
        Map<BackEnd, String> baseUrls = settings.baseUrls();
        if (baseUrls.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Smart2PayLookup(
                new Smart2PayApi(context.http(), baseUrls),
                baseUrls.keySet().stream().sorted().toList(),
                settings,
                mapping,
                context.logger()));
    }

    /** Of a back end whose address is not configured nothing is known: an operator wants it so, and that ends the question. */
    @Override
    public Future<List<PaymentObservation>> byPayment(PaymentKey payment, PaymentStore store) {
        boolean configured = BackEnd.of(payment).filter(backEnds::contains).isPresent();
        return configured ? reader.read(payment, store) : Future.succeededFuture(List.of());
    }

    /**
     * Asks for the payment of one attempt after the other, since whole ids are all that can be asked for; until two in a row
     * are not known.
     */
    @Override
    public Future<List<PaymentObservation>> byOrder(String reference, PaymentStore store) {
        return attempts(reference, 1, 0, List.of(), store);
    }

    private Future<List<PaymentObservation>> attempts(
            String reference, int attempt, int missing, List<PaymentObservation> found, PaymentStore store) {
        Optional<String> id = attemptIds.of(reference, attempt);
        if (id.isEmpty() || missing == MOST_MISSING || attempt > MOST_ATTEMPTS) {
            return Future.succeededFuture(distinct(found));
        }
        return OneByOne.everywhere(
                        backEnds,
                        backEnd -> OneByOne.all(sites, site -> byId(id.get(), reference, backEnd, site, store)))
                .compose(
                        more -> attempts(
                                reference,
                                attempt + 1,
                                more.isEmpty() ? missing + 1 : 0,
                                Stream.concat(found.stream(), more.stream()).toList(),
                                store),
                        failure -> found.isEmpty()
                                ? Future.failedFuture(failure)
                                : Future.succeededFuture(distinct(found)));
    }

    @Override
    public Future<Page> list(Window window, Optional<String> cursor, PaymentStore store) {
        return list.page(window, cursor, store);
    }

    private Future<List<PaymentObservation>> byId(
            String id, String reference, BackEnd backEnd, Site site, PaymentStore store) {
        String limit = backEnd == BackEnd.CARD ? "limit" : "pageSize";
        Map<String, String> query = Map.of("merchantTransactionID", id, limit, Integer.toString(PaymentPage.SIZE));
        return api.payments(backEnd, site, query)
                .map(page -> paymentsOf(reference, page, backEnd))
                .compose(ids -> OneByOne.all(ids, payment -> reader.read(backEnd, site, payment, store)));
    }

    private List<String> paymentsOf(String reference, PaymentPage page, BackEnd backEnd) {
        return page.rows().stream()
                .map(row -> PaymentMessage.answered(row, backEnd))
                .filter(payment -> mapping.order(payment).equals(OrderMatch.matched(reference)))
                .map(PaymentMessage::id)
                .toList();
    }

    /** Where both back ends are behind one address, both know everything. */
    private static List<PaymentObservation> distinct(List<PaymentObservation> observations) {
        Map<PaymentKey, PaymentObservation> distinct = new LinkedHashMap<>();
        observations.forEach(observation -> distinct.putIfAbsent(observation.payment(), observation));
        return List.copyOf(distinct.values());
    }
}
