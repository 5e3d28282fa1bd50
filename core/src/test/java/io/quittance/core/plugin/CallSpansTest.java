package io.quittance.core.plugin;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.quittance.core.telemetry.GatewayMetrics;
import io.quittance.core.trace.Operation;
import io.quittance.core.trace.Span;
import io.quittance.core.trace.TestingTraces;
import io.quittance.spi.ProviderHttp.Request;
import io.quittance.spi.ProviderHttp.Response;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The calls that a plugin makes, in the trace of what it was asked. */
class CallSpansTest {

    private static final String SECRET = "MARKED";

    private final TestingTraces traces = new TestingTraces(1);
    private final GatewayMetrics metrics = new GatewayMetrics();
    private final ConcurrentLinkedQueue<HttpServerRequest> held = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<String> contexts = new ConcurrentLinkedQueue<>();
    private Vertx vertx;
    private HttpServer server;
    private PluginGuard guard;
    private AccountHttp http;

    @BeforeEach
    void start() throws Exception {
        vertx = Vertx.vertx();
        server = vertx.createHttpServer()
                .requestHandler(this::answer)
                .listen(0, "127.0.0.1")
                .await(30, SECONDS);
        AccountLoop loop = AccountLoop.start(vertx).await(30, SECONDS);
        guard = TestingAccounts.guard(vertx, loop).await(30, SECONDS);
        http = new AccountHttp(
                guard,
                new AllowedHosts(Set.of("http://127.0.0.1:" + server.actualPort())),
                new CallBudget(loop, Clock.systemUTC(), CallBudget.Size.DEFAULT),
                new HttpLimits(Duration.ofSeconds(20), 1_000),
                new CallMetrics("shop", metrics, Clock.systemUTC()),
                Answers.ASKED);
    }

    @AfterEach
    void stop() throws Exception {
        vertx.close().await(30, SECONDS);
        metrics.close();
    }

    /** Answers once two wait, so that both questions are under way at the same time. */
    private void answer(HttpServerRequest request) {
        contexts.add(String.valueOf(request.getHeader("traceparent")));
        if (request.path().startsWith("/wrong")) {
            request.response().setStatusCode(404).end(SECRET);
            return;
        }
        held.add(request);
        if (held.size() == 2) {
            held.forEach(waiting -> waiting.response().end("{}"));
            held.clear();
        }
    }

    @Test
    void shouldKeepTheCallsOfQuestionsApartThatAreUnderWayAtOnce() throws Exception {
        Span one = traces.tracing().begin(Operation.RECONCILE, null);
        Span other = traces.tracing().begin(Operation.RECONCILE, null);

        Future.join(ask(one, "GET", "PUT"), ask(other, "DELETE", "POST")).await(60, SECONDS);

        assertThat(names(one)).containsExactlyInAnyOrder("GET", "PUT");
        assertThat(names(other)).containsExactlyInAnyOrder("DELETE", "POST");
        assertThat(contexts).hasSize(4).containsOnly("null");
    }

    @Test
    void shouldTellOfACallWhereItWentAndWhatCameBackAndNothingElse() throws Exception {
        Span asked = traces.tracing().begin(Operation.RECONCILE, null);
        Promise<Response> answer = Promise.promise();
        guard.home()
                .runOnContext(now -> guard.callInTurn(
                                "question",
                                asked,
                                () -> http.send(new Request(
                                        "GET",
                                        uri("/wrong/" + SECRET + "?token=" + SECRET),
                                        Map.of("Authorization", SECRET),
                                        Buffer.buffer(SECRET))))
                        .onComplete(answer));
        answer.future().await(60, SECONDS);

        SpanData call = traces.spans().get(0);
        assertThat(call.getKind()).isEqualTo(SpanKind.CLIENT);
        assertThat(call.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(call.getAttributes().asMap())
                .containsOnly(
                        Map.entry(AttributeKey.stringKey("quittance.account"), "shop"),
                        Map.entry(AttributeKey.stringKey("http.request.method"), "GET"),
                        Map.entry(AttributeKey.stringKey("server.address"), "127.0.0.1"),
                        Map.entry(AttributeKey.longKey("server.port"), (long) server.actualPort()),
                        Map.entry(AttributeKey.longKey("http.response.status_code"), 404L),
                        Map.entry(AttributeKey.stringKey("error.type"), "404"));
        assertThat(call.toString()).doesNotContain(SECRET);
    }

    @Test
    void shouldMakeNoSpanOfACallThatNobodyTraces() throws Exception {
        Future.join(ask(Span.NONE, "GET", "GET"), ask(Span.NONE, "GET", "GET")).await(60, SECONDS);

        assertThat(traces.spans()).isEmpty();
    }

    /** Asks something for which the plugin makes one call after the other. */
    private Future<Response> ask(Span span, String first, String second) {
        Promise<Response> answer = Promise.promise();
        guard.home()
                .runOnContext(now -> guard.callInTurn(
                                "question", span, () -> send(first).compose(answered -> send(second)))
                        .onComplete(answer));
        return answer.future();
    }

    private Future<Response> send(String method) {
        return http.send(new Request(method, uri("/"), Map.of(), Buffer.buffer()));
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.actualPort() + path);
    }

    private List<String> names(Span parent) {
        String id = parent.context().spanId();
        return traces.spans().stream()
                .filter(span -> span.getParentSpanId().equals(id))
                .map(SpanData::getName)
                .toList();
    }
}
