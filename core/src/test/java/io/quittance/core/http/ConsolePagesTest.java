package io.quittance.core.http;

import static io.quittance.core.http.ManagementFixture.OPERATOR;
import static io.quittance.core.http.ManagementFixture.SHOP_DE;
import static io.quittance.core.http.ManagementFixture.SHOP_FR;
import static io.quittance.core.http.ManagementFixture.VIEWER;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.core.plugin.SettableClock;
import io.quittance.core.testing.PostgresTest;
import io.quittance.core.testing.TestDatabase;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What pages show, and to whom; how they look is for a browser to tell. */
@PostgresTest
@ExtendWith(VertxExtension.class)
class ConsolePagesTest {

    private TestDatabase store;
    private StoredRows rows;
    private ConsoleFixture console;

    @BeforeEach
    void start(Vertx vertx, TestDatabase given) throws Exception {
        store = given;
        rows = new StoredRows(store);
        console = new ConsoleFixture(vertx, store.database(vertx).general(), new SettableClock());
    }

    @Test
    void shouldLeadToTheOrderThatIsNamed() throws Exception {
        rows.order("shop-de", "a/b 1", "paid", 100, 1);
        rows.payment("de-cards", "shop-de", "203771", "a/b 1");
        console.signIn(VIEWER);

        for (String search : List.of("a%2Fb+1", "203771", "+203771+")) {
            assertThat(location(console.get("/console/orders?search=" + search)))
                    .as(search)
                    .isEqualTo("/console/orders/shop-de/a%2Fb%201");
        }
        assertThat(console.get("/console/orders/shop-de/a%2Fb%201").body()).contains("a/b 1", "203771", "EUR 1.00");
        assertThat(console.get("/console/orders?search=nothing").body()).contains("No order and no payment is called");
    }

    @Test
    void shouldListAllThatBearAName() throws Exception {
        rows.order("shop-de", "1", "paid", 100, 1);
        rows.order("shop-fr", "1", "failed", 0, 1);
        rows.shell("shop-fr", "2");
        rows.payment("fr-cards", "shop-fr", "1", "2");
        rows.payment("de-debit", "shop-de", "77", null);
        console.signIn(VIEWER);

        assertThat(console.get("/console/orders?search=1").body())
                .contains(
                        "3 found",
                        "/console/orders/shop-de/1",
                        "/console/orders/shop-fr/1",
                        "/console/orders/shop-fr/2")
                .contains("not registered");
        assertThat(console.get("/console/orders?search=77").body()).contains("1 found", "none");

        console.signIn(SHOP_DE);
        assertThat(location(console.get("/console/orders?search=1"))).isEqualTo("/console/orders/shop-de/1");
        assertThat(console.get("/console/orders?search=2").body()).contains("No order and no payment is called");
    }

    @Test
    void shouldFindOrdersByWhatTheyCost() throws Exception {
        rows.order("shop-de", "1", "paid", 100, 1);
        rows.order("shop-fr", "2", "failed", 0, 1);
        rows.order("shop-de", "3", "paid", 100, 1);
        store.execute("update merchant_order set amount = 100, currency = 'JPY' where reference = '3'");
        console.signIn(VIEWER);

        assertThat(console.get("/console/orders?search=1.00").body())
                .contains("2 found", "/console/orders/shop-de/1", "/console/orders/shop-fr/2");
        assertThat(location(console.get("/console/orders?search=100+JPY"))).isEqualTo("/console/orders/shop-de/3");
        assertThat(console.get("/console/orders?search=1,01+EUR").body()).contains("no order is for just as much");
        assertThat(console.get("/console/orders?search=100").body()).contains("No order and no payment is called");

        console.signIn(SHOP_DE);
        assertThat(location(console.get("/console/orders?search=EUR+1"))).isEqualTo("/console/orders/shop-de/1");
    }

    @Test
    void shouldTellTheStoryOfAnOrderToWhomItConcerns() throws Exception {
        rows.order("shop-de", "1", "paid", 100, 1);
        rows.entry(1, "order_registered", "1", null);
        rows.discrepancy(2, "shop-de", "1", "underpaid", "open");

        console.signIn(SHOP_DE);
        assertThat(console.get("/console/orders/shop-de/1").body())
                .contains("The merchant registered the order", "Underpaid", "EUR 0.99", "\"rule\"");

        console.signIn(SHOP_FR);
        assertThat(console.get("/console/orders/shop-de/1").statusCode()).isEqualTo(403);
        assertThat(console.get("/console/orders/shop-fr/1").statusCode()).isEqualTo(404);
    }

    @Test
    void shouldFilterNotificationsAsTheApiDoes() throws Exception {
        UUID german = rows.accepted(1, "de-cards", "p1", "waiting");
        UUID french = rows.accepted(2, "fr-cards", "p2", "done");
        console.signIn(VIEWER);

        assertThat(console.get("/console/notifications?account=&state=&from=").body())
                .contains(german.toString(), french.toString());
        assertThat(console.get("/console/notifications?state=done&subject=p2").body())
                .contains(french.toString())
                .doesNotContain(german.toString());
        assertThat(console.get("/console/notifications?from=2026-11-22T12:00&to=2026-11-22T12:01")
                        .body())
                .contains(german.toString());
        assertThat(console.get("/console/notifications?to=2026-11-22T12:00").body())
                .contains("Nothing came that fits");
        assertThat(console.get("/console/notifications?state=odd").body()).contains("state is one of");

        console.signIn(SHOP_FR);
        assertThat(console.get("/console/notifications").body())
                .contains(french.toString())
                .doesNotContain(german.toString(), "de-cards");
        assertThat(console.get("/console/notifications/" + german).statusCode()).isEqualTo(404);
    }

    @Test
    void shouldGoThroughAListPageByPage() throws Exception {
        for (int number = 0; number < 51; number++) {
            rows.accepted(number, "de-cards", "p" + number, "done");
        }
        console.signIn(VIEWER);
        String first = console.get("/console/notifications?account=de-cards").body();
        String older = first.replaceAll("(?s).*class=\"more\" href=\"([^\"]+)\".*", "$1")
                .replace("&amp;", "&");

        assertThat(older).startsWith("/console/notifications?").contains("account=de-cards", "cursor=");
        assertThat(console.get(older).body()).contains(">p0<").doesNotContain(">p1<", "class=\"more\"");
    }

    @Test
    void shouldMaskWhatIsSensitive() throws Exception {
        byte[] body = "{\"Customer\":{\"Email\":\"payer@example.com\"},\"Amount\":\"<b>1</b>\"}".getBytes(UTF_8);
        UUID known = rows.notification(1, "de-cards", "accepted", body);
        UUID unknown = rows.notification(2, "de-debit", "accepted", body);
        console.signIn(OPERATOR);

        assertThat(console.get("/console/notifications/" + known).body())
                .contains("***", "&lt;b&gt;1&lt;/b&gt;", "order=7&amp;sig=***", "sha256:ab12")
                .doesNotContain("payer@example.com", "v1.secret", "DE02", "<b>1");
        assertThat(console.get("/console/notifications/" + unknown).body())
                .contains("It cannot be shown")
                .doesNotContain("payer@example.com", "v1.secret");
    }

    @Test
    void shouldResolveACaseInThePersonsName() throws Exception {
        UUID id = rows.discrepancy(1, "shop-de", "1", "silent_provider", "open");
        console.signIn(OPERATOR);

        HttpResponse<String> empty = resolve(id, "dismiss", "  ");
        assertThat(empty.statusCode()).isEqualTo(400);
        assertThat(empty.body()).contains("note says why");
        HttpResponse<String> refused = resolve(id, "accept", "I &lt;like&gt; it");
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("right; allowed is dismiss", "I &amp;lt;like");

        assertThat(location(resolve(id, "dismiss", "asked them"))).isEqualTo("/console/cases/" + id);
        assertThat(console.get("/console/cases/" + id).body()).contains("resolved", "asked them", ">ops<");
    }

    @Test
    void shouldLetOnlyThoseDecideWhoMay() throws Exception {
        UUID id = rows.discrepancy(1, "shop-de", "1", "underpaid", "open");

        console.signIn(VIEWER);
        assertThat(console.get("/console/cases/" + id).body())
                .contains("may only read")
                .doesNotContain("<textarea");
        assertThat(resolve(id, "dismiss", "mine").statusCode()).isEqualTo(403);

        console.signIn(SHOP_FR);
        assertThat(console.get("/console/cases").body()).doesNotContain(id.toString());
        assertThat(resolve(id, "dismiss", "mine").statusCode()).isEqualTo(404);

        console.signIn(SHOP_DE);
        assertThat(console.get("/console/cases?state=open").body()).contains(id.toString());
        assertThat(resolve(id, "dismiss", "mine").statusCode()).isEqualTo(303);
        assertThat(console.get("/console/cases?state=open").body()).doesNotContain(id.toString());
    }

    @Test
    void shouldNotResolveWithoutTheFormOfThisSession() throws Exception {
        UUID id = rows.discrepancy(1, "shop-de", "1", "underpaid", "open");
        console.signIn(OPERATOR);
        assertThat(console.post("/console/cases/" + id, Map.of("action", "dismiss", "note", "x"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(console.get("/console/cases?state=open").body()).contains(id.toString());
    }

    @Test
    void shouldShowAHundredRowsInOneSmallPage() throws Exception {
        for (int number = 0; number < 100; number++) {
            rows.accepted(number, "de-cards", "p" + number, "done");
            rows.discrepancy(number, "shop-de", "order-" + number, "underpaid", "open");
            rows.delivery(number, rows.event(number, "o" + number, 1, "order.paid", StoredRows.NOON), "dead", "[]");
            store.execute("insert into endpoint values ('shop-de', ?, 0, now())", "endpoint-" + number);
            store.execute(
                    "insert into audit_entry values (?, now(), 'ops', 'operator', 'retry', null, 'deliveries', null, '{}', 'done')",
                    StoredRows.id(StoredRows.NOON, number));
        }
        console.signIn(OPERATOR);
        for (String list : List.of("notifications", "cases", "deliveries", "audit")) {
            String page = console.get("/console/" + list + "?limit=100").body();
            assertThat(page.split("<tr>", -1)).as(list).hasSize(102);
            assertThat(page.length()).as(list).isLessThan(128 * 1024);
        }
    }

    @Test
    void shouldShowAccountsToThoseWhoseTheyAre() throws Exception {
        rows.credentialUse(StoredRows.NOON, "de-cards", "site:1#aa");
        console.signIn(VIEWER);
        assertThat(console.get("/console/accounts").body())
                .contains("/console/accounts/de-cards", "fr-cards", "smart2pay.jar", "secuconnect", "7 days");
        assertThat(console.get("/console/accounts/de-cards").body())
                .contains("/smart2pay/de", "site:1#aa", "2026-11-22 12:00:00", "never");
        assertThat(console.get("/console/accounts/fr-cards").body()).contains("its plugin blocked an event loop");
        assertThat(console.get("/console/accounts/none").statusCode()).isEqualTo(404);

        console.signIn(SHOP_FR);
        assertThat(console.get("/console/accounts").body()).doesNotContain("de-cards", "secuconnect");
        assertThat(console.get("/console/accounts/de-cards").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/console/notifications/x",
                "/console/deliveries/x",
                "/console/audit?action=odd",
                "/console/cases/x",
                "/console/cases?state=odd",
                "/console/orders?odd=1"
            })
    void shouldSayAsAPageWhatIsWrong(String path) throws Exception {
        console.signIn(OPERATOR);
        HttpResponse<String> wrong = console.get(path);
        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(wrong.body()).startsWith("<!DOCTYPE html>").contains("A value is wrong");
    }

    private HttpResponse<String> resolve(UUID id, String action, String note) throws Exception {
        return console.post("/console/cases/" + id, Map.of("csrf", console.csrf(), "action", action, "note", note));
    }

    private static String location(HttpResponse<String> response) {
        return response.headers().firstValue("Location").orElse(response.statusCode() + "");
    }
}
