package io.quittance.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quittance.core.config.StoreRoles;
import io.quittance.core.testing.PostgresTest;
import io.quittance.core.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the roles may do that do not own the store: what is written down, and nothing else. */
@PostgresTest
final class StorePrivilegesTest {

    private static final String FORBIDDEN = "42501";

    private static final String TABLES = "select c.relname::text as name from pg_class c"
            + " where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm', 'f')";

    // Of columns and of tables, to the role itself or to everybody.
    private static final String RIGHTS = """
            select lower(a.privilege_type) || ' on ' || c.relname as held from pg_class c, aclexplode(c.relacl) a
             where c.relnamespace = 'public'::regnamespace and c.relkind <> 'S' and a.grantee in (0, ?::regrole)
            union
            select lower(a.privilege_type) || ' on ' || c.relname || '.' || t.attname
              from pg_class c join pg_attribute t on t.attrelid = c.oid, aclexplode(t.attacl) a
             where c.relnamespace = 'public'::regnamespace and a.grantee in (0, ?::regrole)""";

    private TestDatabase store;
    private String run;
    private String read;

    @BeforeEach
    void use(TestDatabase given) {
        store = given;
        run = Objects.requireNonNull(store.roles().run());
        read = Objects.requireNonNull(store.roles().read());
        store.execute("select make_month('notification', '2020-01-01')");
    }

    @Test
    void shouldSayOfEachTableWhatTheRolesMay() {
        List<Object> tables = store.query(TABLES + " and not c.relispartition").stream()
                .map(row -> row.get("name"))
                .toList();

        assertThat(StorePrivileges.READ).extracting(TablePrivileges::table).hasSameElementsAs(cast(tables));
        assertThat(StorePrivileges.RUN)
                .extracting(TablePrivileges::table)
                .filteredOn(table -> !table.endsWith("_default"))
                .hasSameElementsAs(cast(tables));
    }

    @Test
    void shouldGiveExactlyTheRightsThatAreWrittenDown() {
        Set<String> months = store.query(TABLES + " and c.relname ~ '_[0-9]{4}_[0-9]{2}$'").stream()
                .map(row -> "select on " + row.get("name"))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(months).hasSizeGreaterThan(4);
        assertThat(held(run)).isEqualTo(with(written(StorePrivileges.RUN), months));
        assertThat(held(read)).isEqualTo(written(StorePrivileges.READ));
        assertThat(functions(run))
                .hasSameElementsAs(StorePrivileges.RUN_FUNCTIONS.stream()
                        .map(name -> name.replace("timestamptz", "timestamp with time zone"))
                        .toList());
        assertThat(functions(read)).isEmpty();
    }

    @Test
    void shouldWriteDownNoRightThatWouldLetHistoryBeRewritten() {
        assertThat(written(StorePrivileges.RUN))
                .doesNotContain(
                        "update on notification",
                        "update on notification.body",
                        "update on timeline_entry",
                        "delete on timeline_entry",
                        "update on order_event",
                        "delete on order_event",
                        "update on audit_entry",
                        "update on audit_entry.outcome",
                        "delete on audit_entry",
                        "insert on schema_history",
                        "update on schema_history");
        assertThat(written(StorePrivileges.READ))
                .allMatch(right -> right.startsWith("select "))
                .doesNotContain(
                        "select on notification",
                        "select on notification.query",
                        "select on notification.headers",
                        "select on notification.body",
                        "select on notification.remote_address",
                        "select on notification_arrival",
                        "select on notification_arrival.remote_address",
                        "select on merchant_order",
                        "select on merchant_order.metadata");
    }

    @Test
    void shouldLetNeitherRoleChangeAnyTable() throws Exception {
        SoftAssertions softly = new SoftAssertions();
        for (StoreAddress role : List.of(store.runner(), store.reader())) {
            for (Object table :
                    store.query(TABLES).stream().map(row -> row.get("name")).toList()) {
                for (String change : List.of(
                        "drop table %s cascade",
                        "truncate %s",
                        "alter table %s add column more text",
                        "alter table %s rename to other",
                        "alter table %s owner to " + role.user(),
                        "alter table %s disable trigger all",
                        "create index on %s ((1))",
                        "create rule gone as on insert to %s do instead nothing",
                        "create trigger gone before insert on %s for each row"
                                + " execute function suppress_redundant_updates_trigger()")) {
                    softly.assertThat(refusal(role, change.formatted(table)))
                            .as(role.user() + ": " + change.formatted(table))
                            .isEqualTo(FORBIDDEN);
                }
            }
        }
        softly.assertAll();
    }

    @Test
    void shouldLetNeitherRoleMakeAnythingOrBecomeAnybody() throws Exception {
        SoftAssertions softly = new SoftAssertions();
        for (StoreAddress role : List.of(store.runner(), store.reader())) {
            for (String act : List.of(
                    "create table public.mine (id int)",
                    "create view public.mine as select 1",
                    "create function public.mine() returns int language sql as 'select 1'",
                    "create schema mine",
                    "create database mine",
                    "create role mine",
                    "set role " + store.address().user(),
                    "set session authorization " + store.address().user(),
                    "grant " + store.address().user() + " to " + role.user(),
                    "alter role " + role.user() + " superuser",
                    "alter role " + store.address().user() + " password 'mine'",
                    "alter system set fsync = off",
                    "alter database " + store.address().database() + " set default_transaction_read_only = on",
                    "copy account to program 'cat'",
                    "drop function make_month(text, date)",
                    "alter sequence claim_token restart",
                    "select setval('claim_token', 1)",
                    "select expired_month('notification', '2020-01-01')")) {
                softly.assertThat(refusal(role, act))
                        .as(role.user() + ": " + act)
                        .isEqualTo(FORBIDDEN);
            }
        }
        softly.assertAll();
    }

    @Test
    void shouldLetWhoReadsWriteNothingAndSeeNothingOfWhatSendersWrote() throws Exception {
        SoftAssertions softly = new SoftAssertions();
        for (Object table :
                store.query(TABLES).stream().map(row -> row.get("name")).toList()) {
            for (String act :
                    List.of("insert into %s default values", "delete from %s", "lock table %s in share mode")) {
                softly.assertThat(refusal(store.reader(), act.formatted(table)))
                        .as(act.formatted(table))
                        .isEqualTo(FORBIDDEN);
            }
        }
        for (String act : List.of(
                "select * from notification",
                "select body from notification",
                "select n::text from notification n",
                "select * from notification_default",
                "select * from notification_2020_01",
                "copy notification to stdout",
                "select metadata from merchant_order",
                "update merchant_order set status = 'paid'",
                "select nextval('claim_token')",
                "select make_month('notification', '2020-02-01')",
                "select lend_month('notification', '2020-01-01')",
                "select end_audit(gen_random_uuid(), 'done', '{}')",
                "select forget_audit('(0,0)', '(9,0)', now())")) {
            softly.assertThat(refusal(store.reader(), act)).as(act).isEqualTo(FORBIDDEN);
        }
        softly.assertAll();
        assertThat(store.through(store.reader())
                        .query("select count(*) as rows from notification join notification_item"
                                + " using (account_id, notification_id)"))
                .hasSize(1);
    }

    @Test
    void shouldTakeBackWhatIsNotWrittenDownAndGiveWhatIs() {
        store.execute("grant all on account to " + read);
        store.execute("grant update (body) on notification to " + run);
        store.execute("revoke all on payment from " + run);
        store.execute("create table since_then (id int)");
        store.execute("grant select on since_then to " + read);
        // As after a dump that was restored without rights.
        store.execute("grant execute on function drop_month to public");

        new Migrations(store.address(), store.roles()).apply();

        store.execute("drop table since_then");
        shouldGiveExactlyTheRightsThatAreWrittenDown();
    }

    /** As a database that is older than Postgres 15 lets everybody. */
    @Test
    void shouldTakeFromEverybodyToMakeTablesBesideOurs() throws Exception {
        store.execute("grant create on schema public to public");
        assertThat(refusal(store.runner(), "create table public.mine (id int)")).isEqualTo("none");

        new Migrations(store.address(), store.roles()).apply();

        assertThat(refusal(store.runner(), "create table public.mine (id int)")).isEqualTo(FORBIDDEN);
    }

    @Test
    void shouldShowWhatItWouldGiveAndGiveNothing() {
        store.execute("revoke all on payment from " + run);

        String plan = new Migrations(store.address(), store.roles()).plan();

        assertThat(plan)
                .contains("grant select, insert, update, delete on payment to \"" + run + "\";")
                .contains("grant select on payment to \"" + read + "\";");
        assertThat(held(run)).doesNotContain("select on payment");
        assertThat(new Migrations(store.address()).plan()).isEmpty();
    }

    @Test
    void shouldRefuseRolesThatCannotBeMeant() {
        assertThatThrownBy(() -> new Migrations(store.address(), new StoreRoles("nobody_such", null)).apply())
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("nobody_such");
        assertThatThrownBy(() -> new Migrations(
                                store.address(), new StoreRoles(store.address().user(), null))
                        .apply())
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("store.roles");
        assertThat(held(run)).isNotEmpty();
    }

    private Set<String> held(String role) {
        return store.query(RIGHTS, role, role).stream()
                .map(row -> (String) row.get("held"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private List<String> functions(String role) {
        return store
                .query(
                        "select f.oid::regprocedure::text as name from pg_proc f"
                                + " where f.pronamespace = 'public'::regnamespace and has_function_privilege(?, f.oid, 'execute')",
                        role)
                .stream()
                .map(row -> ((String) Objects.requireNonNull(row.get("name"))).replace(",", ", "))
                .toList();
    }

    private static Set<String> written(List<TablePrivileges> tables) {
        return tables.stream()
                .flatMap(table -> table.singles().stream())
                .map(Object::toString)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> with(Set<String> some, Set<String> others) {
        return Stream.concat(some.stream(), others.stream()).collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<String> cast(List<Object> names) {
        return names.stream().map(String.class::cast).toList();
    }

    /** How the server refuses it; what it does not refuse is taken back. */
    private static String refusal(StoreAddress role, String sql) throws SQLException {
        try (Connection connection = StoreAddresses.connect(role);
                Statement statement = connection.createStatement()) {
            // Some acts are not allowed in transactions, and refused before they are found out to be forbidden.
            connection.setAutoCommit(sql.contains("create database") || sql.contains("alter system"));
            statement.execute(sql);
            return "none";
        } catch (SQLException refused) {
            return refused.getSQLState();
        }
    }
}
