package io.quittance.core.http;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quittance.core.config.TlsConfig;
import io.quittance.core.http.RawConnection.Answer;
import io.quittance.core.telemetry.ConnectionMeters;
import io.quittance.core.telemetry.GatewayMetrics;
import io.quittance.core.testing.TestingAuthority;
import io.quittance.core.testing.TestingAuthority.Identity;
import io.quittance.spi.Secret;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(VertxExtension.class)
class ManagementServerTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Duration SHORT = Duration.ofSeconds(1);
    private static final ConnectionLimits SHORT_HEAD = new ConnectionLimits(SHORT, LONG, SHORT, LONG, 100);
    private static final ConnectionLimits SHORT_BODY = new ConnectionLimits(LONG, SHORT, SHORT, LONG, 100);
    private static final ConnectionMeters METERS =
            new GatewayMetrics().servers().management();
    private static final ConnectionLimits FEW = new ConnectionLimits(LONG, LONG, SHORT, LONG, 2);

    @Test
    void shouldTellBrowsersToComeByTlsAloneOnceItSpeaksTls(Vertx vertx, @TempDir Path directory) throws Exception {
        TestingAuthority authority = TestingAuthority.in(directory);

        assertThat(strictTransport(vertx, trusting(authority), tls(authority))).isEqualTo("max-age=31536000");
        assertThat(strictTransport(vertx, new HttpClientOptions(), null)).isNull();
    }

    private static TlsConfig tls(TestingAuthority authority) throws Exception {
        Identity own = authority.sign("own", "EC", "ip:127.0.0.1");
        return new TlsConfig(new Secret(List.of(own.chain())), new Secret(List.of(own.key())), null);
    }

    private static HttpClientOptions trusting(TestingAuthority authority) throws Exception {
        return new HttpClientOptions()
                .setSsl(true)
                .setTrustOptions(new PemTrustOptions().addCertValue(Buffer.buffer(authority.certificate())));
    }

    private static @Nullable String strictTransport(Vertx vertx, HttpClientOptions client, @Nullable TlsConfig tls)
            throws Exception {
        int port = listen(new ManagementServer(vertx, tls, METERS, ManagementServerTest::thank));
        // One that nobody holds is closed by and by.
        HttpClient holding = vertx.createHttpClient(client);
        String told = holding.request(HttpMethod.GET, port, "127.0.0.1", "/")
                .compose(request -> request.send())
                .map(answer -> answer.getHeader("Strict-Transport-Security"))
                .await(30, SECONDS);
        holding.close().await(30, SECONDS);
        return told;
    }

    @Test
    void shouldEndAConnectionWhoseRequestHeadDrips(Vertx vertx) throws Exception {
        try (RawConnection connection = connect(vertx, SHORT_HEAD, ManagementServerTest::thank)) {
            connection.send("GET / HTTP/1.1\r\nX: ");

            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(50))
                    .until(() -> connection.hasAnswer() || connection.send("x").hasAnswer());

            assertThat(connection.answer().status()).isEqualTo(408);
            assertThat(connection.isClosedByServer()).isTrue();
        }
    }

    @Test
    void shouldEndAConnectionWhoseRequestBodyDoesNotCome(Vertx vertx) throws Exception {
        try (RawConnection connection =
                connect(vertx, SHORT_BODY, request -> request.endHandler(end -> thank(request)))) {
            Answer answer = connection
                    .send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 7\r\n\r\n{")
                    .answer();

            assertThat(answer.status()).isEqualTo(408);
            assertThat(connection.isClosedByServer()).isTrue();
        }
    }

    @Test
    void shouldEndAConnectionWhoseRequestIsAnsweredAndWhoseBodyDoesNotCome(Vertx vertx) throws Exception {
        try (RawConnection connection = connect(vertx, SHORT_BODY, ManagementServerTest::thank)) {
            Answer answer = connection
                    .send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 7\r\n\r\n{")
                    .answer();

            assertThat(answer.status()).isEqualTo(200);
            assertThat(connection.isClosedByServer()).isTrue();
        }
    }

    @Test
    void shouldLeaveAnAnswerAloneThatTakesLong(Vertx vertx) throws Exception {
        AtomicReference<HttpServerResponse> pending = new AtomicReference<>();
        int port = listen(
                new ManagementServer(vertx, null, SHORT_HEAD, METERS, request -> pending.set(request.response())));
        try (RawConnection patient = new RawConnection(port);
                RawConnection silent = new RawConnection(port)) {
            patient.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n");

            assertThat(silent.isClosedByServer()).as("the time is over").isTrue();
            await().atMost(PATIENCE).until(() -> pending.get() != null);
            pending.get().end("thanks");

            assertThat(patient.answer().body()).isEqualTo("thanks");
        }
    }

    @Test
    void shouldEndTheOldestIdleConnectionWhenThereAreTooMany(Vertx vertx) throws Exception {
        int port = listen(new ManagementServer(vertx, null, FEW, METERS, ManagementServerTest::thank));
        try (RawConnection oldest = new RawConnection(port);
                RawConnection second = new RawConnection(port);
                RawConnection third = new RawConnection(port)) {
            assertThat(oldest.isClosedByServer()).isTrue();
            for (RawConnection kept : List.of(second, third)) {
                assertThat(kept.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n")
                                .answer()
                                .status())
                        .isEqualTo(200);
            }
        }
    }

    @Test
    void shouldMeasureItsConnections(Vertx vertx) throws Exception {
        GatewayMetrics metrics = new GatewayMetrics();
        int port = listen(
                new ManagementServer(vertx, null, FEW, metrics.servers().management(), ManagementServerTest::thank));
        try (RawConnection oldest = new RawConnection(port);
                RawConnection second = new RawConnection(port);
                RawConnection third = new RawConnection(port)) {
            assertThat(oldest.isClosedByServer()).isTrue();

            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(metrics.scrape())
                            .contains("quittance_connections{server=\"management\"} 2.0")
                            .contains(
                                    "quittance_connections_ended_total{reason=\"crowded_out\",server=\"management\"} 1.0")
                            .contains("quittance_connections{server=\"intake\"} 0.0"));
            assertThat(List.of(second, third))
                    .allSatisfy(kept -> assertThat(kept.hasAnswer()).isFalse());
        }
    }

    @Test
    void shouldRefuseAHeadThatTwoReadersCouldReadDifferently(Vertx vertx) throws Exception {
        try (RawConnection connection = connect(vertx, FEW, ManagementServerTest::thank)) {
            connection.send("GET / HTTP/1.1\r\nHost: h\r\nHost: other\r\n\r\nGET / HTTP/1.1\r\nHost: h\r\n\r\n");

            assertThat(connection.answer().status()).isEqualTo(400);
            assertThat(connection.isClosedByServer()).isTrue();
        }
    }

    @Test
    void shouldSpeakHttp1AloneHoweverItIsAsked(Vertx vertx, @TempDir Path directory) throws Exception {
        TestingAuthority authority = TestingAuthority.in(directory);
        int port = listen(new ManagementServer(vertx, tls(authority), METERS, ManagementServerTest::thank));
        HttpClient client =
                vertx.createHttpClient(trusting(authority).setUseAlpn(true).setProtocolVersion(HttpVersion.HTTP_2));

        assertThat(client.request(HttpMethod.GET, port, "127.0.0.1", "/")
                        .compose(request -> request.send())
                        .map(answer -> answer.version())
                        .await(30, SECONDS))
                .isEqualTo(HttpVersion.HTTP_1_1);
        client.close().await(30, SECONDS);
    }

    /** What looks out for WebSockets would fail, and log it, with each request after the 128th. */
    @Test
    void shouldAnswerAsManyRequestsAtOnceAsSomebodySends(Vertx vertx) throws Exception {
        int requests = 1_000;
        try (LoggedProblems problems = new LoggedProblems();
                RawConnection connection = connect(vertx, FEW, ManagementServerTest::thank)) {
            connection.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n".repeat(requests));

            for (int i = 0; i < requests; i++) {
                assertThat(connection.answer().status()).isEqualTo(200);
            }
            assertThat(problems.seen()).isEmpty();
        }
    }

    private static void thank(HttpServerRequest request) {
        request.response().end("thanks");
    }

    private static RawConnection connect(Vertx vertx, ConnectionLimits limits, Handler<HttpServerRequest> router)
            throws Exception {
        return new RawConnection(listen(new ManagementServer(vertx, null, limits, METERS, router)));
    }

    private static int listen(ManagementServer server) throws Exception {
        return server.listen("127.0.0.1", 0).await(30, SECONDS);
    }
}
