package io.quittance.core.reconcile;

import static io.quittance.core.reconcile.ReconcilerFixture.await;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.core.reconcile.Life.Act;
import io.quittance.core.reconcile.Life.Cancel;
import io.quittance.core.reconcile.Life.Register;
import io.quittance.core.reconcile.Life.Step;
import io.quittance.core.store.NewNotification;
import io.quittance.core.testing.FakeProvider;
import io.quittance.core.testing.PostgresTest;
import io.quittance.core.testing.TestDatabase;
import io.quittance.core.testing.TestSeed;
import io.quittance.spi.PaymentObservation;
import io.quittance.spi.ReconciliationWork;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Ten thousand lives on a real database, through nodes that die and whose connections are cut between any two steps: within
 * the commit of the intake, the claim, the load, the decision, and the placing of events. All of them end as the rules say.
 */
@PostgresTest
@Tag("endurance")
@ExtendWith(VertxExtension.class)
final class MortalNodesTest {

    private static final int BATCHES = 5;
    private static final int LIVES_IN_A_BATCH = 10_000 / BATCHES;
    private static final int NOTIFICATIONS_AT_ONCE = 100;
    private static final int CLIENTS = 12;
    private static final int PACKETS_TO_A_CUT = 400;
    private static final int READS_TO_A_LOST_ONE = 300;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Map<String, PaymentObservation> books = new ConcurrentHashMap<>();
    private final Random random = TestSeed.random(0);
    private final List<MortalNode> alive = new CopyOnWriteArrayList<>();
    private final List<MortalNode> all = new ArrayList<>();
    private final ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    private TestDatabase store;
    private Vertx relays;

    @BeforeEach
    void setUp(TestDatabase given, Vertx vertx) throws Exception {
        store = given;
        relays = vertx;
        begin();
        begin();
    }

    @AfterEach
    void tearDown() throws Exception {
        clients.shutdownNow();
        await(Future.join(alive.stream().map(MortalNode::die).toList()));
    }

    @Test
    void shouldEndEveryLifeAsTheRulesSayWhereverNodesDie() throws Exception {
        for (int batch = 0; batch < BATCHES; batch++) {
            List<StoredLife> lives = new ArrayList<>();
            for (int index = 0; index < LIVES_IN_A_BATCH; index++) {
                lives.add(StoredLife.generate(batch * LIVES_IN_A_BATCH + index));
            }
            int cutsBefore = cuts();
            alive.forEach(node -> node.relay().cutOneIn(PACKETS_TO_A_CUT));
            happen(lives, 0);
            dieAndRise();
            happen(lives, 1);
            calmDown();

            assertThat(cuts() - cutsBefore).as("connections cut").isGreaterThan(10);
            check(lives);
            checkThatNothingHappenedTwice();
        }
    }

    private void begin() throws Exception {
        MortalNode node = MortalNode.start(relays, store, new FakeProvider().reconciling(this::answer), random);
        alive.add(node);
        all.add(node);
    }

    private void dieAndRise() throws Exception {
        begin();
        alive.forEach(node -> node.relay().cutOneIn(PACKETS_TO_A_CUT));
        alive.remove(0).die();
        store.execute("update subject_claim set expires_at = now()");
    }

    /** Half of every life, said to whichever node; who gets no answer says it again. */
    private void happen(List<StoredLife> lives, int half) throws Exception {
        List<Callable<Boolean>> said = new ArrayList<>();
        List<Supplier<NewNotification>> requests = new ArrayList<>(); // A request that is made again is another one.
        for (StoredLife life : lives) {
            said.add(() -> merchant(life, life.half(half)));
            for (Act act : life.half(half)) {
                if (act instanceof Step step) {
                    books.put(life.key(step), life.told(step));
                    Supplier<NewNotification> request = () -> life.notification(step);
                    requests.addAll(Collections.nCopies(random.nextInt(4) == 0 ? 2 : 1, request));
                }
            }
        }
        Collections.shuffle(requests, random);
        for (int from = 0; from < requests.size(); from += NOTIFICATIONS_AT_ONCE) {
            List<Supplier<NewNotification>> some =
                    requests.subList(from, Math.min(requests.size(), from + NOTIFICATIONS_AT_ONCE));
            said.add(() -> untilAnswered(
                    node -> node.take(some.stream().map(Supplier::get).toList())));
        }
        Collections.shuffle(said, random);
        for (var one : clients.invokeAll(said)) {
            assertThat(one.get()).isTrue();
        }
    }

    private boolean merchant(StoredLife life, List<Act> acts) {
        for (Act act : acts) {
            if (act instanceof Register register) {
                OrderRequest request = new OrderRequest(
                        "merchant", life.reference(), register.amount(), register.expiresAt(), null, null);
                untilAnswered(node -> node.desk().register(request));
            } else if (act instanceof Cancel) {
                untilAnswered(node -> node.desk().cancel("merchant", life.reference()));
            }
        }
        return true;
    }

    private boolean untilAnswered(Function<MortalNode, Future<?>> question) {
        Awaitility.await()
                .atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .ignoreExceptions()
                .until(() -> {
                    MortalNode node = alive.get(ThreadLocalRandom.current().nextInt(alive.size()));
                    question.apply(node).await(10, TimeUnit.SECONDS);
                    return true;
                });
        return true;
    }

    private Future<List<PaymentObservation>> answer(ReconciliationWork work) {
        if (ThreadLocalRandom.current().nextInt(READS_TO_A_LOST_ONE) == 0) {
            return Promise.<List<PaymentObservation>>promise().future();
        }
        return Future.succeededFuture(work.items().stream()
                .map(item -> StoredLife.carriedBy(
                        item.notification(),
                        requireNonNull(books.get(item.item().key()))))
                .toList());
    }

    private void calmDown() {
        alive.forEach(node -> node.relay().cutOneIn(0));
        Awaitility.await().atMost(PATIENCE).until(() -> {
            // What a node has locked is left alone: it locks in an order of its own.
            store.execute("""
                    update notification_item i set next_attempt_at = now()
                    from (select account_id, notification_id, position from notification_item
                          where next_attempt_at > now() for update skip locked) free
                    where (i.account_id, i.notification_id, i.position)
                        = (free.account_id, free.notification_id, free.position)""");
            store.execute("""
                    update subject_claim c set expires_at = now()
                    from (select account_id, subject from subject_claim for update skip locked) free
                    where (c.account_id, c.subject) = (free.account_id, free.subject)""");
            return count("notification_item where state <> 'done' or next_attempt_at is not null") == 0
                    && count("order_event where feed_position is null") == 0;
        });
    }

    private void check(List<StoredLife> lives) {
        Map<String, Map<String, @Nullable Object>> orders = new HashMap<>();
        store.query("select * from merchant_order")
                .forEach(row -> orders.put(String.valueOf(row.get("reference")), row));
        Map<String, Map<String, Map<String, @Nullable Object>>> payments = new HashMap<>();
        store.query("select * from payment")
                .forEach(row -> payments.computeIfAbsent(
                                String.valueOf(row.get("order_reference")), reference -> new HashMap<>())
                        .put(String.valueOf(row.get("payment_id")), row));
        Map<String, List<JsonObject>> events = new HashMap<>();
        store.query("select reference, event::text as event from order_event order by reference, version")
                .forEach(row -> events.computeIfAbsent(String.valueOf(row.get("reference")), key -> new ArrayList<>())
                        .add(new JsonObject(String.valueOf(row.get("event")))));
        for (StoredLife life : lives) {
            String reference = life.reference();
            life.check(
                    requireNonNull(orders.get(reference)),
                    payments.getOrDefault(reference, Map.of()),
                    events.getOrDefault(reference, List.of()),
                    MortalNode.clock().instant());
        }
    }

    private void checkThatNothingHappenedTwice() {
        assertThat(count("notification_item")).isEqualTo(books.size());
        assertThat(count("payment_observation")).isEqualTo(books.size());
        assertThat(count("timeline_entry where kind = 'payment_observed'")).isEqualTo(books.size());
        assertThat(count("timeline_entry where kind = 'order_registered'")).isEqualTo(count("merchant_order"));
        assertThat(store.query("select from order_event group by merchant"
                        + " having count(*) <> max(feed_position) or count(*) <> count(distinct feed_position)"))
                .isEmpty();
    }

    private long count(String of) {
        return (long) requireNonNull(
                store.query("select count(*) as n from " + of).get(0).get("n"));
    }

    private int cuts() {
        return all.stream().mapToInt(node -> node.relay().cuts()).sum();
    }
}
