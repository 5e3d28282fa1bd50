package io.quittance.distribution;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Marks the payer in what a provider posts, and looks for the mark in every table of a store that is sealed. */
@EndToEndTest
final class SealedStoreIT {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    private static final String OTHER_KEY = "ICEiIyQlJicoKSorLC0uLzAxMjM0NTY3ODk6Ozw9Pj8=";
    private static final String PAYER = "Mara MARKED";
    private static final byte[] POSTED =
            new String(Seeds.AUTHORIZED, UTF_8).replace("John Doe", PAYER).getBytes(UTF_8);

    @TempDir
    private Path directory;

    private TestStore plain;

    @BeforeEach
    void createAStore() {
        plain = TestStore.server();
    }

    @AfterEach
    void dropIt() throws Exception {
        plain.close();
    }

    @Test
    void shouldKeepThePayerFromWhoReadsTheTablesAndFromNobodyElse() throws Exception {
        try (RunningShop gateway = shop(KEY).start(directory).awaitReady()) {
            ManagementClient management = gateway.management();
            management.register(Seeds.AUTHORIZED_ORDER, 100, "EUR");
            assertThat(gateway.providers().smart2pay(POSTED).status()).isEqualTo(204);
            awaitPaid(management);

            assertThat(plain.sql().holding(PAYER)).isEmpty();
            assertReveals(management);
            String id = management.notifications("").get(0).getString("id");
            assertThat(management.post("/v1/notifications/" + id + "/replay").status())
                    .isEqualTo(202);
            await().atMost(SOON).until(() -> rows("notification_replay") == 0);
            awaitPaid(management);
        }

        GatewayProcess.Result refused = GatewayProcess.run(
                directory, "serve", "--config", shop(OTHER_KEY).write(directory));

        assertThat(refused.exitCode()).isNotZero();
        Object needed = sealedWith();
        assertThat(refused.lines())
                .anyMatch(line -> line.contains("not in store.encryption.keys: " + needed + ";"))
                .noneMatch(line -> line.contains(KEY) || line.contains(OTHER_KEY));
    }

    @Test
    void shouldLetGoOfAKeyWhileTheGatewayRuns() throws Exception {
        try (RunningShop gateway = shop(KEY).start(directory).awaitReady()) {
            assertThat(gateway.providers().smart2pay(POSTED).status()).isEqualTo(204);
        }

        try (RunningShop gateway = shop(OTHER_KEY, KEY).start(directory).awaitReady()) {
            String configuration = shop(OTHER_KEY, KEY).write(directory);
            Object old = sealedWith();
            GatewayProcess.Result rehearsed =
                    GatewayProcess.run(directory, "reseal", "--config", configuration, "--dry-run");
            assertThat(rehearsed.exitCode()).isZero();
            assertThat(rehearsed.lines())
                    .contains("sealed with " + old + ": 1")
                    .anyMatch(line -> line.matches("would be sealed with [0-9a-f]{8} now: 1"));
            assertThat(sealedWith()).isEqualTo(old);

            GatewayProcess.Result resealed = GatewayProcess.run(directory, "reseal", "--config", configuration);
            assertThat(resealed.exitCode()).isZero();
            assertThat(resealed.lines()).contains("sealed with " + sealedWith() + " now: 1");
            assertThat(sealedWith()).isNotEqualTo(old);
            assertReveals(gateway.management());
        }

        try (RunningShop gateway = shop(OTHER_KEY).start(directory).awaitReady()) {
            assertReveals(gateway.management());
        }
    }

    private static void assertReveals(ManagementClient management) throws Exception {
        String id = management.notifications("").get(0).getString("id");
        assertThat(management.post("/v1/notifications/" + id + "/reveal").text())
                .contains(PAYER);
    }

    private Object sealedWith() {
        return plain.sql().query("select sealed_with from notification").get(0).get("sealed_with");
    }

    private Shop shop(String... ring) throws Exception {
        JsonArray keys = new JsonArray();
        for (String key : ring) {
            String file = "key-" + Math.abs(key.hashCode());
            Files.writeString(directory.resolve(file), key);
            keys.add(new JsonObject().put("file", file));
        }
        JsonObject sealed = plain.configuration().copy().put("encryption", new JsonObject().put("keys", keys));
        return Shop.with(new TestStore(sealed, plain.database()));
    }

    private static void awaitPaid(ManagementClient management) {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(management.orderStatus(Seeds.AUTHORIZED_ORDER))
                        .isEqualTo("authorized"));
    }

    private long rows(String table) {
        return plain.sql().query("select 1 from " + table).size();
    }
}
