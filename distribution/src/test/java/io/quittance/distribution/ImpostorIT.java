package io.quittance.distribution;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quittance.core.testing.TestingAuthority;
import io.quittance.core.testing.TestingAuthority.Identity;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody at the address of a provider's API, with a certificate of an authority that is trusted, for the name {@code localhost}. */
@EndToEndTest
class ImpostorIT {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String PASSWORD = "public-authorities";

    @TempDir
    private Path directory;

    private final Vertx vertx = Vertx.vertx();
    private final AtomicInteger asked = new AtomicInteger();
    private TestStore store;
    private Path trusted;
    private int port;

    @BeforeEach
    void start() throws Exception {
        store = TestStore.server();
        TestingAuthority authority = TestingAuthority.in(directory);
        trusted = write(authority.trusted());
        port = serve(authority.sign("localhost", "EC", "dns:localhost"));
    }

    @AfterEach
    void stop() throws Exception {
        vertx.close().await(30, SECONDS);
        store.close();
    }

    @Test
    void shouldBeAskedUnderTheNameOfItsCertificate() throws Exception {
        try (RunningShop gateway = gatewayAsking("localhost")) {
            push(gateway);

            await().atMost(SOON).until(() -> asked.get() > 0);
        }
    }

    @Test
    void shouldBeToldNothingUnderAnotherName() throws Exception {
        try (RunningShop gateway = gatewayAsking("127.0.0.1")) {
            push(gateway);

            await().atMost(SOON)
                    .until(() -> gateway.process().lines().stream()
                            .anyMatch(line -> line.contains("Reconciliation failed and is tried again")
                                    && line.contains("https://127.0.0.1:" + port)));
            assertThat(asked).hasValue(0);
        }
    }

    private RunningShop gatewayAsking(String host) throws Exception {
        Shop shop = Shop.with(store, URI.create("https://" + host + ":" + port));
        String trust = "-Djavax.net.ssl.trustStore=" + trusted + " -Djavax.net.ssl.trustStorePassword=" + PASSWORD;
        GatewayProcess process = GatewayProcess.start(
                directory, Map.of("QUITTANCE_OPTS", trust), "serve", "--config", shop.write(directory));
        return new RunningShop(shop, process).awaitReady();
    }

    private static void push(RunningShop gateway) throws Exception {
        assertThat(gateway.providers().secuconnect(Seeds.PUSH).status()).isEqualTo(200);
    }

    private int serve(Identity identity) throws Exception {
        return vertx.createHttpServer(new HttpServerOptions().setSsl(true).setKeyCertOptions(identity.shown()))
                .requestHandler(request -> {
                    asked.incrementAndGet();
                    request.response().setStatusCode(503).end();
                })
                .listen(0, "127.0.0.1")
                .map(HttpServer::actualPort)
                .await(30, SECONDS);
    }

    private Path write(KeyStore authorities) throws Exception {
        Path file = directory.resolve("trusted.p12");
        try (OutputStream bytes = Files.newOutputStream(file)) {
            authorities.store(bytes, PASSWORD.toCharArray());
        }
        return file;
    }
}
