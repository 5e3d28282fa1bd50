package io.quittance.core.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.core.store.ClaimStore.Work;
import io.quittance.core.store.LedgerStore.Decision;
import io.quittance.core.testing.Posted;
import io.quittance.core.testing.PostgresTest;
import io.quittance.core.testing.TestDatabase;
import io.quittance.spi.PaymentKey;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.junit5.VertxExtension;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@PostgresTest
@ExtendWith(VertxExtension.class)
final class ClaimStoreTest {

    private static final Map<String, Integer> ROOM = Map.of("shop", 10);

    private TestDatabase store;
    private Database database;
    private ClaimStore one;
    private ClaimStore other;

    @BeforeEach
    void setUp(TestDatabase given, Vertx vertx) {
        store = given;
        database = given.database(vertx);
        one = new ClaimStore(database.general(), UUID.randomUUID());
        other = new ClaimStore(database.general(), UUID.randomUUID());
    }

    @Test
    void shouldClaimASubjectForOneOnly() throws Exception {
        post("shop", "p1/1", "p1/2", "p2/1");

        List<Claim> claimed = await(one.claim(ROOM));

        assertThat(claimed).extracting(Claim::subject).containsExactlyInAnyOrder("p1", "p2");
        assertThat(await(other.claim(ROOM))).isEmpty();
        assertThat(await(one.claim(ROOM))).isEmpty();
    }

    @Test
    void shouldShareTheSubjectsAmongThoseWhoAskAtOnce() throws Exception {
        for (int i = 0; i < 40; i++) {
            post("shop", "p" + i + "/1");
        }
        List<Future<List<Claim>>> asked = new ArrayList<>();
        for (int round = 0; round < 10; round++) {
            asked.add(one.claim(ROOM));
            asked.add(other.claim(ROOM));
        }

        await(Future.all(asked));

        assertThat(asked.stream().flatMap(claims -> claims.result().stream()).map(Claim::subject))
                .doesNotHaveDuplicates();
        assertThat(asked.stream().flatMap(claims -> claims.result().stream()).map(Claim::token))
                .doesNotHaveDuplicates();
    }

    @Test
    void shouldCountItemsThatArriveMeanwhileToTheClaim() throws Exception {
        post("shop", "p1/1");
        List<Claim> claimed = await(one.claim(ROOM));
        post("shop", "p1/2");

        assertThat(await(other.claim(ROOM))).isEmpty();
        assertThat(await(one.load(claimed))).extracting(Work::key).containsExactly("p1/1", "p1/2");
    }

    @Test
    void shouldTakeOverAnExpiredLeaseWithAHigherToken() throws Exception {
        post("shop", "p1/1");
        Claim slow = await(one.claim(ROOM)).get(0);
        expireLeases();

        Claim fast = await(other.claim(ROOM)).get(0);

        assertThat(fast.subject()).isEqualTo("p1");
        assertThat(fast.token()).isGreaterThan(slow.token());
        await(one.renew(List.of(slow)));
        expireLeases();
        await(one.renew(List.of(slow)));
        assertThat(await(one.claim(ROOM))).as("a lost claim is not renewed").hasSize(1);
    }

    @Test
    void shouldKeepARenewedClaim() throws Exception {
        post("shop", "p1/1");
        List<Claim> claimed = await(one.claim(ROOM));
        expireLeases();

        await(one.renew(claimed));

        assertThat(await(other.claim(ROOM))).isEmpty();
    }

    @Test
    void shouldRenewTheOthersWhileADecisionEndsOne() throws Exception {
        post("shop", "p1/1", "p2/1");
        List<Claim> claimed = await(one.claim(ROOM));
        expireLeases();
        Claim ending = claimed.get(0);
        Claim waiting = claimed.get(1);

        await(database.general()
                .withTransaction(connection -> connection
                        .query("select from subject_claim where token = " + ending.token() + " for update")
                        .execute()
                        .compose(locked -> one.renew(List.of(waiting, ending)))));

        assertThat(await(other.claim(ROOM))).extracting(Claim::subject).containsExactly(ending.subject());
    }

    @Test
    void shouldLetASlowOwnerWriteNothing() throws Exception {
        post("shop", "p1/1");
        Claim slow = await(one.claim(ROOM)).get(0);
        expireLeases();
        Claim fast = await(other.claim(ROOM)).get(0);
        LedgerStore ledger = new LedgerStore(database.general());
        PaymentId payment = new PaymentId("shop", PaymentKey.of("p1"));
        Map<PaymentId, LedgerScope.Target> target = Map.of(payment, new LedgerScope.Target("merchant", Set.of("A1")));

        Set<Claim> heldBySlow = await(ledger.decide(
                new LedgerScope(List.of(slow), Set.of(), target, Set.of()), ClaimStoreTest::heldWithoutChanges));

        assertThat(heldBySlow).isEmpty();
        assertThat(store.query("select from payment")).isEmpty();
        assertThat(store.query("select from merchant_order")).isEmpty();
        assertThat(await(ledger.decide(
                        new LedgerScope(List.of(slow, fast), Set.of(), target, Set.of()),
                        ClaimStoreTest::heldWithoutChanges)))
                .containsExactly(fast);
        assertThat(await(ledger.decide(
                        new LedgerScope(List.of(fast), Set.of(), target, Set.of()),
                        ClaimStoreTest::heldWithoutChanges)))
                .as("a decision ends its claim")
                .isEmpty();
    }

    @Test
    void shouldTakeNoMoreThanThereIsRoomForAtEachAccount() throws Exception {
        for (int i = 0; i < 5; i++) {
            post("shop", "p" + i + "/1");
            post("busy", "q" + i + "/1");
            post("stranger", "r" + i + "/1");
        }

        List<Claim> claimed = await(one.claim(Map.of("shop", 2, "busy", 4)));

        assertThat(claimed.stream().map(Claim::account)).containsOnly("shop", "busy");
        assertThat(claimed).filteredOn(claim -> claim.account().equals("shop")).hasSize(2);
        assertThat(claimed).filteredOn(claim -> claim.account().equals("busy")).hasSize(4);
    }

    @Test
    void shouldClaimFirstWhatWaitsLongest() throws Exception {
        post("shop", "young/1", "old/1");
        store.execute("update notification_item set next_attempt_at = now() - interval '1 hour' where subject = 'old'");

        assertThat(await(one.claim(Map.of("shop", 1))))
                .extracting(Claim::subject)
                .containsExactly("old");
        assertThat(await(one.claim(Map.of("shop", 1))))
                .extracting(Claim::subject)
                .containsExactly("young");
    }

    @Test
    void shouldReachTheNextSubjectBehindOneWithManyItems() throws Exception {
        post("shop", IntStream.range(0, 50).mapToObj(i -> "crowd/" + i).toArray(String[]::new));
        post("shop", "lone/1");

        assertThat(await(one.claim(Map.of("shop", 2))))
                .extracting(Claim::subject)
                .containsExactly("crowd");
        assertThat(await(one.claim(Map.of("shop", 2))))
                .extracting(Claim::subject)
                .containsExactly("lone");
    }

    @Test
    void shouldLeaveAloneWhatIsNotDue() throws Exception {
        post("shop", "later/1", "done/1", "poisoned/1");
        store.execute("update notification_item set state = 'retrying', next_attempt_at = now() + interval '1 minute'"
                + " where subject = 'later'");
        store.execute("update notification_item set next_attempt_at = null where subject <> 'later'");

        assertThat(await(one.claim(ROOM))).isEmpty();
        store.execute("update notification_item set next_attempt_at = now() where subject = 'later'");
        assertThat(await(one.claim(ROOM))).extracting(Claim::subject).containsExactly("later");
    }

    @Test
    void shouldLoadTheOldestFirst() throws Exception {
        for (int i = 0; i < 5; i++) {
            post("shop", "p1/" + i, "p2/" + i);
        }
        store.execute("update notification_item set next_attempt_at = null where item_key = 'p1/2'");
        List<Claim> claimed = await(one.claim(ROOM)).stream()
                .sorted(Comparator.comparing(Claim::subject))
                .toList();

        assertThat(await(one.load(claimed)))
                .extracting(Work::key)
                .containsExactly("p1/0", "p1/1", "p1/3", "p1/4", "p2/0", "p2/1", "p2/2", "p2/3", "p2/4");
    }

    @Test
    void shouldNotLetOldItemsThatFailedKeepTheNewOnesAway() throws Exception {
        post("shop", IntStream.range(0, 120).mapToObj(i -> "p1/" + i).toArray(String[]::new));
        store.execute("update notification_item set state = 'retrying', next_attempt_at = now() + interval '1 minute'"
                + " where position < 110");

        List<Work> loaded = await(one.load(await(one.claim(ROOM))));

        assertThat(loaded).hasSize(100);
        assertThat(loaded).extracting(Work::key).contains("p1/110", "p1/119").startsWith("p1/0", "p1/1");
    }

    @Test
    void shouldLoadOfEachAccountWhateverTheOthersHaveTakenOn() throws Exception {
        Buffer large = Buffer.buffer(new byte[4 << 20]);
        for (String payment : List.of("p1", "p2", "p3")) {
            NewNotification posted = Posted.withBody(Posted.to("a-storm", payment + "/1"), large);
            await(new InboxWriter(database.intake()).write(List.of(posted)));
        }
        post("quiet", "p4/1");

        List<Work> loaded = await(one.load(await(one.claim(Map.of("a-storm", 10, "quiet", 10)))));

        assertThat(loaded).extracting(Work::key).containsExactly("p1/1", "p2/1", "p4/1");
    }

    @Test
    void shouldLoadItemsWithTheirNotification() throws Exception {
        NewNotification posted = Posted.withBody(Posted.to("shop", "p1/1"), Buffer.buffer(new byte[] {0, (byte) 0xFF}));
        await(new InboxWriter(database.intake()).write(List.of(posted)));
        store.execute("update notification_item set attempts = 3, unforeseen = 2");
        store.execute("update notification set headers = ?", "[[\"X-A\",\"1\"],[\"x-a\",\"2\"]]".getBytes(UTF_8));

        assertThat(await(one.load(await(one.claim(ROOM))))).singleElement().satisfies(work -> {
            assertThat(work.notification()).isEqualTo(posted.id());
            assertThat(work.receivedAt()).isEqualTo(posted.receivedAt());
            assertThat(work.body()).isEqualTo(posted.body());
            assertThat(work.headers()).containsExactly(Map.entry("X-A", "1"), Map.entry("x-a", "2"));
            assertThat(work.credential()).isEqualTo("test");
            assertThat(work.attempts()).isEqualTo(3);
            assertThat(work.unforeseen()).isEqualTo(2);
            assertThat(work.effect()).isEqualTo("payment");
        });
    }

    @Test
    void shouldMeasureWhatIsDue() throws Exception {
        post("shop", "p1/1", "p2/1", "p3/1");
        post("stranger", "p1/1");
        store.execute("update notification_item set next_attempt_at = now() - interval '1 hour' where subject = 'p1'");
        store.execute("update notification_item set next_attempt_at = now() + interval '1 hour' where subject = 'p3'");

        ClaimStore.Backlog backlog = await(one.backlog(List.of("shop")));

        assertThat(backlog.items()).isEqualTo(2);
        assertThat(backlog.oldestSeconds()).isBetween(3_600L, 3_660L);
        assertThat(await(one.backlog(List.of()))).isEqualTo(new ClaimStore.Backlog(0, 0));
    }

    private void post(String account, String... keys) throws TimeoutException {
        await(new InboxWriter(database.intake()).write(List.of(Posted.at(Instant.now(), account, keys))));
    }

    private void expireLeases() {
        store.execute("update subject_claim set expires_at = now()");
    }

    private static Decision<Set<Claim>> heldWithoutChanges(LedgerSnapshot snapshot) {
        return Decision.of(LedgerChanges.NONE, snapshot.held());
    }

    private static <T> T await(Future<T> future) throws TimeoutException {
        return future.await(1, TimeUnit.MINUTES);
    }
}
