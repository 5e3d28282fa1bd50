package com.example.acme;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quittance.spi.PaymentKey;
import io.quittance.spi.PaymentLookup;
import io.quittance.spi.PaymentObservation;
import io.quittance.spi.PaymentStore;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.util.List;
import java.util.Optional;

/** Asks Acme's API about payments. */
final class AcmeLookup implements PaymentLookup {

    private final AcmeApi api;

    AcmeLookup(AcmeApi api) {
        this.api = api;
    }

    @Override
    public Future<List<PaymentObservation>> byPayment(PaymentKey payment, PaymentStore store) {
        return api.get("/payments/" + encoded(payment.id()))
                .map(found -> found.map(AcmePayment::read).stream().toList());
    }

    @Override
    public Future<List<PaymentObservation>> byOrder(String reference, PaymentStore store) {
        return api.get("/payments?order=" + encoded(reference))
                .map(found -> found.map(AcmeLookup::payments).orElse(List.of()));
    }

    @Override
    public Future<Page> list(Window window, Optional<String> cursor, PaymentStore store) {
        String query = "?from=" + window.from() + "&to=" + window.to()
                + cursor.map(after -> "&after=" + encoded(after)).orElse("");
        return api.get("/payments" + query)
                .map(found -> found.map(AcmeLookup::page).orElse(new Page(List.of(), Optional.empty())));
    }

    private static Page page(JsonObject list) {
        Optional<String> next =
                list.getValue("next") == null ? Optional.empty() : Optional.of(Fields.text(list, "next"));
        return new Page(payments(list), next);
    }

    private static List<PaymentObservation> payments(JsonObject list) {
        return Fields.objects(list, "payments").stream().map(AcmePayment::read).toList();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }
}
