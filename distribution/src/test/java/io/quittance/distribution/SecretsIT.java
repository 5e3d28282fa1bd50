package io.quittance.distribution;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** Marks every secret and everything about a payer, and looks for the marks wherever the gateway says something. */
@EndToEndTest
@TestInstance(Lifecycle.PER_CLASS)
class SecretsIT {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String MARK = "MARKED";
    private static final String API_KEY = "MARKED-api-key";
    private static final String WRONG_KEY = "MARKED-wrong-key";
    private static final String PAYER = "Mara MARKED";
    private static final String CARD = "Ends with MARKED-0004";
    /** What no field is declared to have, in each way to write it. */
    private static final String CARD_NUMBER = "4111111111111111";

    private static final String PRINTED_NUMBER = "4111 1111 1111 1111";
    private static final Shop.Secrets SECRETS =
            new Shop.Secrets("MARKED-operators-token", API_KEY, "MARKED-client-secret");

    private SecuconnectStandIn secuconnect;
    private TestStore store;
    private RunningShop gateway;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        secuconnect = SecuconnectStandIn.start("MARKED-access-token");
        store = TestStore.chosen();
        gateway = new Shop(store, secuconnect.address(), List.of(Shop.MERCHANT), SECRETS).start(directory);
        gateway.awaitReady();
    }

    @AfterAll
    void stop() throws Exception {
        gateway.close();
        store.close();
        secuconnect.close();
    }

    @Test
    void shouldSayNothingThatIsSecretOrAboutThePayer() throws Exception {
        List<String> told = new ArrayList<>();
        sendEverything(told);
        ManagementClient management = gateway.management();
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(management.orderStatus(SecuconnectStandIn.ORDER))
                        .isEqualTo("paid"));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(management.cases("kind=poisoned_notification"))
                        .isNotEmpty());

        ask(management, told);
        browse(management, told);
        told.addAll(gateway.process().lines());

        assertThat(told).hasSizeGreaterThan(20).noneMatch(text -> text.contains(MARK));
        assertThat(told).noneMatch(text -> text.contains(encoded(API_KEY)) || text.contains(encoded(WRONG_KEY)));
        assertThat(told).noneMatch(text -> text.contains(CARD_NUMBER) || text.contains(PRINTED_NUMBER));
        assertThat(told).anyMatch(text -> text.contains("paid with ***"));
    }

    private void sendEverything(List<String> told) throws Exception {
        ProviderClient providers = gateway.providers();
        gateway.management().register(SecuconnectStandIn.ORDER, SecuconnectStandIn.AMOUNT, SecuconnectStandIn.CURRENCY);
        String body = new String(Seeds.AUTHORIZED, UTF_8)
                .replace("John Doe", PAYER)
                .replace("Ends with 0004", CARD)
                .replace("\"Customer\": null", "\"Customer\": {\"Email\": \"MARKED@shop.example\"}")
                .replace(
                        "\"BillingAddress\": null",
                        "\"BillingAddress\": {\"Street\": \"MARKED Street\", \"City\": \"MARKED City\"}")
                .replace("\"CreditCardToken\": null", "\"CreditCardToken\": {\"Value\": \"MARKED-card-token\"}")
                .replace("S2P 3Dsecure test", "paid with " + PRINTED_NUMBER)
                .replace("\"Info\": \"Authorized\"", "\"Info\": \"Authorized " + CARD_NUMBER + "\"")
                .replace("\"Reasons\": []", "\"Reasons\": [{\"Code\": \"1\", \"Info\": \"by " + PRINTED_NUMBER + "\"}]")
                .replace("\"Fraud\": null", "\"" + CARD_NUMBER + "\": " + CARD_NUMBER)
                .replace("\"ClientIP\": null", "\"ClientIP\": \"MARKED-ip\"");
        told.add(providers
                .smart2pay(body.getBytes(UTF_8), authorization(API_KEY))
                .toString());
        told.add(providers
                .smart2pay(body.getBytes(UTF_8), authorization(WRONG_KEY))
                .toString());
        told.add(providers
                .smart2pay(body.replaceFirst("\\{", "{{").getBytes(UTF_8), authorization(API_KEY))
                .toString());
        told.add(providers
                .smart2pay(("{\"" + PAYER + "\": 1, \"Payment\": {}}").getBytes(UTF_8), authorization(API_KEY))
                .toString());
        told.add(providers.secuconnect(body.getBytes(UTF_8)).toString());
        told.add(providers.secuconnect(Seeds.PUSH).toString());
    }

    private void ask(ManagementClient management, List<String> told) throws Exception {
        List<String> paths = new ArrayList<>(List.of(
                "/v1/notifications",
                "/v1/notifications?state=malformed",
                "/v1/notifications/none",
                "/v1/cases",
                "/v1/accounts",
                "/v1/providers",
                "/v1/nothing",
                "/v1/notifications?state=" + CARD_NUMBER,
                "/v1/notifications?order=s2ptest_1002",
                "/v1/merchants/shop/orders/s2ptest_1002",
                "/v1/merchants/shop/orders/s2ptest_1002/timeline",
                "/v1/merchants/shop/orders/" + SecuconnectStandIn.ORDER,
                "/v1/merchants/shop/orders/" + SecuconnectStandIn.ORDER + "/timeline",
                "/health/ready",
                "/metrics",
                "/openapi.json"));
        for (JsonObject open : management.cases("")) {
            paths.add("/v1/cases/" + open.getString("id"));
        }
        for (JsonObject row : management.notifications("")) {
            paths.add("/v1/notifications/" + row.getString("id"));
        }
        for (String path : paths) {
            told.add(management.get(path).toString());
            told.add(new ManagementClient(management.address(), "MARKED-wrong-token", Shop.MERCHANT, gateway.http())
                    .get(path)
                    .toString());
        }
    }

    private void browse(ManagementClient management, List<String> told) throws Exception {
        ConsoleCrawler console = new ConsoleCrawler(management.address(), gateway.http());
        told.add(console.signIn("MARKED-wrong-token").toString());
        Map<String, String> pages = console.pages(SECRETS.token());
        told.addAll(pages.values());
        for (String kind : List.of("orders/shop", "notifications", "cases", "accounts")) {
            assertThat(pages.keySet())
                    .as("pages of single %s", kind)
                    .anyMatch(path -> path.matches("/console/" + kind + "/[^/?]+"));
        }
    }

    private static String authorization(String key) {
        return "Basic " + encoded(key);
    }

    private static String encoded(String key) {
        return Base64.getEncoder().encodeToString((Seeds.SITE + ":" + key).getBytes(UTF_8));
    }
}
