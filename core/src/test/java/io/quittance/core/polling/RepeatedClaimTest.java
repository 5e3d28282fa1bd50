package io.quittance.core.polling;

import static io.quittance.core.reconcile.ReconcilerFixture.await;
import static io.quittance.core.reconcile.ReconcilerFixture.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.core.reconcile.LedgerFixture;
import io.quittance.core.reconcile.ReconcilerFixture;
import io.quittance.core.reconcile.ReconcilerFixture.Node;
import io.quittance.core.store.NewNotification;
import io.quittance.core.testing.FakeProvider;
import io.quittance.core.testing.Posted;
import io.quittance.core.testing.PostgresTest;
import io.quittance.core.testing.TestDatabase;
import io.quittance.spi.ProviderException;
import io.quittance.spi.ProviderManifest.KeySource;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A state that comes back looks like a repeat where keys derive from the content; it must not vanish. */
@PostgresTest
@ExtendWith(VertxExtension.class)
final class RepeatedClaimTest {

    private TestDatabase store;
    private LedgerFixture ledger;
    private ReconcilerFixture nodes;
    private final FakeProvider provider =
            new FakeProvider().reconciling(Claims::carried).lookingUp(payment -> Claims.answer(payment, "disputed"));

    @BeforeEach
    void setUp(TestDatabase given, Vertx vertx) throws Exception {
        store = given;
        ledger = new LedgerFixture(given, vertx);
        nodes = new ReconcilerFixture(vertx, given);
        nodes.keysFrom(KeySource.CONTENT);
        await(ledger.register("p1", 100));
    }

    @Test
    void shouldAskWhenADisputeComesBack() throws Exception {
        Node node = node().start().startLookups();
        take(node, "disputed");
        eventually(() -> ledger.order("p1").startsWith("disputed"));
        take(node, "dispute-won");
        eventually(() -> ledger.order("p1").startsWith("paid"));

        take(node, "disputed");

        eventually(() -> ledger.order("p1").startsWith("disputed"));
        eventually(() -> wishes() == 0);
        assertThat(provider.lookedUp()).as("it counts once it is told twice").hasSize(2);
        assertThat(store.query("select detail->>'reason' as why from timeline_entry where kind = 'lookup_requested'"))
                .containsExactly(Map.of(
                        "why",
                        "a notification of status disputed (disputed) came again,"
                                + " and status dispute-won (dispute_won) is what is known"));
        assertThat(store.query("select from payment_observation where notification_id is not null"))
                .as("what a notification carried is kept once")
                .hasSize(2);
        assertThat(store.query("select from timeline_entry where kind = 'payment_observed'"))
                .hasSize(3);
        assertThat(store.query("select from notification_arrival")).hasSize(1);
    }

    @Test
    void shouldAskEvenIfAllOfItCameBeforeAnythingWasReconciled() throws Exception {
        Node node = node();
        take(node, "disputed");
        take(node, "dispute-won");
        take(node, "disputed");
        assertThat(states()).as("what waits, waits").containsOnly("waiting");

        node.start().startLookups();

        eventually(() -> provider.lookedUp().size() == 1);
        eventually(() -> ledger.order("p1").startsWith("disputed"));
    }

    @Test
    void shouldCompareARepeatThatCameWhileItsFirstCopyWasUnderWay() throws Exception {
        Node node = node().startLookups();
        take(node, "dispute-won");
        Promise<Void> release = Promise.promise();
        provider.reconciling(work -> release.future().compose(now -> Claims.carried(work)));
        take(node, "disputed");
        node.start();
        eventually(() -> provider.asked().size() == 1);
        take(node, "disputed");

        release.complete();

        eventually(() -> ledger.timeline("p1").contains("lookup_requested"));
        eventually(() -> store.query("select from notification_item where next_attempt_at is not null")
                .isEmpty());
        assertThat(store.query("select from payment_observation where notification_id is not null"))
                .hasSize(2);
    }

    @Test
    void shouldNotAskForARepeatOfWhatIsKnown() throws Exception {
        Node node = node().start().startLookups();
        take(node, "success");
        eventually(() -> ledger.order("p1").startsWith("paid"));

        take(node, "success");

        eventually(() -> provider.asked().size() == 2);
        eventually(() -> store.query("select from notification_item where next_attempt_at is not null")
                .isEmpty());
        assertThat(store.query("select from timeline_entry where kind = 'lookup_requested'"))
                .isEmpty();
        assertThat(store.query("select from payment_observation")).hasSize(1);
        assertThat(store.query("select repeated_at from notification_item where repeated_at is not null"))
                .isEmpty();
    }

    @Test
    void shouldNotLookBrokenWhileItCannotBeCompared() throws Exception {
        Node node = node().start();
        take(node, "success");
        eventually(() -> states().equals(List.of("done")));
        provider.reconciling(work -> Future.failedFuture(ProviderException.temporary("busy")));

        take(node, "success");

        eventually(() -> nodes.item("p1").attempts() >= 3);
        assertThat(states()).containsExactly("done");
        assertThat(nodes.item("p1").error()).isNull();
        assertThat(ledger.cases()).isEmpty();
    }

    @Test
    void shouldKeepWhatANotificationCarriedOnceAlsoIfItIsTriedAgain() throws Exception {
        Node node = node().start();
        take(node, "success");
        eventually(() -> states().equals(List.of("done")));
        store.execute("update notification_item set state = 'retrying', next_attempt_at = now()");

        node.reconciler().wake();

        eventually(() -> provider.asked().size() == 2 && states().equals(List.of("done")));
        assertThat(store.query("select from payment_observation")).hasSize(1);
        assertThat(store.query("select from timeline_entry where kind = 'payment_observed'"))
                .hasSize(1);
    }

    @Test
    void shouldLeaveAccountsWithEventIdsAlone() throws Exception {
        nodes.keysFrom(KeySource.EVENT_ID);
        shouldNotCompare(node().start().startLookups());
    }

    @Test
    void shouldLeaveAccountsAloneWhoseProviderCannotBeAsked() throws Exception {
        FakeProvider silent = new FakeProvider().reconciling(Claims::carried);
        shouldNotCompare(nodes.node(Map.of("shop", silent)).start());
    }

    private void shouldNotCompare(Node node) throws TimeoutException {
        take(node, "disputed");
        take(node, "dispute-won");
        eventually(() -> states().equals(List.of("done", "done")));

        take(node, "disputed");

        assertThat(store.query("select from notification_arrival")).hasSize(1);
        assertThat(store.query(
                        "select from notification_item where next_attempt_at is not null or repeated_at is not null"))
                .isEmpty();
    }

    private Node node() throws TimeoutException {
        return nodes.node(Map.of("shop", provider));
    }

    /** Later than all that was taken before. */
    private void take(Node node, String code) throws TimeoutException {
        nodes.clock().advance(Duration.ofSeconds(1));
        NewNotification posted = Posted.at(nodes.clock().instant(), "shop", "p1/" + code + "/1");
        node.take(posted);
    }

    private List<String> states() {
        return store.query("select state from notification_item order by item_key").stream()
                .map(row -> String.valueOf(row.get("state")))
                .toList();
    }

    private int wishes() {
        return store.query("select from payment_lookup where reason = 'in_doubt'")
                .size();
    }
}
