package io.quittance.core.http;

import io.quittance.core.console.SoughtAmount;
import io.quittance.core.http.ProblemDocument.InvalidValue;
import io.quittance.core.store.OrderSearch;
import io.quittance.core.store.OrderSearch.Found;
import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Finds orders for people who have a reference, the provider's id of a payment or an amount, and not always the merchant. */
public final class OrderSearchApi implements ManagementApi {

    private final OrderSearch search;

    /** Answers from this. */
    public OrderSearchApi(OrderSearch search) {
        this.search = search;
    }

    @Override
    public void mount(Router router) {
        router.get("/v1/orders").respond(this::find);
    }

    private Future<Page<Found>> find(RoutingContext context) {
        QueryParameters parameters = QueryParameters.of(context, Set.of("search"));
        String text = parameters.text("search");
        parameters.requireValid();
        if (text == null) {
            throw ProblemException.invalid(List.of(InvalidValue.parameter("search", "search is needed")));
        }
        return find(text, Caller.of(context)).map(Page::single);
    }

    /** Those of whom a text is the reference, or the id of a payment, or which cost what it says. */
    Future<List<Found>> find(String text, Caller caller) {
        return Future.all(search.find(text, caller.merchant()), ofAmount(text, caller))
                .map(both -> Stream.of(both.<List<Found>>resultAt(0), both.<List<Found>>resultAt(1))
                        .flatMap(List::stream)
                        .toList());
    }

    private Future<List<Found>> ofAmount(String text, Caller caller) {
        Optional<SoughtAmount> amount = SoughtAmount.of(text);
        Optional<Long> minorUnits = amount.flatMap(SoughtAmount::minorUnits);
        if (amount.isEmpty() || minorUnits.isEmpty()) {
            return Future.succeededFuture(List.of());
        }
        return search.findByAmount(minorUnits.get(), amount.get().currency(), caller.merchant())
                .map(found -> found.stream().filter(amount.get()::isOf).toList());
    }
}
