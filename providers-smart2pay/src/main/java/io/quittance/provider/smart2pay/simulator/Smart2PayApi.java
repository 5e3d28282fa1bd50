package io.quittance.provider.smart2pay.simulator;

import io.quittance.simulation.Chance;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** The part of the API that tells of payments and refunds: for each back end below its own path, for each site its own. */
final class Smart2PayApi {

    private static final String SITE = "site";
    private static final int USUAL_SIZE = 50;
    private static final int UNAUTHORIZED = 401;
    private static final int NOT_FOUND = 404;

    private final Books books;
    private final Chance chance;

    Smart2PayApi(Books books, Chance chance) {
        this.books = books;
        this.chance = chance;
    }

    void route(Router router) {
        for (BackEnd backEnd : BackEnd.values()) {
            String payments = "/" + backEnd.path() + "/v1/payments";
            router.get(payments + "*").handler(this::requireSite);
            router.get(payments).handler(call -> list(call, backEnd));
            router.get(payments + "/:id").handler(call -> tell(call, backEnd));
            router.get(payments + "/:id/refunds").handler(call -> listRefunds(call, backEnd));
        }
        router.get("/" + BackEnd.CARD.path() + "/v1/payments/:id/status").handler(this::tellCardStatus);
    }

    private void requireSite(RoutingContext call) {
        String header = call.request().getHeader("Authorization");
        Optional<Site> site = header == null ? Optional.empty() : Site.of(header);
        if (site.isPresent()) {
            call.put(SITE, site.get());
            call.next();
        } else {
            call.response().setStatusCode(UNAUTHORIZED);
            call.json(new JsonObject().put("Message", "Authorization has been denied for this request."));
        }
    }

    private void tell(RoutingContext call, BackEnd backEnd) {
        answer(call, find(call, backEnd).map(payment -> Documents.payment(payment, chance)));
    }

    private void tellCardStatus(RoutingContext call) {
        answer(call, find(call, BackEnd.CARD).map(Documents::paymentStatus));
    }

    private void listRefunds(RoutingContext call, BackEnd backEnd) {
        JsonArray refunds = new JsonArray();
        find(call, backEnd).stream()
                .flatMap(payment -> books.refundsOf(payment).stream())
                .forEach(refund -> refunds.add(Documents.refund(refund, chance)));
        call.json(new JsonObject().put("Refunds", refunds));
    }

    private void list(RoutingContext call, BackEnd backEnd) {
        PaymentFilter filter = PaymentFilter.of(call.queryParams());
        List<Payment> matches = books.payments(backEnd).stream()
                .filter(payment -> isOwn(call, payment))
                .filter(filter::matches)
                .collect(Collectors.toList());
        if (!filter.text("sortDirection", "desc").equalsIgnoreCase("asc")) {
            Collections.reverse(matches);
        }
        call.json(
                switch (backEnd) {
                    case ALTERNATIVE -> countedPage(matches, filter);
                    case CARD -> rows(matches, filter.number("offset", 0), filter.number("limit", USUAL_SIZE));
                });
    }

    /** The back end of cards tells no totals; this one does. */
    private JsonObject countedPage(List<Payment> matches, PaymentFilter filter) {
        long size = Math.max(1, filter.number("pageSize", USUAL_SIZE));
        long index = Math.max(1, filter.number("pageIndex", 1));
        JsonObject page = rows(matches, (index - 1) * size, size);
        return page.put("Count", page.getJsonArray("Payments").size())
                .put("TotalPages", (matches.size() + size - 1) / size)
                .put("TotalCount", matches.size())
                .put("PageIndex", index)
                .put("PageSize", size);
    }

    private JsonObject rows(List<Payment> matches, long offset, long limit) {
        JsonArray rows = new JsonArray();
        matches.stream().skip(offset).limit(limit).forEach(payment -> rows.add(Documents.row(payment, chance)));
        return new JsonObject().put("Payments", rows);
    }

    private Optional<Payment> find(RoutingContext call, BackEnd backEnd) {
        String id = Objects.requireNonNull(call.pathParam("id"), "the route has an id");
        return id.matches("[0-9]{1,12}")
                ? books.payment(backEnd, Long.parseLong(id)).filter(payment -> isOwn(call, payment))
                : Optional.empty();
    }

    private static boolean isOwn(RoutingContext call, Payment payment) {
        return payment.site().equals(call.<Site>get(SITE));
    }

    private static void answer(RoutingContext call, Optional<JsonObject> found) {
        JsonObject payment = found.orElseGet(() -> new JsonObject()
                .put("ID", 0)
                .put(
                        "Status",
                        new JsonObject()
                                .putNull("ID")
                                .putNull("Info")
                                .put(
                                        "Reasons",
                                        new JsonArray()
                                                .add(new JsonObject()
                                                        .put("Code", "17")
                                                        .put("Info", "Payment is invalid")))));
        if (found.isEmpty()) {
            call.response().setStatusCode(NOT_FOUND);
        }
        call.json(new JsonObject().put("Payment", payment));
    }
}
