package io.quittance.core.plugin;

import io.quittance.spi.ProviderHttp.Response;
import io.vertx.core.Future;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What a provider's API was asked once, whoever asks again: two versions of a plugin then judge by the same facts, and the
 * provider is not asked twice. Only what is read ({@code GET}) is shared, whatever its headers, since those are credentials;
 * everything else is sent each time.
 */
public final class SharedAnswers {

    private final Map<String, Map<URI, Future<Response>>> accounts = new ConcurrentHashMap<>();

    /** The answers to an account, by its id. */
    Answers of(String account) {
        Map<URI, Future<Response>> answers = accounts.computeIfAbsent(account, first -> new ConcurrentHashMap<>());
        return (request, call) -> request.method().equals("GET")
                ? answers.computeIfAbsent(request.uri(), first -> call.get())
                : call.get();
    }

    /** Lets go of all answers; who asks then, asks anew. */
    public void forget() {
        accounts.values().forEach(Map::clear);
    }
}
