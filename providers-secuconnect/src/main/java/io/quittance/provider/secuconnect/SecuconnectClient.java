package io.quittance.provider.secuconnect;

import io.quittance.spi.OrderMatch;
import io.quittance.spi.PaymentLookup.Window;
import io.quittance.spi.ProviderContext;
import io.quittance.spi.ProviderException;
import io.quittance.spi.ProviderHttp.Request;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * The questions that we ask secuconnect's API. A refused token is renewed, though not all the time, and the question asked
 * again, once.
 */
final class SecuconnectClient {

    private static final int MAX_SMART_TRANSACTIONS = 100;

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
        return readPayment(id).map(answer -> payment(id, read(answer)));
    }

    /**
     * The same for an id that a stranger may have made up: empty also if the API refuses it. No page of the vendor says which
     * status tells of an id that does not exist.
     */
    Future<Optional<PaymentTransaction>> paymentOfStranger(String id) {
        return readPayment(id).map(answer -> {
            if (answer.isRefusedForGood()) {
                context.logger()
                        .log(
                                Level.INFO,
                                "secuconnect refuses a payment that only a stranger names: {0}",
                                answer.inWords());
                return Optional.empty();
            }
            return payment(id, read(answer));
        });
    }

    private Future<ApiAnswer> readPayment(String id) {
        boolean oldFormat = !id.startsWith(PaymentTransaction.ID_PREFIX);
        return ask(
                "the read of a payment",
                "/Payment/Transactions/" + PercentEncoding.of(id) + (oldFormat ? "/OldFormat" : ""));
    }

    private static Optional<PaymentTransaction> payment(String id, Optional<JsonObject> found) {
        return found.map(json -> PaymentTransaction.of(id, json));
    }

    /** What is left of a payment's amount after everything that went, or is promised to go, back. */
    Future<EffectiveAmount> effectiveAmount(String id) {
        String call = "the status check of a payment";
        return getThere(call, "/Payment/Transactions/" + PercentEncoding.of(id) + "/checkStatus")
                .map(EffectiveAmount::of);
    }

    /** The order of a payment, by the smart transaction that it belongs to. */
    Future<OrderMatch> order(String id) {
        return get(
                        "the search for a smart transaction",
                        "/Smart/Transactions?q=transactions.id:" + PercentEncoding.of(id) + "&count=1")
                .map(found -> SmartTransactionSearch.of(found.orElseGet(JsonObject::new))
                        .match(settings.orderReference()));
    }

    /** The smart transactions that may be of an order: the search may find more than what equals its reference. */
    Future<SmartTransactionSearch> smartTransactions(String reference) {
        String query = settings.orderReference().field() + ":" + quoted(reference);
        return getThere(
                        "the search for smart transactions",
                        "/Smart/Transactions?q=" + PercentEncoding.of(query) + "&count=" + MAX_SMART_TRANSACTIONS)
                .map(SmartTransactionSearch::of);
    }

    /**
     * A page of the payment transactions that were created in a window of time, oldest first. The vendor's syntax of
     * {@code q} knows ranges, but no page of the vendor shows one over {@code created}.
     */
    Future<PaymentList> payments(Window window, int offset, int count) {
        String query = "created:[" + PaymentList.wholeSeconds(window.from()) + " TO "
                + PaymentList.wholeSeconds(window.to()) + "]";
        return getThere(
                        "the list of payments",
                        "/Payment/Transactions?q=" + PercentEncoding.of(query) + "&sort=created:asc&count=" + count
                                + "&offset=" + offset)
                .map(PaymentList::of);
    }

    /** A part of the list of all payment transactions, the newest first. */
    Future<PaymentList> newestPayments(int offset, int count) {
        return getThere(
                        "the list of the newest payments",
                        "/Payment/Transactions?sort=created:desc&count=" + count + "&offset=" + offset)
                .map(PaymentList::of);
    }

    /** What must be there, whatever was asked. */
    private Future<JsonObject> getThere(String call, String pathAndQuery) {
        return get(call, pathAndQuery)
                .map(found ->
                        found.orElseThrow(() -> ProviderException.permanent("secuconnect does not know " + call)));
    }

    private Future<Optional<JsonObject>> get(String call, String pathAndQuery) {
        return ask(call, pathAndQuery).map(this::read);
    }

    private Future<ApiAnswer> ask(String call, String pathAndQuery) {
        URI uri = URI.create(settings.baseUrl() + "/api/v2" + pathAndQuery);
        return tokens.current()
                .compose(token -> send(call, uri, token).compose(answer -> againIfRefused(answer, uri, token)));
    }

    private Future<ApiAnswer> againIfRefused(ApiAnswer answer, URI uri, AccessToken token) {
        if (!answer.isTokenRefused()) {
            return Future.succeededFuture(answer);
        }
        return tokens.insteadOf(token)
                .compose(renewed -> renewed.map(fresh -> send(answer.call(), uri, fresh))
                        .orElseGet(() -> Future.succeededFuture(answer)));
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

    /** As the syntax of {@code q} wants a text that is meant as it stands. */
    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
