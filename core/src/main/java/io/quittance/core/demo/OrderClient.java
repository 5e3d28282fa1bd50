package io.quittance.core.demo;

import static java.util.Objects.requireNonNull;

import io.quittance.spi.Money;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.net.URI;
import java.util.Optional;

/** The management API, as the merchant's shop uses it. A Future fails if the API does not answer as it should. */
final class OrderClient {

    private static final int CONNECTIONS = 16;
    private static final long TIMEOUT_MILLIS = 5_000;
    private static final int NOT_FOUND = 404;

    /**
     * What was heard about an order.
     *
     * @param notifications different ones
     * @param repeats how often one of them came again
     */
    record Heard(int notifications, int repeats) {}

    private final WebClient http;
    private final URI api;
    private final String token;

    OrderClient(Vertx vertx, URI api, String token) {
        this.http = WebClient.create(vertx, new WebClientOptions(), new PoolOptions().setHttp1MaxSize(CONNECTIONS));
        this.api = api;
        this.token = token;
    }

    /** Registers what is expected. */
    Future<Void> register(String reference, Money amount) {
        JsonObject body = new JsonObject().put("amount", amount.minorUnits()).put("currency", amount.currency());
        return request(HttpMethod.PUT, order(reference))
                .sendJsonObject(body)
                .compose(OrderClient::successful)
                .mapEmpty();
    }

    /** The order as it is now; empty if it is not registered. */
    Future<Optional<SeenOrder>> find(String reference) {
        return request(HttpMethod.GET, order(reference))
                .send()
                .compose(response -> response.statusCode() == NOT_FOUND
                        ? Future.succeededFuture(Optional.empty())
                        : successful(response).map(found -> Optional.of(SeenOrder.of(json(found)))));
    }

    /** How much was heard about the order so far. */
    Future<Heard> heard(String reference) {
        return request(HttpMethod.GET, "/v1/notifications?limit=200&order=" + reference)
                .send()
                .compose(OrderClient::successful)
                .map(response -> count(json(response).getJsonArray("items")));
    }

    /** The address of the console, if this gateway has one. */
    Future<URI> console() {
        URI address = api.resolve("/console");
        return http.getAbs(address.toString())
                .timeout(TIMEOUT_MILLIS)
                .send()
                .compose(OrderClient::successful)
                .map(address);
    }

    private static JsonObject json(HttpResponse<Buffer> response) {
        return requireNonNull(response.bodyAsJsonObject(), "the gateway answers with JSON");
    }

    private static Heard count(JsonArray items) {
        int arrivals = items.stream()
                .mapToInt(item -> ((JsonObject) item).getInteger("arrivals"))
                .sum();
        return new Heard(items.size(), arrivals - items.size());
    }

    private HttpRequest<Buffer> request(HttpMethod method, String pathAndQuery) {
        return http.requestAbs(method, api.resolve(pathAndQuery).toString())
                .bearerTokenAuthentication(token)
                .timeout(TIMEOUT_MILLIS);
    }

    private static String order(String reference) {
        return "/v1/merchants/" + DemoAccount.MERCHANT + "/orders/" + reference;
    }

    private static Future<HttpResponse<Buffer>> successful(HttpResponse<Buffer> response) {
        return response.statusCode() / 100 == 2
                ? Future.succeededFuture(response)
                : Future.failedFuture("The management API answers " + response.statusCode());
    }
}
