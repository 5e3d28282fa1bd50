package io.quittance.core.polling;

import static io.quittance.core.reconcile.ReconcilerFixture.await;
import static io.quittance.core.reconcile.ReconcilerFixture.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.core.plugin.SettableClock;
import io.quittance.core.store.CaseGraceStore;
import io.quittance.core.store.Database;
import io.quittance.core.telemetry.GatewayMetrics;
import io.quittance.core.testing.PostgresTest;
import io.quittance.core.testing.TestDatabase;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Of an order that is unknown for a moment nobody hears; of one that stays unknown somebody does. */
@PostgresTest
@ExtendWith(VertxExtension.class)
final class GraceSweepTest {

    private static final String COUNTED = "quittance_cases_opened_total{kind=\"unknown_order\"} ";

    private final SettableClock clock = new SettableClock();
    private final GatewayMetrics metrics = new GatewayMetrics();
    private TestDatabase store;
    private Database database;

    @BeforeEach
    void setUp(TestDatabase given, Vertx vertx) {
        store = given;
        database = given.database(vertx);
    }

    @Test
    void shouldCountACaseWhenItsGraceIsOverAndOnlyOnce() throws Exception {
        unknownOrder("p1", Duration.ofMinutes(15));
        GraceSweep sweep = sweep();

        clock.advance(Duration.ofMinutes(15).minusMillis(1));
        await(sweep.sweep());
        assertThat(metrics.scrape()).doesNotContain(COUNTED);
        assertThat(waiting()).isOne();
        clock.advance(Duration.ofMillis(1));
        await(sweep.sweep());
        await(sweep.sweep());

        assertThat(metrics.scrape()).contains(COUNTED + "1.0");
        assertThat(waiting()).isZero();
    }

    @Test
    void shouldSayNothingOfWhatWasOverBefore() throws Exception {
        unknownOrder("p1", Duration.ofMinutes(15));
        unknownOrder("p2", Duration.ofMinutes(15));
        store.execute("update discrepancy_case set state = 'closed' where payment_id = 'p1'");
        store.execute("update discrepancy_case set state = 'resolved', action = 'dismiss' where payment_id = 'p2'");

        clock.advance(Duration.ofHours(1));
        await(sweep().sweep());

        assertThat(metrics.scrape()).doesNotContain(COUNTED);
    }

    @Test
    void shouldCountEachOnceWithManyNodesAndCases() throws Exception {
        for (int i = 0; i < 250; i++) {
            unknownOrder("p" + i, Duration.ofMinutes(15));
        }
        clock.advance(Duration.ofMinutes(15));

        List<Future<Void>> sweeps =
                IntStream.range(0, 3).mapToObj(i -> sweep().sweep()).toList();
        await(Future.all(sweeps));

        assertThat(metrics.scrape()).contains(COUNTED + "250.0");
    }

    @Test
    void shouldLookByItself(Vertx vertx) throws Exception {
        unknownOrder("p1", Duration.ofMinutes(15));
        clock.advance(Duration.ofMinutes(15));

        await(vertx.deployVerticle(sweep()));

        eventually(() -> waiting() == 0);
    }

    private GraceSweep sweep() {
        return new GraceSweep(new CaseGraceStore(database.general()), metrics, clock);
    }

    private void unknownOrder(String payment, Duration grace) {
        store.execute(
                """
                insert into discrepancy_case (merchant, case_id, account_id, kind, about, payment_id, state, expected,
                  seen, proposal, opened_at, grace_until)
                values ('merchant', gen_random_uuid(), 'shop', 'unknown_order', ?, ?, 'open', '', '', '', now(),
                  ?::timestamptz)
                """,
                "payment shop  " + payment,
                payment,
                clock.instant().plus(grace).toString());
    }

    private int waiting() {
        return store.query("select from discrepancy_case where grace_until is not null")
                .size();
    }
}
