package io.quittance.provider.secuconnect;

import io.quittance.spi.NotificationItem;
import io.quittance.spi.PaymentObservation;
import io.quittance.spi.PaymentProvider;
import io.quittance.spi.PaymentStore;
import io.quittance.spi.ProviderHttp.Request;
import io.quittance.spi.ProviderHttp.Response;
import io.quittance.spi.ReconciliationWork;
import io.quittance.spi.testing.TestingNotification;
import io.quittance.spi.testing.TestingProviderContext;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** An API that answers as a test says, the last answer to a call again and again, and everything else with 404. */
final class StandInApi {

    static final String BASE_URL = "http://127.0.0.1:9009";
    static final String TOKEN = "/oauth/token";

    private static final String PAYMENTS = "/api/v2/Payment/Transactions/";
    private static final String SEARCH = "/api/v2/Smart/Transactions?q=transactions.id:%s&count=1";

    final SettableClock clock = new SettableClock();
    final TestingProviderContext context =
            new TestingProviderContext(clock).secret("/clientSecret", "newest & secret", "older");

    private final Map<String, Deque<Future<Response>>> answers = new HashMap<>();

    StandInApi() {
        context.answer(this::answer);
        on(TOKEN, 200, Fixtures.text("token"));
    }

    StandInApi on(String pathAndQuery, int status, String body) {
        return on(pathAndQuery, Future.succeededFuture(new Response(status, Map.of(), Buffer.buffer(body))));
    }

    /** Forgets the answers to a call that were there before. */
    StandInApi instead(String pathAndQuery, int status, String body) {
        answers.remove(pathAndQuery);
        return on(pathAndQuery, status, body);
    }

    StandInApi instead(String pathAndQuery, Future<Response> answer) {
        answers.remove(pathAndQuery);
        return on(pathAndQuery, answer);
    }

    private StandInApi on(String pathAndQuery, Future<Response> answer) {
        answers.computeIfAbsent(pathAndQuery, path -> new ArrayDeque<>()).add(answer);
        return this;
    }

    StandInApi payment(String id, JsonObject payment) {
        return on(PAYMENTS + id, 200, payment.encode());
    }

    StandInApi amountLeft(String id, Object amount) {
        String body =
                new JsonObject().put("amount", amount).put("currency", "EUR").encode();
        return on(PAYMENTS + id + "/checkStatus", 200, body);
    }

    StandInApi search(String id, String answer) {
        return on(SEARCH.formatted(id), 200, answer);
    }

    StandInApi order(String id) {
        return search(id, Fixtures.text("search-one"));
    }

    static String paymentPath(String id) {
        return PAYMENTS + id;
    }

    PaymentProvider provider() {
        return provider(new JsonObject());
    }

    PaymentProvider provider(JsonObject moreSettings) {
        JsonObject settings = new JsonObject()
                .put("baseUrl", BASE_URL)
                .put("clientId", "shop")
                .put("clientSecret", "placeholder")
                .mergeIn(moreSettings);
        return new SecuconnectProviderFactory().create(settings, context);
    }

    Future<List<PaymentObservation>> reconcile(String id, PaymentStore store) {
        return reconcile(provider(), id, store);
    }

    static Future<List<PaymentObservation>> reconcile(PaymentProvider provider, String id, PaymentStore store) {
        return reconcile(provider, id, store, TestingNotification.of("{}"));
    }

    /** Reconciles what was pushed, as far as the provider lets the pushes in. */
    static Future<List<PaymentObservation>> reconcile(
            PaymentProvider provider, String id, PaymentStore store, TestingNotification... pushes) {
        return reconcile(provider, id, store, 1, pushes);
    }

    static Future<List<PaymentObservation>> reconcile(
            PaymentProvider provider, String id, PaymentStore store, int attempt, TestingNotification... pushes) {
        NotificationItem item = NotificationItem.payment("evt/payment.transactions/" + id, id, "payment.transactions");
        List<ReconciliationWork.Item> waiting = Stream.of(pushes)
                .map(push -> new ReconciliationWork.Item(item, push, provider.authenticate(push)))
                .toList();
        return provider.reconcile(new ReconciliationWork(id, waiting, attempt), store);
    }

    /** What was asked, in order: paths with their queries. */
    List<String> asked() {
        return context.requests.stream().map(StandInApi::pathAndQuery).toList();
    }

    long askedFor(String part) {
        return asked().stream().filter(path -> path.contains(part)).count();
    }

    private Future<Response> answer(Request request) {
        context.answer(this::answer);
        Deque<Future<Response>> left = answers.get(pathAndQuery(request));
        if (left == null) {
            return Future.succeededFuture(new Response(404, Map.of(), Buffer.buffer("{\"status\":\"error\"}")));
        }
        return left.size() > 1 ? left.remove() : left.element();
    }

    private static String pathAndQuery(Request request) {
        return request.uri().toString().substring(BASE_URL.length());
    }
}
