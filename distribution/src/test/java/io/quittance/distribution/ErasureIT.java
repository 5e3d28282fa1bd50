package io.quittance.distribution;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Marks the payer in what a provider posts and a shop registers, has the order erased, and looks for the mark in every table. */
@EndToEndTest
final class ErasureIT {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String PAYER = "Mara MARKED";
    private static final byte[] POSTED =
            new String(Seeds.AUTHORIZED, UTF_8).replace("John Doe", PAYER).getBytes(UTF_8);

    @TempDir
    private Path directory;

    private TestStore store;

    @BeforeEach
    void createAStore() {
        store = TestStore.server();
    }

    @AfterEach
    void dropIt() throws Exception {
        store.close();
    }

    @Test
    void shouldEraseThePayerAndKeepTheBooks() throws Exception {
        Shop shop = Shop.with(store);
        try (RunningShop gateway = shop.start(directory).awaitReady()) {
            ManagementClient management = gateway.management();
            management.register(Seeds.AUTHORIZED_ORDER, 100, "EUR");
            store.sql().execute("update merchant_order set metadata = jsonb_build_object('payer', ?)", PAYER);
            assertThat(gateway.providers().smart2pay(POSTED).status()).isEqualTo(204);
            awaitAuthorized(management);
            JsonObject before = management.order(Seeds.AUTHORIZED_ORDER);
            assertThat(store.sql().holding(PAYER)).isNotEmpty();

            assertThat(erase(gateway, "--dry-run").lines())
                    .anyMatch(line -> line.contains("would be erased: 1 notification"));
            assertThat(store.sql().holding(PAYER)).isNotEmpty();
            GatewayProcess.Result erased = erase(gateway);
            assertThat(erased.exitCode()).isZero();
            assertThat(erased.lines()).anyMatch(line -> line.startsWith("erased: 1 notification(s) of 1 payment(s)"));

            assertThat(store.sql().holding(PAYER)).isEmpty();
            assertThat(management.order(Seeds.AUTHORIZED_ORDER)).isEqualTo(before);
            String id = management.notifications("").get(0).getString("id");
            assertThat(management.post("/v1/notifications/" + id + "/replay").status())
                    .isEqualTo(409);
            assertThat(gateway.providers().smart2pay(POSTED).status())
                    .as("a repeat")
                    .isEqualTo(204);
            await().atMost(SOON)
                    .until(() -> store.sql()
                                    .query("select from notification_arrival")
                                    .size()
                            == 1);
            assertThat(store.sql().holding(PAYER)).isEmpty();
            assertThat(management.order(Seeds.AUTHORIZED_ORDER)).isEqualTo(before);
            assertThat(explain().lines()).anyMatch(line -> line.contains("erased what was written about the payer"));
        }
    }

    private GatewayProcess.Result erase(RunningShop gateway, String... more) throws Exception {
        String url = gateway.management().address().toString();
        String[] all = Stream.concat(
                        Stream.of(
                                "erase",
                                "--config",
                                "quittance.json",
                                "--url",
                                url,
                                Shop.MERCHANT,
                                Seeds.AUTHORIZED_ORDER),
                        Stream.of(more))
                .toArray(String[]::new);
        return GatewayProcess.run(directory, all);
    }

    private GatewayProcess.Result explain() throws Exception {
        return GatewayProcess.run(
                directory, "explain", "--config", "quittance.json", Shop.MERCHANT, Seeds.AUTHORIZED_ORDER);
    }

    private static void awaitAuthorized(ManagementClient management) {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(management.orderStatus(Seeds.AUTHORIZED_ORDER))
                        .isEqualTo("authorized"));
    }
}
