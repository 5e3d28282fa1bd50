package io.quittance.provider.smart2pay.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quittance.spi.Money;
import io.quittance.spi.simulator.Faults;
import io.quittance.spi.simulator.Faults.Delivery;
import io.quittance.spi.simulator.Life;
import io.quittance.spi.simulator.ProviderSimulator;
import io.quittance.spi.simulator.Sale;
import io.quittance.spi.simulator.SimulatorEnvironment;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The API as Smart2Pay's pages describe it, with nobody listening to notifications. */
@Timeout(60)
class Smart2PayApiTest {

    private final Vertx vertx = Vertx.vertx();
    private final WebClient client = WebClient.create(vertx);
    private ProviderSimulator simulator;

    @BeforeEach
    void start() {
        Faults silent = new Faults(
                new Delivery(0, 0, Duration.ZERO, 0, 0, 1, 0),
                Faults.none().strangers(),
                Faults.none().api());
        simulator = new Smart2PaySimulatorFactory()
                .start(new SimulatorEnvironment(vertx, Clock.systemUTC(), 1, silent))
                .await();
        simulator.connect(URI.create("http://127.0.0.1:1/nobody"), "shop");
    }

    @AfterEach
    void closeVertx() throws Exception {
        vertx.close().await(20, TimeUnit.SECONDS);
    }

    @Test
    void shouldShowEachSiteItsOwnForAnyOfItsKeys() {
        sell(20, Life.PAID, new Money(1000, "EUR"));

        List<JsonObject> first = payments(Site.ALL.get(0), 0);
        List<JsonObject> newer = payments(Site.ALL.get(1), 0);
        List<JsonObject> older = payments(Site.ALL.get(1), 1);

        assertThat(first).isNotEmpty().allMatch(payment -> payment.getLong("SiteID") == 40877);
        assertThat(newer).isNotEmpty().allMatch(payment -> payment.getLong("SiteID") == 2041);
        assertThat(ids(older)).isEqualTo(ids(newer));
        assertThat(first.size() + newer.size()).isEqualTo(20);
        assertThat(get("/apm/v1/payments/" + ids(first).get(0), Site.ALL.get(1), 0)
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void shouldRefuseWhoHasNoKey() {
        for (String path :
                List.of("/apm/v1/payments", "/card/v1/payments/318001", "/apm/v1/payments/8100001/refunds")) {
            HttpResponse<Buffer> answer = client.getAbs(base() + path)
                    .basicAuthentication("40877", "guessed")
                    .send()
                    .await();
            assertThat(answer.statusCode()).as(path).isEqualTo(401);
            assertThat(answer.bodyAsJsonObject().fieldNames()).containsExactly("Message");
        }
        assertThat(client.getAbs(base() + "/apm/v1/payments").send().await().statusCode())
                .isEqualTo(401);
    }

    @Test
    void shouldTellARefundedPaymentAndItsRefunds() {
        sell(10, Life.PARTIALLY_REFUNDED, new Money(1000, "EUR"));

        for (Site site : Site.ALL) {
            for (String backEnd : List.of("apm", "card")) {
                for (JsonObject row : rows("/" + backEnd + "/v1/payments", site)) {
                    String path = "/" + backEnd + "/v1/payments/" + row.getLong("ID");
                    JsonObject payment = get(path, site, 0).bodyAsJsonObject().getJsonObject("Payment");
                    JsonArray refunds =
                            get(path + "/refunds", site, 0).bodyAsJsonObject().getJsonArray("Refunds");
                    assertThat(payment.getJsonObject("Status").getInteger("ID")).isEqualTo(21);
                    assertThat(refunds).hasSize(1);
                    assertThat(refunds.getJsonObject(0).getValue("Amount").toString())
                            .isEqualTo("333");
                    assertThat(refunds.getJsonObject(0).getLong("InitialPaymentID"))
                            .isEqualTo(row.getLong("ID"));
                    assertThat(get(path + "/status", site, 0).statusCode())
                            .isEqualTo(backEnd.equals("card") ? 200 : 404);
                }
            }
        }
    }

    @Test
    void shouldListByFilterAndByPage() {
        sell(30, Life.PREPAID, new Money(1000, "EUR"));
        Site site = Site.ALL.get(0);
        List<JsonObject> all = rows("/apm/v1/payments?PAGESIZE=100&sortdirection=asc", site);

        JsonObject page = get("/apm/v1/payments?pageSize=2&pageIndex=2&sortDirection=asc", site, 0)
                .bodyAsJsonObject();
        String name = all.get(0).getString("MerchantTransactionID");

        assertThat(ids(all)).isSorted().hasSizeGreaterThan(4);
        assertThat(page.getInteger("TotalCount")).isEqualTo(all.size());
        assertThat(page.getInteger("TotalPages")).isEqualTo((all.size() + 1) / 2);
        assertThat(ids(objects(page))).isEqualTo(ids(all).subList(2, 4));
        assertThat(ids(rows("/apm/v1/payments", site)).get(0)).isEqualTo(ids(all).get(all.size() - 1));
        assertThat(rows("/apm/v1/payments?merchantTransactionID=" + name, site)).hasSize(1);
        assertThat(rows("/apm/v1/payments?endDate=20200101000000", site)).isEmpty();
        assertThat(rows("/apm/v1/payments?startDate=20200101000000&statusID=2&currency=EUR", site))
                .hasSameSizeAs(all);
        assertThat(rows("/apm/v1/payments?statusID=4", site)).isEmpty();
    }

    @Test
    void shouldCountHundredthsOfEveryCurrency() {
        sell(1, Life.PREPAID, new Money(500, "JPY"));
        sell(1, Life.REFUNDED_IN_PARTS, new Money(12_350, "KWD"));

        List<String> amounts = new ArrayList<>();
        for (Site site : Site.ALL) {
            for (String backEnd : List.of("apm", "card")) {
                rows("/" + backEnd + "/v1/payments", site)
                        .forEach(row -> amounts.add(row.getString("Currency") + " " + row.getValue("Amount")));
            }
        }

        assertThat(amounts).containsExactlyInAnyOrder("JPY 50000", "KWD 1235");
        assertThatThrownBy(() -> sell(1, Life.PAID, new Money(12_345, "KWD")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("12345 KWD cannot be told in hundredths, which Smart2Pay counts");
        assertThatThrownBy(() -> sell(1, Life.PARTIALLY_REFUNDED, new Money(10_000, "KWD")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private void sell(int count, Life life, Money amount) {
        IntStream.range(0, count)
                .mapToObj(number -> simulator.begin(new Sale(life + "-" + number, amount, life)))
                .toList()
                .forEach(sale -> sale.await());
    }

    private List<JsonObject> payments(Site site, int key) {
        List<JsonObject> payments = new ArrayList<>();
        for (String backEnd : List.of("apm", "card")) {
            payments.addAll(
                    objects(get("/" + backEnd + "/v1/payments", site, key).bodyAsJsonObject()));
        }
        return payments;
    }

    private List<JsonObject> rows(String path, Site site) {
        return objects(get(path, site, 0).bodyAsJsonObject());
    }

    private static List<JsonObject> objects(JsonObject list) {
        return list.getJsonArray("Payments").stream()
                .map(JsonObject.class::cast)
                .toList();
    }

    private static List<Long> ids(List<JsonObject> payments) {
        return payments.stream().map(payment -> payment.getLong("ID")).toList();
    }

    private HttpResponse<Buffer> get(String path, Site site, int key) {
        return client.getAbs(base() + path)
                .basicAuthentication(site.id(), site.apiKeys().get(key))
                .send()
                .await();
    }

    private String base() {
        return simulator.settings().getString("baseUrl").replaceFirst("/apm$", "");
    }
}
