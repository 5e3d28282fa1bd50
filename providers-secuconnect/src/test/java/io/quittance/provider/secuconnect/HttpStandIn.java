package io.quittance.provider.secuconnect;

import io.quittance.spi.ProviderContext;
import io.quittance.spi.ProviderException;
import io.quittance.spi.ProviderHttp;
import io.quittance.spi.Secret;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import java.text.MessageFormat;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.ResourceBundle;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** An API that is really called over HTTP, and what the gateway lends for calling it. */
final class HttpStandIn implements ProviderContext, ProviderHttp {

    final SettableClock clock = new SettableClock();
    final Queue<String> asked = new ConcurrentLinkedQueue<>();
    final Queue<String> logged = new ConcurrentLinkedQueue<>();

    private final Map<String, Consumer<HttpServerRequest>> answers = new ConcurrentHashMap<>();
    private final HttpClient client;
    private volatile Duration timeLimit = Duration.ofSeconds(20);
    private volatile int port;

    private HttpStandIn(Vertx vertx) {
        client = vertx.createHttpClient(new PoolOptions().setHttp1MaxSize(100));
        on(StandInApi.TOKEN, 200, Fixtures.text("token"));
    }

    static Future<HttpStandIn> start(Vertx vertx) {
        HttpStandIn api = new HttpStandIn(vertx);
        return vertx.createHttpServer()
                .requestHandler(api::answer)
                .listen(0, "127.0.0.1")
                .map(server -> {
                    api.port = server.actualPort();
                    return api;
                });
    }

    JsonObject settings() {
        return new JsonObject()
                .put("baseUrl", "http://127.0.0.1:" + port)
                .put("clientId", "shop")
                .put("clientSecret", "[secret]");
    }

    HttpStandIn on(String path, int status, String body) {
        return on(path, request -> request.response().setStatusCode(status).end(body));
    }

    HttpStandIn on(String path, Consumer<HttpServerRequest> answer) {
        answers.put(path, answer);
        return this;
    }

    /** How long an answer may take from now on. */
    void waitAtMost(Duration limit) {
        timeLimit = limit;
    }

    long askedFor(String path) {
        return asked.stream().filter(path::equals).count();
    }

    private void answer(HttpServerRequest request) {
        asked.add(request.path());
        answers.getOrDefault(
                        request.path(),
                        unknown -> unknown.response()
                                .setStatusCode(404)
                                .end("{\"status\":\"error\",\"error\":\"ProductNotFoundException\"}"))
                .accept(request);
    }

    @Override
    public Future<Response> send(Request request) {
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.valueOf(request.method()))
                .setAbsoluteURI(request.uri().toString())
                .setHeaders(MultiMap.caseInsensitiveMultiMap().addAll(request.headers()))
                .setFollowRedirects(false)
                .setTimeout(timeLimit.toMillis());
        return client.request(options)
                .compose(open -> exchange(open, request))
                .recover(failure -> Future.failedFuture(ProviderException.temporary("no answer")));
    }

    private static Future<Response> exchange(HttpClientRequest open, Request request) {
        return open.send(request.body())
                .compose(response -> response.body()
                        .map(body -> new Response(
                                response.statusCode(),
                                response.headers().entries().stream()
                                        .collect(Collectors.toMap(
                                                header -> header.getKey().toLowerCase(Locale.ROOT),
                                                Map.Entry::getValue,
                                                (first, later) -> first)),
                                body)));
    }

    @Override
    public String accountId() {
        return "test-account";
    }

    @Override
    public boolean live() {
        return false;
    }

    @Override
    public Clock clock() {
        return clock;
    }

    @Override
    public Secret secret(String pointer) {
        return new Secret(List.of("client secret"));
    }

    @Override
    public boolean hasSecret(String pointer) {
        return pointer.equals("/clientSecret");
    }

    @Override
    public ProviderHttp http() {
        return this;
    }

    @Override
    public Runnable schedule(Duration delay, Runnable action) {
        throw new UnsupportedOperationException("Nothing here waits");
    }

    @Override
    public System.Logger logger() {
        return new System.Logger() {
            @Override
            public String getName() {
                return "test";
            }

            @Override
            public boolean isLoggable(Level level) {
                return true;
            }

            @Override
            public void log(Level level, ResourceBundle bundle, String text, Throwable thrown) {
                logged.add(level + " " + text);
            }

            @Override
            public void log(Level level, ResourceBundle bundle, String format, Object... parameters) {
                logged.add(level + " " + MessageFormat.format(format, parameters));
            }
        };
    }
}
