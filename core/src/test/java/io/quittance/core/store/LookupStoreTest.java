package io.quittance.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.core.store.LedgerChanges.CaseDecisions;
import io.quittance.core.store.LedgerChanges.Expectations;
import io.quittance.core.store.LedgerChanges.LookupRequest;
import io.quittance.core.store.LedgerChanges.LookupResult;
import io.quittance.core.store.LedgerStore.Decision;
import io.quittance.core.testing.PostgresTest;
import io.quittance.core.testing.TestDatabase;
import io.quittance.spi.PaymentKey;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@PostgresTest
@ExtendWith(VertxExtension.class)
final class LookupStoreTest {

    private final AtomicInteger woken = new AtomicInteger();
    private TestDatabase store;
    private LedgerStore ledger;
    private LookupStore lookups;
    private LookupStore others;

    @BeforeEach
    void setUp(TestDatabase given, Vertx vertx) {
        store = given;
        Database database = given.database(vertx);
        ledger = new LedgerStore(database.general(), changes -> {
            if (!changes.lookupRequests().isEmpty()) {
                woken.incrementAndGet();
            }
        });
        lookups = new LookupStore(database.general(), UUID.randomUUID());
        others = new LookupStore(database.general(), UUID.randomUUID());
    }

    @Test
    void shouldMakeOneOfManyWishesForAPayment() throws Exception {
        request("p1");
        request("p1");

        assertThat(claim(10)).singleElement().satisfies(wanted -> {
            assertThat(wanted.payment()).isEqualTo(payment("p1"));
            assertThat(wanted.merchant()).isEqualTo("merchant");
            assertThat(wanted.attempts()).isZero();
        });
        assertThat(woken).hasValue(2);
    }

    @Test
    void shouldWakeNobodyWithoutAWish() throws Exception {
        decide(Set.of(), List.of(), List.of());

        assertThat(woken).hasValue(0);
    }

    @Test
    void shouldClaimWhatIsDueLongestFirstAndAsMuchAsThereIsRoomFor() throws Exception {
        request("p1", "p2", "p3", "p4");
        store.execute("update payment_lookup set due_at = now() - interval '1 hour' where payment_id = 'p3'");
        store.execute("update payment_lookup set due_at = now() + interval '1 hour' where payment_id = 'p4'");

        assertThat(claim(1)).extracting(WantedLookup::payment).containsExactly(payment("p3"));
        assertThat(claim(10)).extracting(WantedLookup::payment).containsExactlyInAnyOrder(payment("p1"), payment("p2"));
        assertThat(claim(10)).isEmpty();
    }

    @Test
    void shouldClaimOnlyForTheseAccounts() throws Exception {
        request("p1");

        assertThat(await(lookups.claim(Map.of("other", 10)))).isEmpty();
    }

    @Test
    void shouldNotGiveOneToTwo() throws Exception {
        request("p1", "p2", "p3", "p4");

        Future<List<WantedLookup>> mine = lookups.claim(Map.of("shop", 10));
        Future<List<WantedLookup>> theirs = others.claim(Map.of("shop", 10));

        assertThat(await(mine).size() + await(theirs).size()).isEqualTo(4);
    }

    @Test
    void shouldGiveToAnotherWhatNobodyRenews() throws Exception {
        request("p1");
        WantedLookup mine = claim(10).get(0);
        store.execute("update subject_claim set expires_at = now() + interval '1 second'");
        await(lookups.renew(List.of(mine.claim())));
        assertThat(store.query("select from subject_claim where expires_at > now() + interval '5 seconds'"))
                .hasSize(1);

        store.execute("update subject_claim set expires_at = now()");

        assertThat(await(others.claim(Map.of("shop", 10))))
                .singleElement()
                .satisfies(taken -> assertThat(taken.claim().token())
                        .isGreaterThan(mine.claim().token()));
        assertThat(decide(Set.of(mine.claim()), List.of(), List.of())).isEmpty();
    }

    @Test
    void shouldTellPaymentsApartWhoseNamesRunTogether() throws Exception {
        PaymentId one = new PaymentId("shop", new PaymentKey("c", "a\", \"b"));
        PaymentId other = new PaymentId("shop", new PaymentKey("b\", \"c", "a"));
        decide(Set.of(), List.of(new LookupRequest(one, "merchant"), new LookupRequest(other, "merchant")), List.of());

        assertThat(claim(10)).extracting(WantedLookup::payment).containsExactlyInAnyOrder(one, other);
    }

    @Test
    void shouldEndAWishWithItsAnswer() throws Exception {
        request("p1");
        WantedLookup wanted = claim(10).get(0);

        end(wanted, null);

        assertThat(store.query("select from payment_lookup")).isEmpty();
        assertThat(store.query("select from subject_claim")).isEmpty();
    }

    @Test
    void shouldKeepWhatWasWishedAnewSinceTheQuestion() throws Exception {
        request("p1");
        WantedLookup wanted = claim(10).get(0);
        request("p1");

        end(wanted, null);

        assertThat(claim(10))
                .singleElement()
                .satisfies(again -> assertThat(again.requestedAt()).isAfter(wanted.requestedAt()));
    }

    @Test
    void shouldAskLaterAfterAFailureUnlessItIsWishedAnew() throws Exception {
        request("p1", "p2");
        List<WantedLookup> wanted = claim(10);
        request("p2");

        for (WantedLookup one : wanted) {
            end(one, 60_000L);
        }

        assertThat(store.query("select payment_id, attempts, last_error, due_at > now() as later from payment_lookup"
                        + " order by payment_id"))
                .containsExactly(
                        Map.of("payment_id", "p1", "attempts", 1, "last_error", "busy", "later", true),
                        Map.of("payment_id", "p2", "attempts", 1, "last_error", "busy", "later", false));
        request("p1");
        assertThat(claim(10)).extracting(WantedLookup::attempts).containsExactly(1, 1);
    }

    private void end(WantedLookup wanted, @Nullable Long retryMillis) throws TimeoutException {
        LookupResult result =
                new LookupResult(wanted.payment(), wanted.requestedAt(), true, 0, 1, retryMillis, "busy", null);
        assertThat(decide(Set.of(wanted.claim()), List.of(), List.of(result))).containsExactly(wanted.claim());
    }

    private void request(String... payments) throws TimeoutException {
        List<LookupRequest> requests = Arrays.stream(payments)
                .map(id -> new LookupRequest(payment(id), "merchant"))
                .toList();
        decide(Set.of(), requests, List.of());
    }

    private Set<Claim> decide(Set<Claim> claims, List<LookupRequest> requests, List<LookupResult> results)
            throws TimeoutException {
        LedgerChanges changes = new LedgerChanges(
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                requests,
                results,
                Expectations.NONE,
                List.of(),
                CaseDecisions.NONE);
        LedgerScope scope = new LedgerScope(List.copyOf(claims), Set.of(), Map.of(), Set.of());
        return await(ledger.decide(scope, snapshot -> Decision.of(changes, snapshot.held())));
    }

    private List<WantedLookup> claim(int room) throws TimeoutException {
        return await(lookups.claim(Map.of("shop", room)));
    }

    private static PaymentId payment(String id) {
        return new PaymentId("shop", PaymentKey.of(id));
    }

    private static <T> T await(Future<T> future) throws TimeoutException {
        return future.await(1, TimeUnit.MINUTES);
    }
}
