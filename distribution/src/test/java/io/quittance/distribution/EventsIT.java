package io.quittance.distribution;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The merchant hears what was decided, in the feed and at its endpoint, also if that is down at first. */
@EndToEndTest
class EventsIT {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String FEED = "/v1/merchants/" + Shop.MERCHANT + "/events";

    @TempDir
    private Path directory;

    private final List<String> told = new CopyOnWriteArrayList<>();
    private HttpServer merchant;
    private TestStore store;
    private final AtomicInteger failures = new AtomicInteger(1);

    @BeforeEach
    void start() throws IOException {
        store = TestStore.chosen();
        merchant = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        merchant.createContext("/hooks", this::take);
        merchant.start();
    }

    @AfterEach
    void stop() throws Exception {
        merchant.stop(0);
        store.close();
    }

    @Test
    void shouldTellTheMerchant() throws Exception {
        Shop shop = Shop.with(store);
        shop.write(directory);
        Path config = Files.writeString(
                directory.resolve("events.json"),
                shop.configuration().put("endpoints", endpoints()).encodePrettily());
        GatewayProcess process = GatewayProcess.start(directory, "serve", "--config", config.toString());
        try (RunningShop gateway = new RunningShop(shop, process).awaitReady()) {
            ManagementClient management = gateway.management();
            assertThat(management.register(Seeds.AUTHORIZED_ORDER, 100, "EUR").status())
                    .isEqualTo(201);
            assertThat(gateway.providers().smart2pay(Seeds.AUTHORIZED).status()).isEqualTo(204);

            JsonObject page = management.get(FEED + "?wait=30").json();
            JsonObject event = page.getJsonArray("items").getJsonObject(0);
            assertThat(event.getString("type")).isEqualTo("order.authorized");
            assertThat(event.getJsonObject("order").getInteger("version")).isEqualTo(1);
            await().atMost(SOON).untilAsserted(() -> assertThat(told).hasSize(2));
            assertThat(told.get(0)).as("the same bytes again").isEqualTo(told.get(1));
            assertThat(new JsonObject(told.get(1))).isEqualTo(event);
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(management
                                    .get("/v1/deliveries?state=delivered")
                                    .json()
                                    .getJsonArray("items"))
                            .hasSize(1));
        }
    }

    private JsonArray endpoints() {
        return new JsonArray()
                .add(new JsonObject()
                        .put("id", "hooks")
                        .put("merchant", Shop.MERCHANT)
                        .put("url", "http://127.0.0.1:" + merchant.getAddress().getPort() + "/hooks")
                        .put("secret", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
                        .put("allowPrivate", true));
    }

    private void take(HttpExchange exchange) throws IOException {
        told.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
        exchange.sendResponseHeaders(failures.getAndDecrement() > 0 ? 503 : 204, -1);
        exchange.close();
    }
}
