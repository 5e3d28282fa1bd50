package io.quittance.distribution;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Collections;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the providers are known to send, byte for byte, through the built gateway and its provider jars to the orders. */
@EndToEndTest
class ExamplesIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String CARD_SITE = "2041";
    private static final String ALTERNATIVE_SITE = "40877";
    private static final String PREPAID = "PCI_7KQ2M9XTR4V0B6HZ1ND8WJ5YCF3GSA";
    private static final String REFUND = "PCI_R0D5YH3NX8TB2QW7KZ6JC1VFMG94SP";
    private static final String CHARGED_BACK = "PCI_1VZ8N4XQ6TB0KM3HRW9DJ2YC7F5GSE";

    private PathStandIn api;
    private TestStore store;
    private RunningShop gateway;
    private ManagementClient management;

    @BeforeEach
    void start(@TempDir Path directory) throws Exception {
        api = PathStandIn.start().lay("/oauth/token", secuconnect("token"));
        store = TestStore.chosen();
        Path file = directory.resolve("quittance.json");
        Shop shop = Shop.with(store, api.address());
        Files.writeString(Path.of(shop.write(directory)), configuration(shop).encode());
        gateway = new RunningShop(shop, GatewayProcess.start(directory, "serve", "--config", file.toString()))
                .awaitReady();
        management = gateway.management();
    }

    @AfterEach
    void stop() throws Exception {
        gateway.close();
        store.close();
        api.close();
    }

    @Test
    void shouldBringSmart2PaysExamplesToTheirOrders() throws Exception {
        management.register("ord_70012", 4599, "EUR");
        management.register("ord_70013", 4599, "EUR");
        management.register("ord_69990", 12000, "EUR");
        management.register("ord_70020", 1100, "CNY");
        management.register("ord_70021", 2500, "EUR");
        management.register("sub_31_2024", 1000, "EUR");
        management.register("ord_70030", 899, "GBP");

        card("card-authorized", "card-failed", "card-captured-numbers", "payout-card");
        alternative("apm-open", "apm-success", "apm-reversed", "apm-mixed-types", "preapproval", "payout-apm");

        awaitStatus("ord_70012", "authorized");
        awaitStatus("ord_70013", "failed");
        awaitStatus("ord_69990", "paid");
        awaitStatus("ord_70020", "awaiting_payment");
        awaitStatus("ord_70021", "paid");
        awaitStatus("sub_31_2024", "refunded");
        awaitStatus("ord_70030", "paid");

        alternative("refund");
        card("dispute");

        awaitStatus("ord_70021", "refunded");
        awaitStatus("ord_69990", "disputed");
        assertThat(management.order("ord_70021").getLong("refunded")).isEqualTo(2500);
        assertEverythingIsDone(12);
        assertThat(management.openCases()).isEmpty();
    }

    @Test
    void shouldBringSecuconnectsExamplesToTheirOrders() throws Exception {
        management.register("10482", 12990, "EUR");
        api.lay("/api/v2/Smart/Transactions", secuconnect("search-one"));

        pushAnd("push-status-changed", PREPAID, "payment-prepayment-waiting");
        awaitStatus("10482", "awaiting_payment");
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(management.order("10482").getJsonArray("payments"))
                        .hasSize(1));

        lay(PREPAID, "payment-paid");
        push(again("push-status-changed"));
        awaitStatus("10482", "paid");

        lay(PREPAID, "payment-with-refund-partly-told");
        pushAnd("push-refund-added", REFUND, "refund");
        awaitStatus("10482", "partially_refunded");
        JsonObject order = management.order("10482");
        assertThat(order.getLong("refunded")).isEqualTo(1000);
        assertThat(order.getJsonArray("payments")).hasSize(1);

        push(secuconnect("push-subscription"));
        push(secuconnect("push-contract"));
        push(secuconnect("push-old-style"));
        push(secuconnect("push-twint"));
        assertEverythingIsDone(7);
        assertThat(management.openCases()).containsExactly("unhandled_kind");
    }

    @Test
    void shouldSeeAChargeback() throws Exception {
        management.register("10482", 4500, "EUR");
        api.lay("/api/v2/Smart/Transactions", secuconnect("search-one"));
        lay(CHARGED_BACK, "payment-chargeback");

        push(new String(secuconnect("push-status-changed"), UTF_8)
                .replace(PREPAID, CHARGED_BACK)
                .getBytes(UTF_8));

        awaitStatus("10482", "charged_back");
    }

    private JsonObject configuration(Shop shop) {
        JsonObject configuration = shop.configuration();
        JsonObject settings = configuration
                .getJsonArray("accounts")
                .getJsonObject(0)
                .getJsonObject("settings")
                .put("orderReferencePattern", "^(.+)-[0-9]+$")
                .put("baseUrl", api.address().toString())
                .put("cardBaseUrl", api.address().toString());
        settings.put(
                "sites",
                new JsonArray()
                        .add(new JsonObject().put("siteId", CARD_SITE).put("apiKey", Seeds.API_KEY))
                        .add(new JsonObject().put("siteId", ALTERNATIVE_SITE).put("apiKey", Seeds.API_KEY)));
        return configuration;
    }

    private void card(String... names) throws Exception {
        post(CARD_SITE, names);
    }

    private void alternative(String... names) throws Exception {
        post(ALTERNATIVE_SITE, names);
    }

    private void post(String site, String... names) throws Exception {
        String credentials = Base64.getEncoder().encodeToString((site + ":" + Seeds.API_KEY).getBytes(UTF_8));
        for (String name : names) {
            byte[] body = example("providers-smart2pay", "smart2pay/fixtures", name);
            Answer answer = gateway.providers().smart2pay(body, "Basic " + credentials);
            assertThat(answer.status()).as(name).isEqualTo(204);
        }
    }

    private void pushAnd(String push, String payment, String name) throws Exception {
        lay(payment, name);
        push(secuconnect(push));
    }

    private void lay(String payment, String name) throws IOException {
        api.lay("/api/v2/Payment/Transactions/" + payment, secuconnect(name));
    }

    private void push(byte[] body) throws Exception {
        assertThat(gateway.providers().secuconnect(body).status()).isEqualTo(200);
    }

    /** The same push as another event. */
    private static byte[] again(String name) throws IOException {
        return new String(secuconnect(name), UTF_8).replace("\"evt_", "\"evt_0").getBytes(UTF_8);
    }

    private static byte[] secuconnect(String name) throws IOException {
        return example("providers-secuconnect", "secuconnect", name);
    }

    private static byte[] example(String module, String directory, String name) throws IOException {
        return Files.readAllBytes(Markdown.checkout()
                .resolve(module + "/src/test/resources/io/quittance/provider/" + directory + "/" + name + ".json"));
    }

    private void assertEverythingIsDone(int count) {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(management.notifications(""))
                        .extracting(row -> row.getString("state"))
                        .isEqualTo(Collections.nCopies(count, "done")));
    }

    private void awaitStatus(String order, String status) {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(management.orderStatus(order)).isEqualTo(status));
    }
}
