package io.quittance.core.reconcile;

import io.quittance.core.reconcile.OrderDesk.Registration;
import io.quittance.core.store.Ids;
import io.quittance.core.store.LedgerScope;
import io.quittance.core.store.LedgerScope.Target;
import io.quittance.core.store.LedgerStore;
import io.quittance.core.store.LedgerStore.Decision;
import io.quittance.core.store.PaymentId;
import io.quittance.core.store.StoredObservation;
import io.quittance.core.telemetry.GatewayMetrics;
import io.quittance.core.testing.TestDatabase;
import io.quittance.spi.Money;
import io.quittance.spi.ObservedStatus;
import io.quittance.spi.OrderMatch;
import io.quittance.spi.PaymentKey;
import io.quittance.spi.PaymentObservation;
import io.quittance.spi.PaymentObservation.Source;
import io.quittance.spi.PaymentObservationBuilder;
import io.quittance.spi.PaymentStatus;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A merchant's ledger in a real database, into which a test puts observations without a provider. */
public final class LedgerFixture {

    static final String MERCHANT = "merchant";
    static final String ACCOUNT = "shop";

    private static final AccountTerms TERMS = new AccountTerms(false, 0, false, false, Duration.ofMinutes(15));

    private final TestDatabase database;
    private final Pool pool;
    private final LedgerStore ledger;
    private final LedgerOrderDesk desk;
    private final Clock clock = Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC);

    public LedgerFixture(TestDatabase database, Vertx vertx) {
        this.database = database;
        this.pool = database.database(vertx).general();
        this.ledger = new LedgerStore(pool);
        this.desk = desk(clock);
    }

    /** A desk with a clock of its own, whose orders these accounts' providers are asked about. */
    public LedgerOrderDesk desk(Clock ofDesk, String... asked) {
        return new LedgerOrderDesk(ledger, account -> TERMS, order -> List.of(asked), ofDesk);
    }

    /** Where its cases are resolved. */
    LedgerCaseDesk cases(GatewayMetrics metrics) {
        return new LedgerCaseDesk(new LedgerStore(pool, new CaseBooks(metrics)), account -> TERMS, metrics, clock);
    }

    LedgerStore ledger() {
        return ledger;
    }

    public LedgerOrderDesk desk() {
        return desk;
    }

    public Future<Registration> register(String reference, long amount) {
        return register(reference, amount, null);
    }

    Future<Registration> register(String reference, long amount, @Nullable Instant expiresAt) {
        return desk.register(new OrderRequest(MERCHANT, reference, new Money(amount, "EUR"), expiresAt, null, null));
    }

    /** Applies what was observed, in one decision. */
    Future<Void> observe(StoredObservation... observations) {
        Map<PaymentId, Target> targets = new HashMap<>();
        for (StoredObservation stored : observations) {
            String reference = stored.observation().order().reference();
            Set<String> references = reference == null ? Set.of() : Set.of(reference);
            targets.merge(stored.payment(), new Target(MERCHANT, references), Target::and);
        }
        LedgerScope scope = new LedgerScope(List.of(), Set.of(), targets, Set.of());
        return ledger.<Boolean>decide(scope, snapshot -> {
                    ChangesBuilder changes = new ChangesBuilder(clock.instant());
                    new Settlement(snapshot, account -> TERMS, clock.instant(), changes)
                            .settle(List.of(observations), null, false);
                    return Decision.of(changes.build(), true);
                })
                .mapEmpty();
    }

    /** Something carried about a payment of 100 EUR for the order A1, at a minute of the morning. */
    static StoredObservation carried(String payment, PaymentStatus status, int rank, int minute) {
        return stored(
                payment, minute, builder(payment, Source.CARRIED, status, rank).build());
    }

    static PaymentObservationBuilder builder(String payment, Source source, PaymentStatus status, int rank) {
        return PaymentObservation.builder(PaymentKey.of(payment), source, ObservedStatus.of(status, rank, "c" + rank))
                .amount(new Money(100, "EUR"))
                .order(OrderMatch.matched("A1"));
    }

    static StoredObservation stored(String payment, int minute, PaymentObservation observation) {
        return new StoredObservation(
                Ids.next(),
                new PaymentId(ACCOUNT, PaymentKey.of(payment)),
                null,
                Instant.parse("2026-03-01T10:00:00Z").plusSeconds(60L * minute),
                observation);
    }

    /** Status, captured and refunded sum, and version: {@code paid 100 0 v1}. */
    public String order(String reference) {
        Map<String, @Nullable Object> row = database.query(
                        "select * from merchant_order where merchant = ? and reference = ?", MERCHANT, reference)
                .get(0);
        return row.get("status") + " " + row.get("paid") + " " + row.get("refunded") + " v" + row.get("version");
    }

    /** Status, order, whether it counts, and state: {@code paid A1 true decided}. */
    public String payment(String id) {
        Map<String, @Nullable Object> row =
                database.query("select * from payment where payment_id = ?", id).get(0);
        return row.get("status") + " " + row.get("order_reference") + " " + row.get("counts") + " " + row.get("state");
    }

    /** The types of an order's events by version; fails if the versions have a gap. */
    public List<String> events(String reference) {
        List<Map<String, @Nullable Object>> rows =
                database.query("select version, type from order_event where reference = ? order by version", reference);
        for (int i = 0; i < rows.size(); i++) {
            if (!Long.valueOf(i + 1L).equals(rows.get(i).get("version"))) {
                throw new AssertionError("versions are not gap-free: " + rows);
            }
        }
        return rows.stream().map(row -> String.valueOf(row.get("type"))).toList();
    }

    JsonObject event(String reference, long version) {
        return new JsonObject(String.valueOf(database.query(
                        "select event::text as event from order_event where reference = ? and version = ?",
                        reference,
                        version)
                .get(0)
                .get("event")));
    }

    /** Kind, state and order of each case, in the order in which they were opened. */
    public List<String> cases() {
        return database.query("select kind, state, order_reference from discrepancy_case order by case_id").stream()
                .map(row -> row.get("kind") + " " + row.get("state") + " " + row.get("order_reference"))
                .toList();
    }

    /** The kinds of timeline entries of an order, oldest first. */
    public List<String> timeline(String reference) {
        return database
                .query("select kind from timeline_entry where order_reference = ? order by entry_id", reference)
                .stream()
                .map(row -> String.valueOf(row.get("kind")))
                .toList();
    }

    /** The details of an order's timeline entries of a kind, oldest first. */
    List<JsonObject> details(String kind) {
        return database
                .query("select detail::text as detail from timeline_entry where kind = ? order by entry_id", kind)
                .stream()
                .map(row -> new JsonObject(String.valueOf(row.get("detail"))))
                .toList();
    }

    static void awaitAll(Future<?>... futures) throws TimeoutException {
        await(Future.all(Arrays.asList(futures)));
    }

    static <T> T await(Future<T> future) throws TimeoutException {
        return future.await(1, TimeUnit.MINUTES);
    }
}
