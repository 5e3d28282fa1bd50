package io.quittance.distribution;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The guide for plugin authors, followed: its files become a jar, and the built gateway runs it. */
class ProviderGuideIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String NOTIFICATION =
            "{\"id\": \"evt_1\", \"type\": \"payment.updated\", \"payment\": \"pay_7\"}";
    private static final String PAYMENT =
            "{\"order\": \"10482\", \"status\": \"paid\", \"amount\": 100, \"currency\": \"EUR\", \"live\": false}";
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TempDir
    private Path directory;

    private HttpServer acme;

    @BeforeEach
    void startAcme() throws IOException {
        acme = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        acme.createContext("/payments/pay_7", exchange -> {
            boolean known = "Bearer key".equals(exchange.getRequestHeaders().getFirst("Authorization"));
            byte[] answer = PAYMENT.getBytes(UTF_8);
            exchange.sendResponseHeaders(known ? 200 : 401, answer.length);
            try (OutputStream body = exchange.getResponseBody()) {
                body.write(answer);
            }
        });
        acme.start();
    }

    @AfterEach
    void stopAcme() {
        acme.stop(0);
    }

    @Test
    void shouldBuildAProviderThatReconciles() throws Exception {
        new PluginBuild(directory.resolve("project")).jar(GuidePlugin.files(), directory.resolve("plugins/acme.jar"));
        Path config = Files.writeString(directory.resolve("quittance.json"), configuration());

        try (GatewayProcess gateway = GatewayProcess.start(directory, "serve", "--config", config.toString())) {
            URI intake = gateway.intake().resolve("/acme/shop");
            URI order = gateway.management().resolve("/v1/merchants/shop/orders/10482");
            gateway.awaitReady();

            assertThat(send(request(order).PUT(BodyPublishers.ofString("{\"amount\": 100, \"currency\": \"EUR\"}")))
                            .statusCode())
                    .isEqualTo(201);
            assertThat(notify(intake, "another key").statusCode()).isEqualTo(401);
            assertThat(notify(intake, "signing key").statusCode()).isEqualTo(200);
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(new JsonObject(send(request(order)).body()).getString("status"))
                                    .isEqualTo("paid"));
        }
    }

    private String configuration() {
        JsonObject free = new JsonObject().put("host", "127.0.0.1").put("port", 0);
        JsonObject token =
                new JsonObject().put("name", "test").put("role", "operator").put("secret", "token");
        JsonObject settings = new JsonObject()
                .put("baseUrl", "http://127.0.0.1:" + acme.getAddress().getPort())
                .put("apiKey", "key")
                .put("signingKey", List.of("signing key", "the one before"));
        JsonObject account = new JsonObject()
                .put("id", "shop-acme")
                .put("merchant", "shop")
                .put("provider", "acme")
                .put("path", "/acme/shop")
                .put("settings", settings);
        return new JsonObject()
                .put("intake", free)
                .put("management", free.copy().put("tokens", List.of(token)))
                .put("plugins", new JsonObject().put("directory", "plugins"))
                .put("accounts", List.of(account))
                .encode();
    }

    private static HttpResponse<String> notify(URI uri, String key) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri)
                .header(GuidePlugin.SIGNATURE, GuidePlugin.signature(key, NOTIFICATION))
                .POST(BodyPublishers.ofString(NOTIFICATION)));
    }

    private static HttpRequest.Builder request(URI uri) {
        return HttpRequest.newBuilder(uri).header("Authorization", "Bearer token");
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return CLIENT.send(request.timeout(Duration.ofSeconds(20)).build(), BodyHandlers.ofString());
    }
}
