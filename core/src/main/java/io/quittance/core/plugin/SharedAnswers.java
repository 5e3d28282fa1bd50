package io.quittance.core.plugin;

import io.quittance.spi.ProviderHttp;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What a provider's API was asked once, whoever asks again: two versions of a plugin then judge by the same facts, and the
 * provider is not asked twice. Only what is read ({@code GET}) is shared, whatever its headers, since those are credentials;
 * everything else is sent each time.
 */
public final class SharedAnswers {

    private final Vertx vertx;
    private final Map<String, Map<URI, Future<ProviderHttp.Response>>> accounts = new ConcurrentHashMap<>();

    /** No answers yet. */
    public SharedAnswers(Vertx vertx) {
        this.vertx = vertx;
    }

    /** The calls of one side at an account. */
    ProviderHttp of(String account, ProviderHttp http) {
        Map<URI, Future<ProviderHttp.Response>> answers =
                accounts.computeIfAbsent(account, first -> new ConcurrentHashMap<>());
        return request -> request.method().equals("GET")
                ? back(answers.computeIfAbsent(request.uri(), first -> http.send(request)))
                : http.send(request);
    }

    /** Lets go of all answers; who asks then, asks anew. */
    public void forget() {
        accounts.values().forEach(Map::clear);
    }

    /** A Future completes on the context of whoever asked first; the SPI promises the caller's. */
    private Future<ProviderHttp.Response> back(Future<ProviderHttp.Response> answer) {
        Context caller = vertx.getOrCreateContext();
        Promise<ProviderHttp.Response> promise = Promise.promise();
        answer.onComplete((response, failure) -> caller.runOnContext(now -> promise.complete(response, failure)));
        return promise.future();
    }
}
