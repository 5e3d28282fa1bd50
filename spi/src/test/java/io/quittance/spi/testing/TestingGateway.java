package io.quittance.spi.testing;

import io.quittance.spi.ErrorCategory;
import io.quittance.spi.InboundNotification;
import io.quittance.spi.IntakeOutcome;
import io.quittance.spi.NotificationItem;
import io.quittance.spi.NotificationItem.Effect;
import io.quittance.spi.PaymentObservation;
import io.quittance.spi.PaymentProvider;
import io.quittance.spi.ProviderException;
import io.quittance.spi.ProviderHttp.Request;
import io.quittance.spi.ProviderHttp.Response;
import io.quittance.spi.ReconciliationWork;
import io.quittance.spi.Verification;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A gateway for one account, reduced to what a provider has to get along with: it takes notifications over HTTP, drives the
 * provider through authenticate, parse, acknowledge and reconcile, and keeps what it observes. For tests that let a provider
 * meet its simulator. Everything of the provider happens on one event loop; the methods here are called on no event loop.
 */
public final class TestingGateway {

    private static final String PATH = "/provider/account";
    private static final int MOST_ATTEMPTS = 50;

    private final Context loop;
    private final PaymentProvider provider;
    private final HttpServer server;
    private final TestingLedger ledger = new TestingLedger();
    private final Set<String> keys = new HashSet<>();
    private Future<Void> reconciled = Future.succeededFuture();

    private TestingGateway(Vertx vertx, Clock clock, PaymentProvider provider) {
        this.loop = vertx.getOrCreateContext();
        this.provider = provider;
        this.server = vertx.createHttpServer()
                .requestHandler(request -> request.body()
                        .onSuccess(body -> request.response()
                                .setStatusCode(take(TakenNotification.of(request, body, clock.instant())))
                                .end()));
    }

    /** Starts a gateway on a free port of the loopback interface. It ends with Vert.x. */
    public static TestingGateway start(Vertx vertx, Clock clock, PaymentProvider provider) {
        TestingGateway gateway = new TestingGateway(vertx, clock, provider);
        gateway.on(() -> gateway.server.listen(0, "127.0.0.1")).await();
        return gateway;
    }

    /** Lends real HTTP: from now on all requests of a provider are sent. */
    public static TestingProviderContext overHttp(Vertx vertx, TestingProviderContext context) {
        return answerWith(vertx.createHttpClient(), context);
    }

    /** Where the account's notifications go. */
    public URI intake() {
        return URI.create("http://127.0.0.1:" + server.actualPort() + PATH);
    }

    /** Waits until everything that was taken so far is reconciled, and tells what it came to. */
    public TestingLedger ledger() {
        on(() -> reconciled).await();
        return ledger;
    }

    /** Asks the provider something, where it is asked everything, and waits for the answer. */
    public <T> T ask(Supplier<Future<T>> question) {
        return on(question).await();
    }

    /** Adds observations that were asked for. */
    public void observe(List<PaymentObservation> observations) {
        observations.forEach(ledger::add);
    }

    private int take(InboundNotification notification) {
        IntakeOutcome outcome = outcome(notification);
        return provider.acknowledge(notification, outcome).status();
    }

    private IntakeOutcome outcome(InboundNotification notification) {
        try {
            Verification verification = provider.authenticate(notification);
            List<NotificationItem> items = provider.parse(notification, verification);
            boolean isNew = false;
            for (NotificationItem item : items) {
                isNew |= keys.add(item.key());
                // Repeats as well: an effect must not depend on how often it is asked for.
                reconcile(item, new ReconciliationWork.Item(item, notification, verification));
            }
            return isNew ? IntakeOutcome.ACCEPTED : IntakeOutcome.DUPLICATE;
        } catch (ProviderException e) {
            return e.category() == ErrorCategory.UNAUTHENTICATED
                    ? IntakeOutcome.UNAUTHENTICATED
                    : IntakeOutcome.MALFORMED;
        }
    }

    private void reconcile(NotificationItem item, ReconciliationWork.Item waiting) {
        if (item.effect() == Effect.PAYMENT) {
            reconciled = reconciled.compose(before -> attempt(item.subject(), waiting, 1));
        }
    }

    private Future<Void> attempt(String subject, ReconciliationWork.Item waiting, int attempt) {
        return provider.reconcile(new ReconciliationWork(subject, List.of(waiting), attempt), ledger)
                .onSuccess(observations -> observations.forEach(ledger::add))
                .<Void>mapEmpty()
                .recover(failure -> isTemporary(failure) && attempt < MOST_ATTEMPTS
                        ? attempt(subject, waiting, attempt + 1)
                        : Future.failedFuture(failure));
    }

    private static boolean isTemporary(Throwable failure) {
        return failure instanceof ProviderException known && known.category() == ErrorCategory.TEMPORARY;
    }

    private <T> Future<T> on(Supplier<Future<T>> action) {
        Promise<T> done = Promise.promise();
        loop.runOnContext(called -> action.get().onComplete(done));
        return done.future();
    }

    private static TestingProviderContext answerWith(HttpClient client, TestingProviderContext context) {
        return context.answer(request -> {
            answerWith(client, context);
            return send(client, request);
        });
    }

    private static Future<Response> send(HttpClient client, Request request) {
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.valueOf(request.method()))
                .setAbsoluteURI(request.uri().toString());
        request.headers().forEach(options::addHeader);
        return client.request(options)
                .compose(begun -> begun.send(request.body()))
                .compose(TestingGateway::response)
                .recover(failure -> Future.failedFuture(ProviderException.temporary("No answer")));
    }

    private static Future<Response> response(HttpClientResponse answer) {
        Map<String, String> headers = new HashMap<>();
        answer.headers().forEach((name, value) -> headers.putIfAbsent(name.toLowerCase(Locale.ROOT), value));
        return answer.body().map(body -> new Response(answer.statusCode(), headers, body));
    }
}
