package io.quittance.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quittance.core.testing.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three gateways on one store, under load from both providers. One is killed, all are replaced one by one: what was acknowledged by
 * any of them is stored once, has its effect once, and nothing is lost.
 */
@EndToEndTest
class NodesIT {
    private static final int NODES = 3;
    private static final int SOME = 100;
    private static final int CLAIMS = 3;
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);
    /** Ten seconds are promised; on a machine that is busy with something else, a few more are no fault. */
    private static final Duration TAKE_OVER_LIMIT = Duration.ofSeconds(15);
    /** Those whose provider is held: they stay what they are until it is let go. */
    private static final String OF_HELD_ACCOUNTS =
            "owner = '%s' and account_id in (select account_id from account where provider = 'secuconnect')";

    /** When whom each subject was given to, by the clock of the store. */
    private static final List<String> HISTORY =
            List.of("create table claim_history (account_id text, subject text, owner uuid, at timestamptz)", """
            create function note_claim() returns trigger language plpgsql as $$ begin
                insert into claim_history values (new.account_id, new.subject, new.owner, clock_timestamp());
                return null;
            end $$""", """
            create trigger note_claim after insert or update of token on subject_claim
                for each row execute function note_claim()""");

    private static final String HELD = """
            create table held as select c.account_id, c.subject, clock_timestamp() as died from subject_claim c
            where %s and exists (select from notification_item i
                where i.account_id = c.account_id and i.subject = c.subject and i.next_attempt_at is not null)""".formatted(OF_HELD_ACCOUNTS);
    private static final String TAKEN_OVER = """
            select count(*) as subjects, count(at) as taken, extract(epoch from max(at - died))::float8 as seconds
            from held left join lateral (
                select min(at) as at from claim_history h
                where (h.account_id, h.subject) = (held.account_id, held.subject) and h.owner <> '%s' and h.at > died) h on true""";

    private final List<Node> nodes = new CopyOnWriteArrayList<>();

    @TempDir
    private Path directory;

    private SecuconnectStandIn secuconnect;
    private TestStore store;
    private TestDatabase sql;
    private Shop shop;

    @BeforeEach
    void start() throws Exception {
        secuconnect = SecuconnectStandIn.start();
        store = TestStore.server();
        sql = store.sql();
        HISTORY.forEach(sql::execute);
        shop = Shop.with(store, secuconnect.address());
    }

    @AfterEach
    void stop() throws Exception {
        nodes.forEach(Node::close);
        secuconnect.close();
        store.close();
    }

    @Test
    void shouldLoseNothingWhenNodesDieAndAreReplaced() throws Exception {
        nodes.add(Node.start(shop, directory));
        UUID doomed = ownerOf(nodes.get(0));
        while (nodes.size() < NODES) {
            nodes.add(Node.start(shop, directory));
        }

        try (SteadyOrders orders = SteadyOrders.start(nodes)) {
            orders.awaitMore(SOME);
            killAtWork(doomed);
            orders.awaitMore(SOME);
            replaceOneByOne(orders);
            orders.finish();

            StoreCount.whenDone(sql).assertNothingLostOrDoubled(orders);
        }
        assertThat(sql.query("select distinct owner from claim_history"))
                .as("every node that ever ran took part")
                .hasSize(2 * NODES);
    }

    /** In whose name a node claims; the only one that runs. */
    private UUID ownerOf(Node node) throws Exception {
        CountDownLatch release = secuconnect.hold();
        node.providers().secuconnect(SecuconnectPayments.push(0));
        await().atMost(SOON).until(() -> !claims().isEmpty());
        UUID owner = (UUID) Objects.requireNonNull(claims().get(0).get("owner"));
        release.countDown();
        return owner;
    }

    private List<? extends Map<String, ?>> claims() {
        return sql.query("select owner from claim_history");
    }

    private void killAtWork(UUID doomed) {
        CountDownLatch release = secuconnect.hold();
        await().atMost(SOON)
                .until(() -> sql.query("select from subject_claim where expires_at > now() and "
                                        + OF_HELD_ACCOUNTS.formatted(doomed))
                                .size()
                        >= CLAIMS);
        nodes.get(0).process().kill();
        sql.execute(HELD.formatted(doomed));
        release.countDown();

        await().atMost(SOON)
                .until(() ->
                        takenOver(doomed).get("taken").equals(takenOver(doomed).get("subjects")));
        Map<String, ?> takenOver = takenOver(doomed);
        System.out.println("taken over from the dead node: " + takenOver);
        assertThat((Long) takenOver.get("subjects")).isPositive();
        assertThat((Double) takenOver.get("seconds")).isLessThan(TAKE_OVER_LIMIT.toSeconds());
    }

    private Map<String, ?> takenOver(UUID from) {
        return sql.query(TAKEN_OVER.formatted(from)).get(0);
    }

    private void replaceOneByOne(SteadyOrders orders) throws Exception {
        for (int i = 0; i < NODES; i++) {
            Node old = nodes.get(i);
            if (i > 0) {
                assertThat(old.process().terminate(STOP_LIMIT)).isZero();
            }
            nodes.set(i, Node.start(shop, directory));
            orders.awaitMore(SOME);
        }
    }
}
