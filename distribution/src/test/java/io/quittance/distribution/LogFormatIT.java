package io.quittance.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The log as the environment wants it. */
@EndToEndTest
class LogFormatIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String FORMAT = "QUITTANCE_LOG_FORMAT";
    private static final String LOADED = "A provider is loaded";
    private static final String STATUS_OF_LOGBACK = "|-";

    @TempDir
    private Path directory;

    @Test
    void shouldWriteJson() throws Exception {
        List<String> lines = life(Map.of(FORMAT, "json"));

        assertThat(lines.stream().filter(line -> line.startsWith("{")).map(JsonObject::new))
                .allSatisfy(
                        line -> assertThat(line.fieldNames()).contains("time", "level", "logger", "thread", "message"))
                .anySatisfy(line -> {
                    assertThat(line.getString("message")).isEqualTo(LOADED);
                    assertThat(line.getString("provider")).isNotEmpty();
                });
        assertThat(lines).noneMatch(line -> line.contains(" INFO ") || line.contains(STATUS_OF_LOGBACK));
    }

    @Test
    void shouldWriteTextUnlessAskedForAnother() throws Exception {
        assertThat(life(Map.of()))
                .anyMatch(line -> line.contains(" INFO ") && line.contains(LOADED))
                .noneMatch(line -> line.startsWith("{") || line.contains(STATUS_OF_LOGBACK));
    }

    @Test
    void shouldTellWhatBecameOfEachNotification() throws Exception {
        try (TestStore store = TestStore.chosen()) {
            Shop shop = Shop.with(store);
            try (RunningShop gateway = start(shop, Map.of(FORMAT, "json"))) {
                gateway.management().register(Seeds.FAILED_ORDER, 100, "EUR");
                gateway.providers().smart2pay(Seeds.FAILED);

                awaitDecision(gateway);
                gateway.process().terminate(LIMIT); // What waits to be written is written.
                assertThat(notifications(gateway)).singleElement().satisfies(line -> {
                    assertThat(line.getString("message")).isEqualTo("A notification is worked off");
                    assertThat(line.getString("order")).isEqualTo(Seeds.FAILED_ORDER);
                    assertThat(line.getString("result")).isEqualTo("done");
                    assertThat(line.getLong("delay_ms")).isNotNegative();
                    assertThat(line.fieldNames()).contains("account", "notification", "kind", "subject");
                });
            }
        }
    }

    @Test
    void shouldSayNothingOfNotificationsIfTold() throws Exception {
        try (TestStore store = TestStore.chosen()) {
            Shop shop = Shop.with(store);
            try (RunningShop gateway = start(shop, Map.of(FORMAT, "json", "QUITTANCE_LOG_NOTIFICATIONS", "OFF"))) {
                gateway.providers().smart2pay(Seeds.FAILED);

                awaitDecision(gateway);
                gateway.process().terminate(LIMIT);
                assertThat(notifications(gateway)).isEmpty();
            }
        }
    }

    @Test
    void shouldRefuseAnotherFormat() throws Exception {
        try (GatewayProcess process = GatewayProcess.start(directory, Map.of(FORMAT, "xml"), "version")) {
            assertThat(process.awaitExit(LIMIT)).isEqualTo(1);
            assertThat(process.lines())
                    .containsExactly("QUITTANCE_LOG_FORMAT: \"xml\" is no format of the log; text and json are");
        }
    }

    private RunningShop start(Shop shop, Map<String, String> environment) throws Exception {
        return new RunningShop(
                        shop, GatewayProcess.start(directory, environment, "serve", "--config", shop.write(directory)))
                .awaitReady();
    }

    private static void awaitDecision(RunningShop gateway) {
        await().atMost(LIMIT)
                .untilAsserted(
                        () -> assertThat(gateway.management().get("/metrics").text())
                                .contains("quittance_reconciliation_delay_seconds_count"));
    }

    private static List<JsonObject> notifications(RunningShop gateway) {
        return gateway.process().lines().stream()
                .filter(line -> line.startsWith("{"))
                .map(JsonObject::new)
                .filter(line -> line.getString("logger").equals("io.quittance.notification"))
                .toList();
    }

    /** What a gateway prints that starts and ends. */
    private List<String> life(Map<String, String> environment) throws Exception {
        Shop shop = Shop.with(TestStore.chosen());
        try (TestStore store = shop.store();
                GatewayProcess gateway =
                        GatewayProcess.start(directory, environment, "serve", "--config", shop.write(directory))) {
            gateway.awaitReady();
            gateway.terminate(LIMIT);
            return gateway.lines();
        }
    }
}
