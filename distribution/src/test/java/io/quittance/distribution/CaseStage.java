package io.quittance.distribution;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.distribution.CaseScenario.Text;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.List;

/** Where the story of one case is played: a merchant with one order, and the providers who tell of its payments. */
record CaseStage(RunningShop gateway, PathStandIn api, String merchant) {
    static final String ORDER = "10482";
    static final String ACME_KEY = "signing key";

    private static final String TIME = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ";
    private static final String PAYMENTS = "/api/v2/Payment/Transactions/";
    private static final String SEARCH = "/api/v2/Smart/Transactions";

    ManagementClient management() {
        return gateway.management(merchant);
    }

    String acme() {
        return merchant + "-acme";
    }

    /** What Smart2Pay posts, with the credentials of the site {@link Seeds#SITE}. */
    void smart2pay(JsonObject body) throws Exception {
        assertThat(gateway.providers(merchant).smart2pay(bytes(body)).status()).isEqualTo(204);
    }

    /** What somebody posts who does not know the key. */
    void stranger(JsonObject body) throws Exception {
        assertThat(gateway.providers(merchant)
                        .smart2pay(bytes(body), "Basic MTAxMDpub3QtdGhlLWtleQ==")
                        .status())
                .isEqualTo(401);
    }

    /** What secuconnect's search for smart transactions answers from now on, whatever is searched. */
    void searchFinds(JsonObject answer) {
        api.lay(SEARCH, bytes(answer));
    }

    /** secuconnect's search for smart transactions fails from now on. */
    void searchFails() {
        api.lay(SEARCH, 503, new byte[0]);
    }

    /** A push of secuconnect about a payment whose API answers so from now on: each push is an event of its own. */
    void secuconnect(JsonObject payment, JsonObject search) throws Exception {
        String id = payment.getString("id");
        searchFinds(search);
        api.lay(PAYMENTS + id, bytes(payment));
        String push = new String(Seeds.PUSH, UTF_8)
                .replaceFirst("evt_[0-9a-f]+", "evt_" + System.nanoTime())
                .replace(Seeds.PAID_PAYMENT, id);
        assertThat(gateway.providers(merchant).secuconnect(push.getBytes(UTF_8)).status())
                .isEqualTo(200);
    }

    /** A notification of Acme about a payment whose API answers so from now on. */
    void acme(String payment, int status, JsonObject answer) throws Exception {
        api.lay("/payments/" + payment, status, bytes(answer));
        acme(AcmePlugin.batch(AcmePlugin.changed("evt_" + System.nanoTime(), payment)));
    }

    void acme(JsonObject body) throws Exception {
        assertThat(gateway.providers(merchant).acme(body.encode(), ACME_KEY).status())
                .isEqualTo(200);
    }

    /** A text of this merchant's cases as the scenarios write it. */
    Text asWritten(JsonObject found) {
        return new Text(
                asWritten(found.getString("expected")),
                asWritten(found.getString("seen")),
                asWritten(found.getString("proposal")));
    }

    /** The type of each event, and the kind of its case. */
    List<String> heard() throws IOException, InterruptedException {
        return management().events().stream()
                .map(event ->
                        event.getString("type") + (event.containsKey("case") ? " " + event.getString("case") : ""))
                .toList();
    }

    private String asWritten(String text) {
        return text.replaceAll(TIME, "TIME")
                .replace(Shop.cards(merchant), "CARDS")
                .replace(Shop.secu(merchant), "SECU")
                .replace(acme(), "ACME");
    }

    /** A search that finds no smart transaction. */
    static JsonObject nothingFound() {
        return new JsonObject().put("count", 0).put("data", new JsonArray());
    }

    private static byte[] bytes(JsonObject body) {
        return body.encode().getBytes(UTF_8);
    }
}
