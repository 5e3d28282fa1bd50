package io.quittance.core.http;

import io.quittance.core.http.ProblemDocument.InvalidValue;
import io.quittance.core.store.OrderSearch;
import io.quittance.core.store.OrderSearch.Found;
import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Set;

/** Finds orders for people who have a reference or the provider's id of a payment, and not always the merchant. */
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
        return search.find(text, Caller.of(context).merchant()).map(Page::single);
    }
}
