package io.quittance.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quittance.core.testing.PostgresTest;
import io.quittance.core.testing.TestDatabase;
import java.sql.Connection;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The functions by which the role of gateways does what it may not do by itself, and what they refuse it. */
@PostgresTest
final class MonthFunctionsTest {

    private TestDatabase store;
    private TestDatabase runner;

    @BeforeEach
    void use(TestDatabase given) {
        store = given;
        runner = given.through(given.runner());
    }

    @Test
    void shouldMakeAMonthThatTheRoleMayReadAndNotChange() {
        runner.query("select make_month('notification', '2020-01-01')");

        assertThat(runner.query("select from notification_2020_01")).isEmpty();
        assertThat(store.query("select relowner::regrole::text as owner, relispartition as part from pg_class"
                                + " where relname = 'notification_2020_01'")
                        .get(0))
                .containsEntry("owner", store.address().user())
                .containsEntry("part", true);
        assertThatThrownBy(() -> runner.execute("drop table notification_2020_01"))
                .hasRootCauseMessage("ERROR: must be owner of table notification_2020_01");
    }

    /** One that a gateway of before made, in the role of the owner, while others run in theirs already. */
    @Test
    void shouldLendAMonthThatTheOwnerMade() {
        store.execute("create table notification_2020_01 (like notification)");
        assertThatThrownBy(() -> runner.query("select from notification_2020_01"))
                .rootCause()
                .hasMessageContaining("permission denied");

        runner.query("select lend_month('notification', '2020-01-01')");

        assertThat(runner.query("select from notification_2020_01")).isEmpty();
    }

    @Test
    void shouldBoundAMonthAsTheGatewayDoes() {
        runner.query("select make_month('notification', '2020-01-01')");

        assertThat((String) store.query("select pg_get_expr(relpartbound, oid) as bounds from pg_class"
                                + " where relname = 'notification_2020_01'")
                        .get(0)
                        .get("bounds"))
                .contains(Partitions.lowerBound(YearMonth.of(2020, 1)).toString())
                .contains(Partitions.lowerBound(YearMonth.of(2020, 2)).toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null, '2020-01-01'",
                "'payment', '2020-01-01'",
                "'notification_default', '2020-01-01'",
                "'public.notification', '2020-01-01'",
                "'notification cascade; drop table payment; --', '2020-01-01'",
                "'notification', null",
                "'notification', '2020-01-02'",
                "'notification', '1999-12-01'",
                "'notification', '3000-01-01'",
                "'notification', 'infinity'"
            })
    void shouldRefuseWhatIsNoMonthOfOurs(String arguments) {
        for (String function : new String[] {"lend_month", "make_month", "detach_month", "drop_month"}) {
            assertThatThrownBy(() -> runner.query("select %s(%s)".formatted(function, arguments)))
                    .rootCause()
                    .satisfies(refused -> assertThat(((java.sql.SQLException) refused).getSQLState())
                            .as(refused.getMessage())
                            .isEqualTo("22023"));
        }
    }

    @Test
    void shouldMakeNoMonthThatIsFarAhead() {
        LocalDate far = YearMonth.now(ZoneOffset.UTC).plusMonths(26).atDay(1);

        assertThatThrownBy(() -> runner.query("select make_month('notification', ?::date)", far.toString()))
                .rootCause()
                .hasMessageContaining("too far ahead");
    }

    /** The latest month that may go, and the first that may not: months end before they begin to grow old. */
    @ParameterizedTest
    @CsvSource({
        "notification, 1",
        "notification_arrival, 1",
        "notification_answer, 1",
        "order_event, 7",
        "timeline_entry, 180"
    })
    void shouldTakeOutNoMonthThatIsNotOldEnough(String table, int days) {
        LocalDate kept = LocalDate.now(ZoneOffset.UTC).minusDays(days);
        LocalDate young = YearMonth.from(kept).atDay(1);
        LocalDate old = YearMonth.from(kept).minusMonths(2).atDay(1);

        assertThatThrownBy(() -> runner.query("select detach_month(?, ?::date)", table, young.toString()))
                .rootCause()
                .hasMessageContaining("is not old enough to go");
        assertThatThrownBy(() -> runner.query("select drop_month(?, ?::date)", table, young.toString()))
                .rootCause()
                .hasMessageContaining("is not old enough to go");
        assertThatThrownBy(() -> runner.query("select detach_month(?, ?::date)", table, old.toString()))
                .rootCause()
                .hasMessageNotContaining("is not old enough to go");
    }

    @Test
    void shouldDropAMonthOnlyOnceItWasTakenOut() {
        runner.query("select make_month('notification', '2020-01-01')");

        assertThatThrownBy(() -> runner.query("select drop_month('notification', '2020-01-01')"))
                .rootCause()
                .hasMessageContaining("was not taken out");

        runner.query("select detach_month('notification', '2020-01-01')");
        runner.query("select drop_month('notification', '2020-01-01')");

        assertThat(store.query("select to_regclass('notification_2020_01') as gone")
                        .get(0))
                .containsEntry("gone", null);
    }

    @Test
    void shouldTakeNoTableOfTheCallersForOurs() throws Exception {
        try (Connection connection = StoreAddresses.connect(store.runner());
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "create temp table notification (notification_id uuid) partition by range (notification_id)");
            statement.execute("create temp table audit_entry (entry_id uuid, at timestamptz)");
            statement.execute("insert into audit_entry values (gen_random_uuid(), '2001-01-01')");
            statement.execute("set search_path to pg_temp, public");
            statement.execute("select public.make_month('notification', '2020-01-01')");
            statement.execute("select public.forget_audit('(0,0)', '(9,0)', now())");
            assertThat(statement.executeQuery("select from audit_entry").next()).isTrue();
        }

        assertThat(store.query("select relispartition as part from pg_class where relname = 'notification_2020_01'")
                        .get(0))
                .containsEntry("part", true);
    }

    @Test
    void shouldForgetOnlyWhatTheAuditLogTellsOfLongAgo() {
        UUID old = entry("interval '181 days'");
        UUID young = entry("interval '179 days'");

        assertThat(runner.query("select forget_audit('(0,0)', '(9,0)', now()) as gone"))
                .singleElement()
                .satisfies(gone -> assertThat(gone).containsEntry("gone", old));
        assertThat(store.query("select entry_id from audit_entry"))
                .singleElement()
                .satisfies(left -> assertThat(left).containsEntry("entry_id", young));
    }

    @Test
    void shouldWriteDownOnceWhatCameOfAnAct() {
        UUID asked = entry("interval '1 hour'");
        store.execute("update audit_entry set outcome = 'asked', detail = '{\"case\": 1}'");

        runner.query("select end_audit(?, 'asked', '{\"seen\": 0}')", asked);
        runner.query("select end_audit(?, 'done', '{\"case\": 2, \"seen\": 1}')", asked);
        runner.query("select end_audit(?, 'refused', '{\"seen\": 2}')", asked);

        assertThat(store.query("select outcome, detail::text as detail from audit_entry"))
                .singleElement()
                .satisfies(entry -> assertThat(entry)
                        .containsEntry("outcome", "done")
                        .containsEntry("detail", "{\"case\": 1, \"seen\": 1}"));
        assertThatThrownBy(() -> runner.execute("update audit_entry set outcome = 'refused'"))
                .rootCause()
                .hasMessageContaining("permission denied");
    }

    private UUID entry(String age) {
        UUID id = UUID.randomUUID();
        store.execute(
                "insert into audit_entry values (?, now() - " + age
                        + ", 'a', 'operator', 'retry', null, 'x', null, '{}', 'done')",
                id);
        return id;
    }
}
