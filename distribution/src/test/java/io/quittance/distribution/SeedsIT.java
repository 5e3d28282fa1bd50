package io.quittance.distribution;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** The notifications of the providers' own documentation, from the wire to the order. */
@EndToEndTest
@TestInstance(Lifecycle.PER_CLASS)
class SeedsIT {
    private static final Duration SOON = Duration.ofSeconds(30);

    private final List<String> merchants = List.of("cards", "paid", "none", "two", "linked");

    private SecuconnectStandIn secuconnect;
    private TestStore store;
    private RunningShop gateway;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        secuconnect = SecuconnectStandIn.start();
        store = TestStore.chosen();
        gateway = new Shop(store, secuconnect.address(), merchants, Shop.Secrets.USUAL).start(directory);
        gateway.awaitReady();
    }

    @AfterAll
    void stop() throws Exception {
        gateway.close();
        store.close();
        secuconnect.close();
    }

    @BeforeEach
    void findOne() {
        secuconnect.matches(1);
    }

    @Test
    void shouldBringTheCardPaymentsToTheirOrders() throws Exception {
        ManagementClient management = gateway.management("cards");
        assertThat(management.register(Seeds.AUTHORIZED_ORDER, 100, "EUR").status())
                .isEqualTo(201);
        assertThat(management.register(Seeds.FAILED_ORDER, 100, "EUR").status()).isEqualTo(201);

        Answer authorized = gateway.providers("cards").smart2pay(Seeds.AUTHORIZED);
        Answer failed = gateway.providers("cards").smart2pay(Seeds.FAILED);

        assertThat(List.of(authorized, failed)).allSatisfy(answer -> {
            assertThat(answer.status()).isEqualTo(204);
            assertThat(answer.body()).isEmpty();
        });
        awaitStatus(management, Seeds.AUTHORIZED_ORDER, "authorized");
        awaitStatus(management, Seeds.FAILED_ORDER, "failed");
        JsonObject order = management.order(Seeds.AUTHORIZED_ORDER);
        assertThat(order.getLong("paid")).isZero();
        assertThat(order.getLong("version")).isEqualTo(1);
        JsonObject payment = order.getJsonArray("payments").getJsonObject(0);
        assertThat(payment.getString("id")).isEqualTo("203771");
        assertThat(payment.getString("status")).isEqualTo("authorized");
        assertThat(payment.getLong("amount")).isEqualTo(100);
        assertThat(payment.getBoolean("counts")).isTrue();
    }

    @Test
    void shouldReadWhatThePushIsAbout() throws Exception {
        ManagementClient management = gateway.management("paid");
        management.register(SecuconnectStandIn.ORDER, SecuconnectStandIn.AMOUNT, SecuconnectStandIn.CURRENCY);

        assertThat(gateway.providers("paid").secuconnect(Seeds.PUSH).status()).isEqualTo(200);

        awaitStatus(management, SecuconnectStandIn.ORDER, "paid");
        JsonObject order = management.order(SecuconnectStandIn.ORDER);
        assertThat(order.getLong("paid")).isEqualTo(SecuconnectStandIn.AMOUNT);
        assertThat(order.getJsonArray("payments").getJsonObject(0).getString("id"))
                .isEqualTo(Seeds.PAID_PAYMENT);
        assertThat(management.openCases()).isEmpty();
    }

    @Test
    void shouldParkThePaymentThatNoSmartTransactionHolds() throws Exception {
        assertHealsFrom("none", 0, "unknown_order");
    }

    @Test
    void shouldCallItAProviderErrorWhenSeveralSmartTransactionsHoldThePayment() throws Exception {
        assertHealsFrom("two", 2, "provider_error");
    }

    @Test
    void shouldSearchNoMoreForAPaymentThatIsLinked() throws Exception {
        ManagementClient management = gateway.management("linked");
        management.register(SecuconnectStandIn.ORDER, SecuconnectStandIn.AMOUNT, SecuconnectStandIn.CURRENCY);
        gateway.providers("linked").secuconnect(Seeds.PUSH);
        awaitStatus(management, SecuconnectStandIn.ORDER, "paid");
        long searches = secuconnect.searches();
        long reads = secuconnect.reads();

        String later = new String(Seeds.PUSH, UTF_8).replace("evt_d7a9", "evt_0000");
        assertThat(gateway.providers("linked")
                        .secuconnect(later.getBytes(UTF_8))
                        .status())
                .isEqualTo(200);

        await().atMost(SOON).until(() -> secuconnect.reads() > reads);
        await().atMost(SOON).until(() -> areAllDone(management, Shop.secu("linked"), 2));
        assertThat(secuconnect.searches()).isEqualTo(searches);
        assertThat(management.order(SecuconnectStandIn.ORDER).getLong("version"))
                .isEqualTo(1);
    }

    private void assertHealsFrom(String merchant, int matches, String kind) throws Exception {
        ManagementClient management = gateway.management(merchant);
        management.register(SecuconnectStandIn.ORDER, SecuconnectStandIn.AMOUNT, SecuconnectStandIn.CURRENCY);
        secuconnect.matches(matches);

        assertThat(gateway.providers(merchant).secuconnect(Seeds.PUSH).status()).isEqualTo(200);

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(management.openCases()).containsExactly(kind));
        JsonObject untouched = management.order(SecuconnectStandIn.ORDER);
        assertThat(untouched.getString("status")).isEqualTo("awaiting_payment");
        assertThat(untouched.getLong("version")).isZero();
        assertThat(untouched.getJsonArray("payments")).isEmpty();

        secuconnect.matches(1);

        awaitStatus(management, SecuconnectStandIn.ORDER, "paid");
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(management.openCases()).isEmpty());
    }

    private static boolean areAllDone(ManagementClient management, String account, int count) throws Exception {
        List<JsonObject> rows = management.notifications("account=" + account);
        return rows.size() == count
                && rows.stream().allMatch(row -> row.getString("state").equals("done"));
    }

    private static void awaitStatus(ManagementClient management, String order, String status) {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(management.orderStatus(order)).isEqualTo(status));
    }
}
