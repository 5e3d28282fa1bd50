package io.quittance.provider.secuconnect;

import io.quittance.spi.OrderMatch;
import io.quittance.spi.ProviderContext;
import io.quittance.spi.ProviderException;
import io.quittance.spi.ProviderHttp.Request;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** The three questions that we ask secuconnect's API. A refused token is renewed, and the question asked again, once. */
final class SecuconnectClient {

    private final SecuconnectSettings settings;
    private final ProviderContext context;
    private final AccessTokens tokens;

    SecuconnectClient(SecuconnectSettings settings, ProviderContext context) {
        this.settings = settings;
        this.context = context;
        this.tokens = new AccessTokens(settings, context);
    }

    /** A payment transaction; empty if the API does not know the id. */
    Future<Optional<PaymentTransaction>> payment(String id) {
        boolean oldFormat = !id.startsWith(PaymentTransaction.ID_PREFIX);
        return get("the read of a payment", "/Payment/Transactions/" + encode(id) + (oldFormat ? "/OldFormat" : ""))
                .map(found -> found.map(json -> PaymentTransaction.of(id, json)));
    }

    /** What is left of a payment's amount after everything that went, or is promised to go, back. */
    Future<EffectiveAmount> effectiveAmount(String id) {
        String call = "the status check of a payment";
        return get(call, "/Payment/Transactions/" + encode(id) + "/checkStatus")
                .map(found -> EffectiveAmount.of(found.orElseThrow(
                        () -> ProviderException.permanent("secuconnect knows a payment but refused " + call))));
    }

    /** The order of a payment, by the smart transaction that it belongs to. */
    Future<OrderMatch> order(String id) {
        return get(
                        "the search for a smart transaction",
                        "/Smart/Transactions?q=transactions.id:" + encode(id) + "&count=1")
                .map(found -> SmartTransactionSearch.of(found.orElseGet(JsonObject::new))
                        .match(settings.orderReference()));
    }

    private Future<Optional<JsonObject>> get(String call, String pathAndQuery) {
        URI uri = URI.create(settings.baseUrl() + "/api/v2" + pathAndQuery);
        return tokens.current()
                .compose(token -> send(call, uri, token).compose(answer -> againIfRefused(answer, uri, token)))
                .map(this::read);
    }

    private Future<ApiAnswer> againIfRefused(ApiAnswer answer, URI uri, AccessToken token) {
        return answer.isTokenRefused()
                ? tokens.insteadOf(token).compose(renewed -> send(answer.call(), uri, renewed))
                : Future.succeededFuture(answer);
    }

    private Future<ApiAnswer> send(String call, URI uri, AccessToken token) {
        Map<String, String> headers = Map.of("Authorization", "Bearer " + token.value(), "Accept", "application/json");
        return context.http().send(Request.get(uri, headers)).map(response -> new ApiAnswer(call, response));
    }

    private Optional<JsonObject> read(ApiAnswer answer) {
        if (answer.isSuccess()) {
            return Optional.of(answer.json());
        }
        if (answer.isNotFound()) {
            return Optional.empty();
        }
        throw answer.failure(context.logger());
    }

    /** Fit for a path as well as for a query. */
    private static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
