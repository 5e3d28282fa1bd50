package io.quittance.provider.smart2pay;

import io.quittance.provider.smart2pay.Smart2PaySettings.Site;
import io.quittance.spi.OrderMatch;
import io.quittance.spi.PaymentKey;
import io.quittance.spi.PaymentLookup;
import io.quittance.spi.PaymentObservation;
import io.quittance.spi.PaymentStore;
import io.quittance.spi.ProviderContext;
import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asks Smart2Pay's API about payments: on each back end whose address is configured, and in the name of each site. */
final class Smart2PayLookup implements PaymentLookup {

    private final Smart2PayApi api;
    private final List<BackEnd> backEnds;
    private final List<Site> sites;
    private final PaymentMapping mapping;
    private final PaymentReader reader;
    private final PaymentList list;

    private Smart2PayLookup(
            Smart2PayApi api, List<BackEnd> backEnds, List<Site> sites, PaymentMapping mapping, System.Logger logger) {
        this.api = api;
        this.backEnds = backEnds;
        this.sites = sites;
        this.mapping = mapping;
        this.reader = new PaymentReader(api, sites, mapping, logger);
        this.list = new PaymentList(api, backEnds, sites, mapping, logger);
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
                settings.sites(),
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
     * Asks for payments whose MerchantTransactionID is the reference: where it holds the number of the attempt as well, it
     * cannot be computed from the reference.
     */
    @Override
    public Future<List<PaymentObservation>> byOrder(String reference, PaymentStore store) {
        return OneByOne.everywhere(
                        backEnds, backEnd -> OneByOne.all(sites, site -> byOrder(reference, backEnd, site, store)))
                .map(Smart2PayLookup::distinct);
    }

    @Override
    public Future<Page> list(Window window, Optional<String> cursor, PaymentStore store) {
        return list.page(window, cursor, store);
    }

    private Future<List<PaymentObservation>> byOrder(String reference, BackEnd backEnd, Site site, PaymentStore store) {
        String limit = backEnd == BackEnd.CARD ? "limit" : "pageSize";
        Map<String, String> query =
                Map.of("merchantTransactionID", reference, limit, Integer.toString(PaymentPage.SIZE));
        return api.payments(backEnd, site, query)
                .map(page -> paymentsOf(reference, page, backEnd))
                .compose(ids -> OneByOne.all(ids, id -> reader.read(backEnd, site, id, store)));
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
