package io.quittance.core.polling;

import static io.quittance.core.reconcile.ReconcilerFixture.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.core.config.AccountConfig;
import io.quittance.core.config.WhenBlocking;
import io.quittance.core.plugin.SettableClock;
import io.quittance.core.reconcile.CaseBooks;
import io.quittance.core.reconcile.LedgerFixture;
import io.quittance.core.store.AccountRecords;
import io.quittance.core.store.AccountRecords.AccountRecord;
import io.quittance.core.store.Database;
import io.quittance.core.store.InboxWriter;
import io.quittance.core.store.LedgerStore;
import io.quittance.core.store.SilenceStore;
import io.quittance.core.telemetry.GatewayMetrics;
import io.quittance.core.testing.Posted;
import io.quittance.core.testing.PostgresTest;
import io.quittance.core.testing.TestDatabase;
import io.quittance.spi.IntakeOutcome;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A provider that says nothing for too long is noticed, and so is one that is refused. */
@PostgresTest
@ExtendWith(VertxExtension.class)
final class SilenceWatchTest {

    private static final Duration MOMENT = Duration.ofMillis(1);

    private final SettableClock clock = new SettableClock();
    private final GatewayMetrics metrics = new GatewayMetrics();
    private TestDatabase store;
    private Vertx vertx;
    private Database database;
    private LedgerFixture ledger;

    @BeforeEach
    void setUp(TestDatabase given, Vertx givenVertx) throws Exception {
        store = given;
        vertx = givenVertx;
        database = given.database(vertx);
        ledger = new LedgerFixture(given, vertx);
        await(new AccountRecords(database.general()).record(List.of(new AccountRecord("shop", "merchant", "testing"))));
        store.execute(
                "update account set recorded_at = ?::timestamptz",
                clock.instant().toString());
    }

    @Test
    void shouldOpenACaseAfterTheSilenceAndCloseItWithTheNextArrival() throws Exception {
        SilenceWatch watch = watch(Duration.ofHours(6));
        post("p1");

        clock.advance(Duration.ofHours(6));
        await(watch.watch());
        assertThat(ledger.cases()).isEmpty();
        clock.advance(MOMENT);
        await(watch.watch());

        assertThat(ledger.cases()).containsExactly("silent_provider open null");
        assertThat(store.query("select account_id, expected, seen from discrepancy_case"))
                .containsExactly(Map.of(
                        "account_id",
                        "shop",
                        "expected",
                        "a notification at least every 6 hours",
                        "seen",
                        "none since 2026-01-01T00:00:00Z"));
        await(watch.watch());
        assertThat(ledger.cases()).hasSize(1);

        post("p1");
        await(watch.watch());

        assertThat(ledger.cases()).as("a repeat is heard as well").containsExactly("silent_provider closed null");
        clock.advance(Duration.ofHours(7));
        await(watch.watch());
        assertThat(ledger.cases()).containsExactly("silent_provider closed null", "silent_provider open null");
        assertThat(metrics.scrape()).contains("quittance_cases_opened_total{kind=\"silent_provider\"} 2.0");
    }

    @Test
    void shouldNoticeAProviderThatWasNeverHeard() throws Exception {
        SilenceWatch watch = watch(Duration.ofDays(2));

        clock.advance(Duration.ofDays(3));
        await(watch.watch());

        assertThat(store.query("select seen from discrepancy_case").get(0).get("seen"))
                .isEqualTo("none since the account was first seen here at 2026-01-01T00:00:00Z");
    }

    @Test
    void shouldExpectNothingUnlessItIsConfigured() throws Exception {
        SilenceWatch watch = watch(null);

        clock.advance(Duration.ofDays(300));
        await(watch.watch());

        assertThat(ledger.cases()).isEmpty();
    }

    @Test
    void shouldGiveProvidersTimeAfterTheStart() throws Exception {
        SilenceWatch watch = watch(Duration.ofHours(1), Duration.ofMinutes(5));
        clock.advance(Duration.ofHours(3));
        await(vertx.deployVerticle(watch));

        await(watch.watch());
        assertThat(ledger.cases()).isEmpty();
        clock.advance(Duration.ofMinutes(5));
        await(watch.watch());

        assertThat(ledger.cases()).containsExactly("silent_provider open null");
    }

    @Test
    void shouldOpenOneCaseForManyNodes() throws Exception {
        List<SilenceWatch> nodes =
                List.of(watch(Duration.ofHours(1)), watch(Duration.ofHours(1)), watch(Duration.ofHours(1)));
        clock.advance(Duration.ofHours(2));

        await(Future.join(nodes.stream().map(SilenceWatch::watch).toList()));

        assertThat(ledger.cases()).containsExactly("silent_provider open null");
        post("p1");
        await(Future.join(nodes.stream().map(SilenceWatch::watch).toList()));
        assertThat(ledger.cases()).containsExactly("silent_provider closed null");
    }

    @Test
    void shouldNoticeThatMostIsRefusedOnAllNodesTogether() throws Exception {
        GatewayMetrics others = new GatewayMetrics();
        SilenceWatch watch = watch(null);
        SilenceWatch other = new SilenceWatch(
                List.of(account(null)),
                new SilenceStore(database.general()),
                new LedgerStore(database.general(), new CaseBooks(others)),
                others,
                clock,
                Duration.ZERO);
        requests(metrics, IntakeOutcome.UNAUTHENTICATED, 10);
        requests(metrics, IntakeOutcome.ACCEPTED, 5);
        await(watch.watch());
        assertThat(ledger.cases()).isEmpty();

        requests(others, IntakeOutcome.MALFORMED, 10);
        await(other.watch());

        assertThat(ledger.cases()).containsExactly("silent_provider open null");
        assertThat(store.query("select seen, proposal from discrepancy_case").get(0))
                .containsEntry("seen", "requests are refused as unauthenticated or malformed")
                .hasEntrySatisfying(
                        "proposal",
                        words -> assertThat((String) words).endsWith("it was 20 of 25 requests within 10 minutes"));
        await(watch.watch());
        clock.advance(Duration.ofMinutes(11));
        await(watch.watch());
        assertThat(ledger.cases()).containsExactly("silent_provider closed null");
    }

    @Test
    void shouldNotBeBotheredByRefusalsAmongManyThatAreAccepted() throws Exception {
        SilenceWatch watch = watch(null);
        requests(metrics, IntakeOutcome.UNAUTHENTICATED, 50);
        requests(metrics, IntakeOutcome.DUPLICATE, 451);

        await(watch.watch());

        assertThat(ledger.cases()).isEmpty();
        assertThat(store.query("select accepted, refused from intake_count"))
                .containsExactly(Map.of("accepted", 451L, "refused", 50L));
    }

    @Test
    void shouldNoticeThatOneOfSeveralKeysIsRefused() throws Exception {
        SilenceWatch watch = watch(null);
        requests(metrics, IntakeOutcome.UNAUTHENTICATED, 50);
        requests(metrics, IntakeOutcome.ACCEPTED, 450);

        await(watch.watch());

        assertThat(ledger.cases()).containsExactly("silent_provider open null");
    }

    @Test
    void shouldNoticeThatAQuietProviderIsRefused() throws Exception {
        SilenceWatch watch = watch(null);
        for (int hour = 0; hour < 4; hour++) {
            requests(metrics, IntakeOutcome.UNAUTHENTICATED, 1);
            await(watch.watch());
            clock.advance(Duration.ofHours(1));
        }
        assertThat(ledger.cases()).isEmpty();
        requests(metrics, IntakeOutcome.UNAUTHENTICATED, 1);
        await(watch.watch());

        assertThat(ledger.cases()).containsExactly("silent_provider open null");
        assertThat((String) store.query("select proposal from discrepancy_case")
                        .get(0)
                        .get("proposal"))
                .endsWith("it was 5 of 5 requests within 24 hours");
        clock.advance(Duration.ofHours(2));
        await(watch.watch());
        assertThat(ledger.cases()).as("nothing says that it is over").containsExactly("silent_provider open null");

        requests(metrics, IntakeOutcome.ACCEPTED, 1);
        await(watch.watch());
        assertThat(ledger.cases()).containsExactly("silent_provider closed null");
    }

    private SilenceWatch watch(@Nullable Duration every) {
        return watch(every, Duration.ZERO);
    }

    private SilenceWatch watch(@Nullable Duration every, Duration patience) {
        return new SilenceWatch(
                List.of(account(every)),
                new SilenceStore(database.general()),
                new LedgerStore(database.general(), new CaseBooks(metrics)),
                metrics,
                clock,
                patience);
    }

    private static AccountConfig account(@Nullable Duration every) {
        return new AccountConfig(
                "shop",
                "merchant",
                "testing",
                "/shop",
                false,
                new JsonObject(),
                Map.of(),
                new AccountConfig.Policy(0, Duration.ofMinutes(15), every, false),
                WhenBlocking.WORKER,
                Map.of());
    }

    private void post(String key) throws TimeoutException {
        await(new InboxWriter(database.intake()).write(List.of(Posted.at(clock.instant(), "shop", key))));
    }

    private static void requests(GatewayMetrics of, IntakeOutcome outcome, int number) {
        for (int i = 0; i < number; i++) {
            of.acknowledged("shop", outcome, MOMENT);
        }
    }
}
