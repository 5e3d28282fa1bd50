package io.quittance.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a plugin could not read is not lost: the next version of the plugin reads it, and the case closes. */
@EndToEndTest
class PoisonedNotificationIT {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String RENAMED = "Fields.text(event, \"payment\")";
    private static final JsonObject NOTIFICATION = AcmePlugin.batch(
            new JsonObject().put("id", "evt_1").put("type", "payment.changed").put("payment_id", "pay_7"));

    @TempDir
    private Path directory;

    @Test
    void shouldCloseTheCaseOnceAPluginReadsTheNotification() throws Exception {
        try (PathStandIn api = PathStandIn.start().lay("/payments/pay_7", payment());
                TestStore store = TestStore.chosen()) {
            Shop shop = new Shop(store, api.address(), List.of(Shop.MERCHANT), Shop.Secrets.USUAL);
            String notification = assertPutAside(new CaseShop(shop, AcmePlugin.files()), api);
            assertReplayed(new CaseShop(shop, nextVersion()), api, notification);
        }
    }

    private String assertPutAside(CaseShop shop, PathStandIn api) throws Exception {
        try (RunningShop gateway = shop.start(directory).awaitReady()) {
            CaseStage stage = new CaseStage(gateway, api, Shop.MERCHANT);
            stage.management().register(CaseStage.ORDER, 100, "EUR");
            stage.acme(NOTIFICATION);
            await().atMost(SOON)
                    .untilAsserted(
                            () -> assertThat(stage.management().openCases()).containsExactly("poisoned_notification"));
            String notification = stage.management().cases("").get(0).getString("notification");
            gateway.process().terminate(SOON);
            return notification;
        }
    }

    private void assertReplayed(CaseShop shop, PathStandIn api, String notification) throws Exception {
        try (RunningShop gateway = shop.start(directory).awaitReady()) {
            CaseStage stage = new CaseStage(gateway, api, Shop.MERCHANT);
            assertThat(stage.management().openCases()).containsExactly("poisoned_notification");

            Answer answer = stage.management().post("/v1/notifications/" + notification + "/replay");

            assertThat(answer.status()).as(answer.text()).isEqualTo(202);
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(stage.management().orderStatus(CaseStage.ORDER))
                            .isEqualTo("paid"));
            await().atMost(SOON)
                    .untilAsserted(
                            () -> assertThat(stage.management().openCases()).isEmpty());
            assertThat(stage.heard()).containsExactly("order.paid");
        }
    }

    /** Acme has renamed a field, and its plugin follows. */
    private static Map<String, String> nextVersion() {
        return AcmePlugin.files().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        file -> file.getValue().replace(RENAMED, "Fields.text(event, \"payment_id\")")));
    }

    private static byte[] payment() {
        return AcmePlugin.payment("pay_7", CaseStage.ORDER, "paid", 100)
                .toBuffer()
                .getBytes();
    }
}
