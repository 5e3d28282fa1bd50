package io.quittance.core.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;

import io.quittance.core.telemetry.GatewayMetrics;
import io.quittance.spi.ErrorCategory;
import io.quittance.spi.ProviderException;
import io.quittance.spi.ProviderHttp.Request;
import io.quittance.spi.ProviderHttp.Response;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.SelfSignedCertificate;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class AccountHttpTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final int MAX_BYTES = 1_000;
    private static final HttpLimits PATIENT = new HttpLimits(Duration.ofSeconds(30), MAX_BYTES);
    private static final CallBudget.Size AMPLE = new CallBudget.Size(1_000, 1_000, 1_000);

    private final SettableClock clock = new SettableClock();
    private final GatewayMetrics metrics = new GatewayMetrics();
    private final AtomicInteger received = new AtomicInteger();
    private final CompletableFuture<Void> endlessEnded = new CompletableFuture<>();
    private Vertx vertx;
    private AccountLoop loop;
    private HttpServer server;

    @BeforeEach
    void setUp() throws Exception {
        vertx = Vertx.vertx();
        loop = result(AccountLoop.start(vertx));
        server = result(vertx.createHttpServer().requestHandler(this::answer).listen(0, "127.0.0.1"));
    }

    @AfterEach
    void tearDown() throws Exception {
        result(vertx.close());
        metrics.close();
    }

    @Test
    void shouldSendTheRequestAndGiveTheWholeAnswer() throws Exception {
        Request request = new Request(
                "PUT", uri("/echo?a=b%20c"), Map.of("Content-Type", "text/plain"), Buffer.buffer("question"));

        Response response = result(http(AMPLE, PATIENT).send(request));

        assertThat(response.status()).isEqualTo(418);
        assertThat(response.header("X-Echo")).hasValue("PUT /echo?a=b%20c text/plain");
        assertThat(response.headers()).containsEntry("x-twice", "first");
        assertThat(response.body()).hasToString("question");
    }

    @Test
    void shouldGiveARedirectAsTheAnswer() throws Exception {
        Response response = result(http(AMPLE, PATIENT).send(get("/redirect")));

        assertThat(response.status()).isEqualTo(307);
        assertThat(response.header("location")).hasValue("/echo");
        assertThat(received).hasValue(1);
    }

    @Test
    void shouldTakeTheLongestAnswerAndRefuseALongerOne() throws Exception {
        AccountHttp http = http(AMPLE, PATIENT);

        assertThat(result(http.send(get("/bytes?n=" + MAX_BYTES))).body().length())
                .isEqualTo(MAX_BYTES);
        ProviderException failure = failure(http.send(get("/bytes?n=" + (MAX_BYTES + 1))));

        assertThat(failure.category()).isEqualTo(ErrorCategory.TEMPORARY);
        assertThat(failure).hasMessage("GET " + uri("/bytes") + ": the answer is longer than 1000 bytes");
    }

    @Test
    void shouldNotReadAnAnswerWithoutEnd() throws Exception {
        loop = result(AccountLoop.start(vertx, Duration.ofSeconds(1)));

        ProviderException failure = failure(http(AMPLE, PATIENT).send(get("/endless")));

        assertThat(failure).hasMessageContaining("longer than 1000 bytes");
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(endlessEnded).isCompleted());
    }

    @Test
    void shouldGiveUpOnASilentServer() throws Exception {
        ProviderException failure = failure(
                http(AMPLE, new HttpLimits(Duration.ofMillis(200), MAX_BYTES)).send(get("/silence")));

        assertThat(failure.category()).isEqualTo(ErrorCategory.TEMPORARY);
        assertThat(failure).hasMessage("GET " + uri("/silence") + ": no answer within 200 ms");
    }

    @Test
    void shouldGiveUpOnAServerThatDripsItsAnswer() throws Exception {
        ProviderException failure = failure(
                http(AMPLE, new HttpLimits(Duration.ofMillis(300), MAX_BYTES)).send(get("/drip")));

        assertThat(failure).hasMessageContaining("no answer within 300 ms");
    }

    @Test
    void shouldHoldNoMoreThanTheLongestAnswerInMemory() {
        BoundedBody body = new BoundedBody(MAX_BYTES, () -> {});

        body.write(Buffer.buffer("x".repeat(MAX_BYTES)));
        assertThat(body.writeQueueFull()).isFalse();
        body.write(Buffer.buffer("y"));
        body.write(Buffer.buffer("z"));

        assertThat(body.writeQueueFull()).isTrue();
        body.end();
        assertThat(body.result().result().length()).isEqualTo(MAX_BYTES);
    }

    @Test
    void shouldCountAnswersAndFailures() throws Exception {
        AccountHttp http = http(AMPLE, PATIENT);

        result(http.send(get("/echo")));
        failure(http.send(get("/hang-up")));
        failure(http(Set.of("https://api.example.com:443")).send(get("/echo")));

        assertThat(metrics.scrape())
                .containsPattern("provider_call\\w*_count\\{account=\"shop\",status=\"4xx\"} 1\\b")
                .containsPattern("provider_call\\w*_count\\{account=\"shop\",status=\"none\"} 1\\b");
    }

    @Test
    void shouldFailTemporarilyWhenNobodyListens() throws Exception {
        NetServer gone =
                result(vertx.createNetServer().connectHandler(socket -> {}).listen(0, "127.0.0.1"));
        result(gone.close());
        URI uri = URI.create("http://127.0.0.1:" + gone.actualPort() + "/token?client_secret=hush");

        ProviderException failure =
                failure(http(Set.of("http://127.0.0.1:" + gone.actualPort())).send(Request.get(uri, Map.of())));

        assertThat(failure.category()).isEqualTo(ErrorCategory.TEMPORARY);
        assertThat(failure.getMessage())
                .contains("/token: ")
                .contains("refused")
                .doesNotContain("hush");
        assertThat(failure.getCause()).isNull();
    }

    @Test
    void shouldFailTemporarilyWhenTheServerHangsUp() throws Exception {
        ProviderException failure = failure(http(AMPLE, PATIENT).send(get("/hang-up?token=hush")));

        assertThat(failure.category()).isEqualTo(ErrorCategory.TEMPORARY);
        assertThat(failure)
                .hasMessage("GET " + uri("/hang-up") + ": the connection was closed before the answer was complete");
    }

    @Test
    void shouldNotSpeakToAServerWhoseCertificateIsNotTrusted() throws Exception {
        SelfSignedCertificate certificate = SelfSignedCertificate.create("127.0.0.1");
        HttpServerOptions tls = new HttpServerOptions().setSsl(true).setKeyCertOptions(certificate.keyCertOptions());
        HttpServer impostor =
                result(vertx.createHttpServer(tls).requestHandler(this::answer).listen(0, "127.0.0.1"));
        String origin = "https://127.0.0.1:" + impostor.actualPort();

        ProviderException failure =
                failure(http(Set.of(origin)).send(Request.get(URI.create(origin + "/echo?token=hush"), Map.of())));

        assertThat(failure.category()).isEqualTo(ErrorCategory.TEMPORARY);
        assertThat(received).hasValue(0);
    }

    @Test
    void shouldRefuseAHostThatIsNoneOfTheAccounts() throws Exception {
        ProviderException failure =
                failure(http(Set.of("https://api.example.com:443")).send(get("/echo?token=hush")));

        assertThat(failure.category()).isEqualTo(ErrorCategory.CONFIGURATION);
        assertThat(failure)
                .hasMessage("Calls to http://127.0.0.1:" + server.actualPort()
                        + " are not allowed; the account's settings name [https://api.example.com:443]");
        assertThat(received).hasValue(0);
    }

    @Test
    void shouldRefuseWhatIsNotHttpWithoutQuotingIt() throws Exception {
        Request request =
                new Request("GET", uri("/echo"), Map.of("Authorization", "Bearer hush\r\nX: y"), Buffer.buffer());

        ProviderException failure = failure(http(AMPLE, PATIENT).send(request));

        assertThat(failure.category()).isEqualTo(ErrorCategory.PERMANENT);
        assertThat(failure.getMessage()).doesNotContain("hush");
        assertThat(received).hasValue(0);
    }

    @Test
    void shouldRefuseAMethodThatIsNone() throws Exception {
        Request request = new Request("GET /", uri("/echo"), Map.of(), Buffer.buffer());

        assertThat(failure(http(AMPLE, PATIENT).send(request)).category()).isEqualTo(ErrorCategory.PERMANENT);
    }

    @Test
    void shouldAnswerOnTheCallersContext() throws Exception {
        AccountHttp http = http(AMPLE, PATIENT);
        AccountLoop caller = result(AccountLoop.start(vertx));
        CompletableFuture<Context> answeredOn = new CompletableFuture<>();

        caller.execute(() -> http.send(get("/echo")).onComplete(done -> answeredOn.complete(Vertx.currentContext())));

        assertThat(answeredOn.get(30, TimeUnit.SECONDS)).isSameAs(caller.context());
    }

    @Test
    void shouldHoldCallsOverTheBudgetBackUntilItsTimeComes() throws Exception {
        // Given
        AccountHttp http = http(new CallBudget.Size(10, 2, 5), PATIENT);

        // When
        List<Future<Response>> calls = send(http, 4);

        // Then
        result(calls.get(0));
        result(calls.get(1));
        assertThat(calls.get(2).isComplete()).isFalse();
        clock.advance(Duration.ofMillis(100));
        result(calls.get(2));
        assertThat(calls.get(3).isComplete()).isFalse();
        assertThat(received).hasValue(3);
        clock.advance(Duration.ofMillis(100));
        result(calls.get(3));
    }

    @Test
    void shouldRefuseCallsWhenTooManyWait() throws Exception {
        AccountHttp http = http(new CallBudget.Size(10, 1, 2), PATIENT);

        List<Future<Response>> calls = send(http, 4);

        ProviderException failure = failure(calls.get(3));
        assertThat(failure.category()).isEqualTo(ErrorCategory.TEMPORARY);
        assertThat(failure.getMessage())
                .contains("Over the account's budget of 10 calls per second, and 2 calls are waiting already");
        result(calls.get(0));
        clock.advance(Duration.ofMillis(100));
        result(calls.get(1));
        clock.advance(Duration.ofMillis(100));
        result(calls.get(2));
    }

    @Test
    void shouldFailWhatWaitsAndWhatComesWhenClosed() throws Exception {
        AccountHttp http = http(new CallBudget.Size(10, 1, 5), PATIENT);
        List<Future<Response>> calls = send(http, 2);
        result(calls.get(0));

        http.close();

        assertThat(failure(calls.get(1))).hasMessageContaining("The account is closed");
        assertThat(failure(http.send(get("/echo")))).hasMessage("The account is closed");
    }

    @Test
    void shouldFailWhatIsUnderWayWhenTheLoopEnds() throws Exception {
        Future<Response> call = http(AMPLE, PATIENT).send(get("/silence"));
        await().atMost(PATIENCE).untilAtomic(received, is(1));

        result(loop.end());

        assertThat(failure(call).category()).isEqualTo(ErrorCategory.TEMPORARY);
    }

    private void answer(HttpServerRequest request) {
        received.incrementAndGet();
        switch (request.path()) {
            case "/echo" -> echo(request);
            case "/redirect" ->
                request.response()
                        .setStatusCode(307)
                        .putHeader("Location", "/echo")
                        .end();
            case "/bytes" -> request.response().end("x".repeat(Integer.parseInt(request.getParam("n"))));
            case "/endless" -> {
                request.response().setChunked(true);
                request.response().exceptionHandler(closed -> endlessEnded.complete(null));
                request.response().closeHandler(closed -> endlessEnded.complete(null));
                writeForever(request);
            }
            case "/drip" -> {
                request.response().setChunked(true);
                vertx.setPeriodic(20, timer -> request.response().write("x"));
            }
            case "/hang-up" -> request.connection().close();
            default -> {}
        }
    }

    private void writeForever(HttpServerRequest request) {
        request.response()
                .write("x".repeat(100))
                .onSuccess(written -> vertx.setTimer(1, later -> writeForever(request)));
    }

    private static void echo(HttpServerRequest request) {
        request.response()
                .setStatusCode(418)
                .putHeader("X-Echo", request.method() + " " + request.uri() + " " + request.getHeader("Content-Type"))
                .headers()
                .add("X-Twice", "first")
                .add("X-Twice", "second");
        request.body().onSuccess(body -> request.response().end(body));
    }

    private List<Future<Response>> send(AccountHttp http, int calls) {
        List<Future<Response>> answers = new ArrayList<>();
        for (int call = 0; call < calls; call++) {
            answers.add(http.send(get("/echo")));
        }
        return answers;
    }

    private AccountHttp http(CallBudget.Size budget, HttpLimits limits) throws Exception {
        AllowedHosts hosts = new AllowedHosts(Set.of("http://127.0.0.1:" + server.actualPort()));
        return new AccountHttp(guard(), hosts, new CallBudget(loop, clock, budget), limits, calls(), Answers.ASKED);
    }

    private PluginGuard guard() throws Exception {
        return result(TestingAccounts.guard(vertx, loop));
    }

    private AccountHttp http(Set<String> origins) throws Exception {
        return new AccountHttp(
                guard(),
                new AllowedHosts(origins),
                new CallBudget(loop, clock, AMPLE),
                PATIENT,
                calls(),
                Answers.ASKED);
    }

    private CallMetrics calls() {
        return new CallMetrics("shop", metrics, clock);
    }

    private Request get(String path) {
        return Request.get(uri(path), Map.of());
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.actualPort() + path);
    }

    private static ProviderException failure(Future<?> future) throws Exception {
        Throwable failure = result(future.transform(outcome -> Future.succeededFuture(outcome.cause())));
        assertThat(failure).isInstanceOf(ProviderException.class);
        return (ProviderException) failure;
    }

    private static <T> T result(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }
}
