package io.quittance.core.http;

import static io.quittance.core.http.ManagementFixture.OPERATOR;
import static io.quittance.core.http.ManagementFixture.SHOP_DE;
import static io.quittance.core.http.ManagementFixture.SHOP_FR;
import static io.quittance.core.http.ManagementFixture.VIEWER;
import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.core.http.ManagementFixture.Answer;
import io.quittance.core.testing.PostgresTest;
import io.quittance.core.testing.TestDatabase;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@PostgresTest
@ExtendWith(VertxExtension.class)
class AuditApiTest {

    private TestDatabase store;
    private StoredRows rows;
    private ManagementFixture api;

    @BeforeEach
    void start(Vertx vertx, TestDatabase store) throws Exception {
        this.store = store;
        rows = new StoredRows(store);
        api = ManagementFixture.start(vertx, store.database(vertx).general(), new FakeOrderDesk());
    }

    @Test
    void shouldTellWhoDecidedAboutWhat() throws Exception {
        UUID id = rows.discrepancy(1, "shop-de", "1", "unhandled_kind", "open");
        resolve(id, SHOP_DE, "{\"note\": \"the payer is Jane\"}");

        JsonObject entry = only(api.get("/v1/audit"));

        assertThat(entry.getString("at")).isNotNull();
        entry.remove("id");
        entry.remove("at");
        assertThat(entry)
                .as("the note is with the case; what it says may be about the payer")
                .isEqualTo(new JsonObject("""
                        {"actor": "de", "role": "merchant", "action": "resolve", "merchant": "shop-de",
                         "target": {"kind": "case", "id": "%s"}, "outcome": "done",
                         "detail": {"decision": "dismiss", "kind": "unhandled_kind"}}""".formatted(id)));
    }

    @Test
    void shouldTellWhatWasRefused() throws Exception {
        UUID closed = rows.discrepancy(1, "shop-de", "1", "underpaid", "closed");
        assertThat(resolve(closed, OPERATOR, "{\"note\": \"fine\"}").status()).isEqualTo(409);

        assertThat(only(api.get("/v1/audit")).getString("outcome")).isEqualTo("refused");
    }

    @Test
    void shouldNotDoWhatCannotBeWrittenDown() throws Exception {
        UUID id = rows.discrepancy(1, "shop-de", "1", "unhandled_kind", "open");
        UUID notification = rows.accepted(1, "de-cards", "p1", "done");
        rows.delivery(1, rows.event(1, "10482", 1, "order.paid", StoredRows.NOON), "dead", "[]");
        store.execute("alter table audit_entry rename to elsewhere");

        assertThat(List.of(
                        resolve(id, OPERATOR, "{\"note\": \"fine\"}").status(),
                        api.post("/v1/notifications/" + notification + "/replay")
                                .status(),
                        api.send("POST", "/v1/replays", OPERATOR, "{\"filter\": {}}")
                                .status(),
                        api.post("/v1/deliveries/retry").status(),
                        api.post("/v1/configuration/rollback").status()))
                .allMatch(status -> status >= 500);
        assertThat(store.query("select state from discrepancy_case").get(0)).containsEntry("state", "open");
        assertThat(store.query("select from replay")).isEmpty();
        assertThat(store.query("select state from delivery").get(0)).containsEntry("state", "dead");
    }

    @Test
    void shouldDoWhatIsWrittenDownAlsoIfItsOutcomeIsNot() throws Exception {
        UUID id = rows.discrepancy(1, "shop-de", "1", "unhandled_kind", "open");
        store.execute("create rule stubborn as on update to audit_entry do instead nothing");

        assertThat(resolve(id, OPERATOR, "{\"note\": \"fine\"}").status()).isEqualTo(200);
        assertThat(only(api.get("/v1/audit")).getString("outcome")).isEqualTo("asked");
    }

    @Test
    void shouldKeepReplaysAndRetries() throws Exception {
        UUID notification = rows.accepted(1, "de-cards", "p1", "done");
        rows.delivery(1, rows.event(1, "10482", 1, "order.paid", StoredRows.NOON), "dead", "[]");
        store.execute("insert into endpoint values ('shop-de', 'endpoint-1', 0, now())");

        api.send("POST", "/v1/replays", OPERATOR, "{\"filter\": {\"kind\": \"payment\"}, \"dryRun\": true}");
        assertThat(api.get("/v1/audit").column("id"))
                .as("a dry run changes nothing")
                .isEmpty();
        api.send("POST", "/v1/replays", OPERATOR, "{\"filter\": {\"kind\": \"payment\"}}");
        api.post("/v1/notifications/" + notification + "/replay");
        api.post("/v1/deliveries/" + StoredRows.id(StoredRows.NOON, 1) + "/retry");
        api.post("/v1/deliveries/retry");

        Answer answer = api.get("/v1/audit");
        assertThat(answer.column("action")).containsExactly("retry", "retry", "replay", "replay");
        assertThat(answer.column("outcome"))
                .as("the fixture runs no account, so that the notification cannot be read")
                .containsExactly("done", "done", "refused", "done");
        JsonObject detail = answer.json().getJsonArray("items").getJsonObject(3).getJsonObject("detail");
        assertThat(detail.getJsonObject("filter").getString("kind")).isEqualTo("payment");
        assertThat(detail.getInteger("notifications")).isZero();
    }

    @Test
    void shouldFilter() throws Exception {
        entry(1, "ops", "resolve", "shop-de", "2026-11-20T10:00:00Z");
        entry(2, "ops", "replay", null, "2026-11-21T10:00:00Z");
        entry(3, "fr", "resolve", "shop-fr", "2026-11-22T10:00:00Z");

        assertFound("", VIEWER, 3, 2, 1);
        assertFound("?actor=ops", VIEWER, 2, 1);
        assertFound("?action=resolve", VIEWER, 3, 1);
        assertFound("?merchant=shop-de", VIEWER, 1);
        assertFound("?from=2026-11-21T10:00:00Z&to=2026-11-22T10:00:00Z", VIEWER, 2);
        assertFound("?actor=ops&action=resolve&merchant=shop-de&from=2026-11-20T10:00:00Z", VIEWER, 1);
        assertFound("", SHOP_DE, 1);
        assertFound("", SHOP_FR, 3);
        assertFound("?merchant=shop-de", SHOP_FR);
    }

    @Test
    void shouldGoOnWhereAPageEnded() throws Exception {
        for (int number = 1; number <= 3; number++) {
            entry(number, "ops", "retry", null, "2026-11-20T10:00:00Z");
        }

        Answer first = api.get("/v1/audit?limit=2");

        assertThat(first.column("actor")).hasSize(2);
        assertThat(api.get("/v1/audit?cursor=" + first.json().getString("next")).column("id"))
                .containsExactly(id(1, "2026-11-20T10:00:00Z").toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"action=cancel", "role=viewer", "from=yesterday", "limit=0", "cursor=!"})
    void shouldRefuseOtherFilters(String query) throws Exception {
        assertThat(api.get("/v1/audit?" + query).status()).isEqualTo(400);
    }

    private Answer resolve(UUID id, String token, String body) throws Exception {
        return api.send("POST", "/v1/cases/" + id + "/resolve", token, body);
    }

    private void entry(int number, String actor, String action, @Nullable String merchant, String at) {
        store.execute(
                "insert into audit_entry values (?, ?, ?, 'operator', ?, ?, 'case', null, '{}', 'done')",
                id(number, at),
                OffsetDateTime.parse(at),
                actor,
                action,
                merchant);
    }

    private void assertFound(String query, String token, int... expected) throws Exception {
        assertThat(api.get("/v1/audit" + query, token).column("id"))
                .as(query)
                .extracting(id -> (int) UUID.fromString(String.valueOf(id)).getLeastSignificantBits())
                .containsExactly(Arrays.stream(expected).boxed().toArray(Integer[]::new));
    }

    private static UUID id(int number, String at) {
        return StoredRows.id(OffsetDateTime.parse(at).toInstant(), number);
    }

    private static JsonObject only(Answer answer) {
        assertThat(answer.json().getJsonArray("items")).hasSize(1);
        return answer.json().getJsonArray("items").getJsonObject(0);
    }
}
