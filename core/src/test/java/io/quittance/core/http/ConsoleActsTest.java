package io.quittance.core.http;

import static io.quittance.core.http.ManagementFixture.OPERATOR;
import static io.quittance.core.http.ManagementFixture.SHOP_DE;
import static io.quittance.core.http.ManagementFixture.SHOP_FR;
import static io.quittance.core.http.ManagementFixture.VIEWER;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.core.console.Links;
import io.quittance.core.plugin.SettableClock;
import io.quittance.core.store.ErasureStore;
import io.quittance.core.store.OrderKey;
import io.quittance.core.testing.PostgresTest;
import io.quittance.core.testing.TestDatabase;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What somebody may do on pages, and what is kept about it. */
@PostgresTest
@ExtendWith(VertxExtension.class)
class ConsoleActsTest {

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
    void shouldRevealToOperatorsOnceAndOnRecord() throws Exception {
        byte[] body = "{\"Customer\":{\"Email\":\"payer@example.com\"}}".getBytes(UTF_8);
        UUID id = rows.notification(1, "de-cards", "accepted", body);
        String page = "/console/notifications/" + id;

        for (String token : List.of(VIEWER, SHOP_DE)) {
            console.signIn(token);
            assertThat(console.get(page).body()).doesNotContain("Reveal");
            assertThat(act(page + "/reveal").statusCode()).isEqualTo(403);
        }
        console.signIn(OPERATOR);
        assertThat(console.get(page).body()).contains("Reveal");
        assertThat(console.post(page + "/reveal", Map.of()).statusCode())
                .as("without the form")
                .isEqualTo(403);
        assertThat(store.query("select from audit_entry where action = 'reveal'"))
                .isEmpty();

        HttpResponse<String> revealed = act(page + "/reveal");

        assertThat(revealed.body())
                .contains("payer@example.com", "IBAN=DE02", "sig=***", "sha256:ab12")
                .doesNotContain("v1.secret");
        assertThat(revealed.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(console.get(page).body()).doesNotContain("payer@example.com", "DE02");
        assertThat(store.query("select actor, merchant, target_id, outcome from audit_entry where action = 'reveal'"))
                .containsExactly(
                        Map.of("actor", "ops", "merchant", "shop-de", "target_id", id.toString(), "outcome", "done"));
    }

    @Test
    void shouldRevealNothingThatCannotBePutOnRecord() throws Exception {
        UUID id = rows.notification(1, "de-cards", "accepted", "{\"Customer\":\"Jane\"}".getBytes(UTF_8));
        console.signIn(OPERATOR);
        String csrf = console.csrf();
        store.execute("alter table audit_entry rename to elsewhere");

        HttpResponse<String> refused = console.post("/console/notifications/" + id + "/reveal", Map.of("csrf", csrf));

        assertThat(refused.statusCode()).isGreaterThanOrEqualTo(500);
        assertThat(refused.body()).doesNotContain("Jane", "DE02");
    }

    @Test
    void shouldSayWhatAReplayWouldChangeBeforeItIsDone() throws Exception {
        rows.accepted(1, "de-cards", "p1", "done");
        console.signIn(OPERATOR);
        assertThat(console.get("/console/notifications?kind=payment").body())
                .contains("name=\"kind\" value=\"payment\"", "What would a replay");

        HttpResponse<String> rehearsed = act("/console/replays", "kind", "payment", "do", "rehearse");
        assertThat(rehearsed.body()).contains("0 notifications were looked at", "Nothing would change");
        assertThat(store.query("select from replay")).isEmpty();
        assertThat(act("/console/replays", "kind", "payment", "do", "replay").body())
                .contains("0 notifications are going to be replayed");
        assertThat(store.query("select requested_by from replay")).hasSize(1);
        assertThat(act("/console/replays", "from", "yesterday", "do", "replay").statusCode())
                .isEqualTo(400);

        console.signIn(VIEWER);
        assertThat(console.get("/console/notifications").body()).doesNotContain("What would a replay");
        assertThat(act("/console/replays", "do", "rehearse").statusCode()).isEqualTo(403);
    }

    @Test
    void shouldOfferNothingForWhatIsErased(Vertx vertx) throws Exception {
        rows.order("shop-de", "10482", "paid", 100, 1);
        rows.payment("de-cards", "shop-de", "p1", "10482");
        String page = "/console/notifications/" + rows.accepted(1, "de-cards", "p1", "done");
        console.signIn(OPERATOR);
        assertThat(console.get(page).body())
                .contains("Reveal", "What would change")
                .doesNotContain("Erased");

        new ErasureStore(store.database(vertx).management())
                .erase(new OrderKey("shop-de", "10482"), "ops", StoredRows.NOON)
                .await(20, SECONDS);

        assertThat(console.get(page).body())
                .contains("Erased", "What the sender wrote is erased", "2026-11-22 12:00:00", "p1")
                .doesNotContain("Reveal", "What would change", "SHA-256", "it is not JSON");
    }

    @Test
    void shouldNotReplayOfAnAccountThatDoesNotRun() throws Exception {
        String page = "/console/notifications/" + rows.accepted(1, "de-cards", "p1", "done");
        console.signIn(SHOP_DE);
        assertThat(console.get(page).body()).contains("What would change");
        for (String what : List.of("rehearse", "replay")) {
            HttpResponse<String> refused = act(page + "/replay", "do", what);
            assertThat(refused.statusCode()).isEqualTo(409);
            assertThat(refused.body()).contains("The account de-cards does not run");
        }
        console.signIn(VIEWER);
        assertThat(console.get(page).body()).doesNotContain("What would change");
        assertThat(act(page + "/replay", "do", "replay").statusCode()).isEqualTo(403);
    }

    @Test
    void shouldShowDeliveriesAndBeginThemAnew() throws Exception {
        rows.delivery(
                1,
                rows.event(1, "10482", 1, "order.paid", StoredRows.NOON),
                "dead",
                "[{\"at\":\"2026-11-22T12:00:01Z\",\"status\":503,\"durationMillis\":12,\"error\":\"it answered 503\"}]");
        String page = "/console/deliveries/" + StoredRows.id(StoredRows.NOON, 1);
        store.execute("insert into endpoint values ('shop-de', 'endpoint-1', 0, now())");

        console.signIn(VIEWER);
        assertThat(console.get("/console/deliveries?state=dead").body()).contains(page, "10482", "order.paid");
        assertThat(console.get("/console/deliveries?state=delivered").body()).contains("There is no such delivery");
        assertThat(console.get(page).body())
                .contains("2026-11-22 12:00:01", "it answered 503", "12 ms")
                .doesNotContain("Retry now");
        assertThat(act(page).statusCode()).isEqualTo(403);

        console.signIn(SHOP_FR);
        assertThat(console.get(page).statusCode()).isEqualTo(404);

        console.signIn(SHOP_DE);
        assertThat(console.get(page).body()).contains("Retry now");
        assertThat(act(page).body()).contains("It is begun anew", ">pending<");
    }

    @Test
    void shouldResolveSeveralCasesEachByTheRulesOfOne() throws Exception {
        UUID one = rows.discrepancy(1, "shop-de", "1", "unhandled_kind", "open");
        UUID silent = rows.discrepancy(2, "shop-de", "2", "silent_provider", "open");
        UUID closed = rows.discrepancy(3, "shop-de", "3", "underpaid", "closed");
        UUID other = rows.discrepancy(4, "shop-de", "4", "unhandled_kind", "open");
        console.signIn(OPERATOR);
        assertThat(console.get("/console/cases").body()).contains("All on this page", "Tick unhandled kind of order 1");

        HttpResponse<String> none = act("/console/cases", "action", "dismiss", "note", "kept");
        assertThat(none.statusCode()).isEqualTo(400);
        assertThat(none.body()).contains("No case is ticked", ">kept<");
        assertThat(act("/console/cases", "action", "dismiss", "note", " ", "case", one.toString())
                        .body())
                .contains("note says why");

        assertThat(act(
                                "/console/cases?kind=unhandled_kind",
                                "action",
                                "dismiss",
                                "note",
                                "all known",
                                "case",
                                one.toString(),
                                "case",
                                closed.toString(),
                                "case",
                                new UUID(0, 7).toString())
                        .body())
                .contains("1 case is resolved", "2 are not", "does not hold any more", "There is no such case")
                .contains(other.toString())
                .doesNotContain("silent provider of order");
        assertThat(act("/console/cases", "action", "accept", "note", "x", "all", "yes", "shown", silent.toString())
                        .body())
                .contains("1 is not", "right; allowed is dismiss");
        assertThat(store.query("select actor from audit_entry where action = 'resolve' and outcome = 'done'"))
                .hasSize(1);

        console.signIn(VIEWER);
        assertThat(console.get("/console/cases").body()).doesNotContain("All on this page");
        assertThat(act("/console/cases", "action", "dismiss", "note", "x", "case", other.toString())
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void shouldResolveAtMostAHundredCasesAtOnce() throws Exception {
        List<String> form = new ArrayList<>(List.of("action", "dismiss", "note", "x"));
        for (int number = 0; number < 101; number++) {
            form.addAll(List.of("case", new UUID(0, number).toString()));
        }
        console.signIn(OPERATOR);
        assertThat(act("/console/cases", form.toArray(String[]::new)).body()).contains("At most 100 cases");
    }

    @Test
    void shouldTellInTheAuditWhoDidWhat() throws Exception {
        UUID id = rows.discrepancy(1, "shop-de", "1", "unhandled_kind", "open");
        console.signIn(SHOP_DE);
        act("/console/cases/" + id, "action", "dismiss", "note", "known");
        console.signIn(VIEWER);

        assertThat(console.get("/console/audit").body())
                .contains("Sign in", "Resolve", Links.oneCase(id), "decision dismiss", ">de ");
        assertThat(console.get("/console/audit?action=resolve&actor=eyes").body())
                .contains("Nobody did anything that fits");
        console.signIn(SHOP_FR);
        assertThat(console.get("/console/audit").body()).doesNotContain("Resolve</td>");
    }

    /** Sends a form of this session. */
    private HttpResponse<String> act(String path, String... fields) throws Exception {
        List<String> form = new ArrayList<>(List.of("csrf=" + console.csrf()));
        for (int field = 0; field < fields.length; field += 2) {
            form.add(fields[field] + "=" + URLEncoder.encode(fields[field + 1], UTF_8));
        }
        return console.send(console.request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Sec-Fetch-Site", "same-origin")
                .POST(BodyPublishers.ofString(String.join("&", form))));
    }
}
