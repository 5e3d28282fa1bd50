package io.quittance.provider.smart2pay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;

import io.quittance.spi.PaymentLookup;
import io.quittance.spi.ProviderException;
import io.quittance.spi.ProviderHttp.Request;
import io.quittance.spi.ProviderHttp.Response;
import io.quittance.spi.testing.TestingProviderContext;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Both back ends of Smart2Pay over real HTTP, for two sites: {@code 1010} with the key {@code gabi} and {@code 2041} with the
 * key {@code newest}. They answer as a test says, refuse other credentials, and do not know anything else.
 */
final class StandInApi implements AutoCloseable {

    static final String ANY_SITE = "";

    private record Answer(int status, String body) {}

    /** What was asked, in order: back end, site, path and query. */
    final List<String> asked = Collections.synchronizedList(new ArrayList<>());

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client = vertx.createHttpClient();
    private final Map<BackEnd, HttpServer> servers = new EnumMap<>(BackEnd.class);
    private final Map<BackEnd, Integer> ports = new EnumMap<>(BackEnd.class);
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final Map<String, String> keys = new ConcurrentHashMap<>(Map.of("1010", "gabi", "2041", "newest"));

    StandInApi() {
        for (BackEnd backEnd : BackEnd.values()) {
            HttpServer server = await(vertx.createHttpServer()
                    .requestHandler(request -> answer(backEnd, request))
                    .listen(0, "127.0.0.1"));
            servers.put(backEnd, server);
            ports.put(backEnd, server.actualPort());
        }
    }

    /** Sets the answer to a call with the key of a site. */
    StandInApi on(BackEnd backEnd, String site, String pathAndQuery, int status, String body) {
        answers.put(call(backEnd, site, pathAndQuery), new Answer(status, body));
        return this;
    }

    /** The same with status 200. */
    StandInApi on(BackEnd backEnd, String site, String pathAndQuery, String body) {
        return on(backEnd, site, pathAndQuery, 200, body);
    }

    /** Lets the API know another key of a site than the account does. */
    StandInApi replaceKey(String site) {
        keys.put(site, "another key");
        return this;
    }

    /** Takes a back end down. */
    StandInApi down(BackEnd backEnd) {
        await(servers.get(backEnd).close());
        return this;
    }

    /** The look-ups of an account with both sites and back ends, and these settings besides. */
    PaymentLookup lookup(JsonObject moreSettings) {
        JsonObject settings =
                new JsonObject().put("sites", new JsonArray().add(site("1010")).add(site("2041")));
        for (BackEnd backEnd : BackEnd.values()) {
            settings.put(backEnd.setting(), "http://127.0.0.1:" + ports.get(backEnd) + "/");
        }
        moreSettings.forEach(setting -> {
            if (setting.getValue() == null) {
                settings.remove(setting.getKey());
            } else {
                settings.put(setting.getKey(), setting.getValue());
            }
        });
        TestingProviderContext context = new TestingProviderContext(Clock.systemUTC())
                .secret("/sites/0/apiKey", "gabi")
                .secret("/sites/1/apiKey", "newest", "oldest");
        context.answer(request -> send(context, request));
        return new Smart2PayProviderFactory().create(settings, context).lookup().orElseThrow();
    }

    PaymentLookup lookup() {
        return lookup(new JsonObject());
    }

    /** The result of a call. */
    static <T> T await(Future<T> call) {
        try {
            return call.toCompletionStage().toCompletableFuture().get(20, SECONDS);
        } catch (ExecutionException | TimeoutException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Why a call failed. */
    static ProviderException failure(Future<?> call) {
        Throwable failure = await(call.<Throwable>map(result -> {
                    throw new AssertionError("It did not fail: " + result);
                })
                .recover(Future::succeededFuture));
        if (failure instanceof ProviderException expected) {
            return expected;
        }
        throw new AssertionError(failure);
    }

    @Override
    public void close() {
        await(vertx.close());
    }

    private Future<Response> send(TestingProviderContext context, Request request) {
        context.answer(next -> send(context, next));
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.valueOf(request.method()))
                .setAbsoluteURI(request.uri().toString())
                .setHeaders(MultiMap.caseInsensitiveMultiMap().addAll(request.headers()));
        Promise<Response> answered = Promise.promise();
        // On an event loop throughout: elsewhere, a body may have gone by before somebody listens.
        vertx.runOnContext(onLoop -> client.request(options)
                .compose(sent -> sent.send(request.body()))
                .compose(answer ->
                        answer.body().map(body -> new Response(answer.statusCode(), headers(answer.headers()), body)))
                .recover(failure -> Future.failedFuture(ProviderException.temporary("There is no connection")))
                .onComplete(answered));
        return answered.future();
    }

    private void answer(BackEnd backEnd, HttpServerRequest request) {
        String site = site(request);
        Answer answer = site == null || !"application/json".equals(request.getHeader("Accept"))
                ? new Answer(401, Fixtures.body("api-message"))
                : answers.getOrDefault(
                        call(backEnd, site, request.uri()),
                        answers.getOrDefault(call(backEnd, ANY_SITE, request.uri()), new Answer(404, "")));
        asked.add(call(backEnd, site == null ? "?" : site, request.uri()));
        request.response().setStatusCode(answer.status()).end(answer.body());
    }

    /** The site whose credentials the request carries; null if they are wrong. */
    private @Nullable String site(HttpServerRequest request) {
        String header = String.valueOf(request.getHeader("Authorization"));
        return keys.entrySet().stream()
                .filter(site -> header.equals("Basic "
                        + Base64.getEncoder().encodeToString((site.getKey() + ":" + site.getValue()).getBytes(UTF_8))))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(null);
    }

    private static Map<String, String> headers(MultiMap headers) {
        Map<String, String> all = new HashMap<>();
        headers.forEach((name, value) -> all.put(name, value));
        return all;
    }

    private static String call(BackEnd backEnd, String site, String pathAndQuery) {
        return backEnd.code() + " " + site + " " + pathAndQuery;
    }

    private static JsonObject site(String id) {
        return new JsonObject().put("siteId", id).put("apiKey", "");
    }
}
