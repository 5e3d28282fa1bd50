package io.quittance.core.http;

import io.quittance.core.config.EndpointConfig;
import io.quittance.core.console.DeliveryPage;
import io.quittance.core.console.Frame;
import io.quittance.core.console.Pages;
import io.quittance.core.console.Section;
import io.quittance.core.store.DeliveryRow;
import io.quittance.core.store.DeliveryState;
import io.quittance.core.store.WireNames;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What is sent to the endpoints of merchants, as the API tells it. */
public final class ConsoleDeliveries implements ConsolePart {

    /** Of those that are pending, the first attempt is near. */
    private static final Set<String> RETRIABLE =
            Set.of(WireNames.of(DeliveryState.DEAD), WireNames.of(DeliveryState.RETRYING));

    private final DeliveriesApi deliveries;
    private final Supplier<List<EndpointConfig>> endpoints;

    /**
     * Shows and does what the API does.
     *
     * @param endpoints those that are configured now
     */
    public ConsoleDeliveries(DeliveriesApi deliveries, Supplier<List<EndpointConfig>> endpoints) {
        this.deliveries = deliveries;
        this.endpoints = endpoints;
    }

    @Override
    public void mount(Router router) {
        router.get("/console/deliveries").handler(this::list);
        router.get("/console/deliveries/:id").handler(this::show);
        router.post("/console/deliveries/:id").handler(this::retry);
    }

    private void list(RoutingContext context) {
        ConsoleLists.show(
                context, Section.DELIVERIES, deliveries::page, choices(Caller.of(context)), Pages::deliveries);
    }

    private void show(RoutingContext context) {
        deliveries
                .find(id(context), Caller.of(context))
                .onSuccess(row -> send(context, row, false))
                .onFailure(context::fail);
    }

    private void retry(RoutingContext context) {
        deliveries
                .retry(id(context), Caller.of(context))
                .onSuccess(row -> send(context, row, true))
                .onFailure(context::fail);
    }

    private static void send(RoutingContext context, DeliveryRow row, boolean retried) {
        boolean mayRetry = RETRIABLE.contains(row.state()) && Caller.of(context).mayWrite(row.merchant());
        Frame frame = ConsoleFrames.of(context, "Delivery", Section.DELIVERIES);
        ConsoleFrames.send(context, Pages.of(frame, new DeliveryPage(row, mayRetry, retried)));
    }

    private Map<String, List<String>> choices(Caller caller) {
        return Map.of(
                "state",
                Stream.of(DeliveryState.values()).map(WireNames::of).toList(),
                "endpoint",
                endpoints.get().stream()
                        .filter(endpoint -> caller.mayRead(endpoint.merchant()))
                        .map(EndpointConfig::id)
                        .distinct()
                        .sorted()
                        .toList());
    }

    private static UUID id(RoutingContext context) {
        return UuidPath.of(context, "a delivery");
    }
}
