package io.quittance.core.plugin;

import io.quittance.core.trace.Operation;
import io.quittance.core.trace.Span;
import io.quittance.spi.ProviderException;
import io.quittance.spi.ProviderHttp;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.util.Optional;

/**
 * The calls of one account to its provider's API: to the account's hosts only, within its budget and the limits, without
 * following redirects. They run on the account's event loop; the answer goes back to the caller's.
 */
final class AccountHttp implements ProviderHttp {

    private final PluginGuard guard;
    private final AccountLoop loop;
    private final AllowedHosts hosts;
    private final CallBudget budget;
    private final HttpLimits limits;
    private final CallMetrics calls;
    private final Answers answers;
    private volatile boolean closed;

    AccountHttp(
            PluginGuard guard,
            AllowedHosts hosts,
            CallBudget budget,
            HttpLimits limits,
            CallMetrics calls,
            Answers answers) {
        this.guard = guard;
        this.loop = guard.loop();
        this.hosts = hosts;
        this.budget = budget;
        this.limits = limits;
        this.calls = calls;
        this.answers = answers;
    }

    static ProviderException closed() {
        return ProviderException.temporary("The account is closed");
    }

    @Override
    public Future<Response> send(Request request) {
        return guard.lend("an answer of the provider's API", () -> {
            Promise<Response> answer = Promise.promise();
            Span asking = guard.asking();
            loop.execute(() -> call(request, asking).onComplete(answer));
            return answer.future();
        });
    }

    /** Fails what waits and what comes. */
    void close() {
        closed = true;
        loop.execute(budget::close);
    }

    private Future<Response> call(Request request, Span asking) {
        Optional<ProviderException> refusal = refusal(request);
        if (refusal.isPresent()) {
            return Future.failedFuture(refusal.get());
        }
        return answers.to(request, () -> inTurn(request, asking))
                .recover(failure -> Future.failedFuture(named(request, failure)));
    }

    private Future<Response> inTurn(Request request, Span asking) {
        return budget.turn().compose(turn -> closed ? Future.failedFuture(closed()) : exchange(request, asking));
    }

    private Future<Response> exchange(Request request, Span asking) {
        try {
            HttpMethod method = HttpMethod.valueOf(request.method());
            return calls.count(
                    request,
                    asking.child(Operation.CALL),
                    new HttpExchange(loop, limits).run(method, options(request), request.body()));
        } catch (IllegalArgumentException e) {
            return Future.failedFuture(HttpExchange.invalid());
        }
    }

    private Optional<ProviderException> refusal(Request request) {
        if (closed) {
            return Optional.of(closed());
        }
        if (!hosts.contain(request.uri())) {
            return Optional.of(ProviderException.configuration("Calls to " + origin(request.uri())
                    + " are not allowed; the account's settings name " + hosts.origins()));
        }
        return Optional.empty();
    }

    private static RequestOptions options(Request request) {
        URI uri = request.uri();
        String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        MultiMap headers = MultiMap.caseInsensitiveMultiMap().addAll(request.headers());
        return new RequestOptions()
                .setSsl(AllowedHosts.isTls(uri))
                .setHost(uri.getHost())
                .setPort(AllowedHosts.port(uri))
                .setURI(uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery())
                .setHeaders(headers)
                .setFollowRedirects(false);
    }

    /** Says which call failed, without the query, where credentials and payer data may be. */
    private static Throwable named(Request request, Throwable failure) {
        if (failure instanceof ProviderException known) {
            URI uri = request.uri();
            String call = request.method() + " " + origin(uri) + uri.getRawPath();
            return new ProviderException(known.category(), call + ": " + known.getMessage(), null);
        }
        return failure;
    }

    private static String origin(URI uri) {
        return uri.getScheme() + "://" + uri.getHost() + ":" + AllowedHosts.port(uri);
    }
}
