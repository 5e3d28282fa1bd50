package io.quittance.core.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quittance.core.store.NewNotification.Fate;
import io.quittance.core.store.NewNotification.NewItem;
import io.quittance.core.testing.Posted;
import io.quittance.core.testing.PostgresTest;
import io.quittance.core.testing.TestDatabase;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.junit5.VertxExtension;
import io.vertx.pgclient.PgException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@PostgresTest
@ExtendWith(VertxExtension.class)
final class InboxWriterTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private TestDatabase store;
    private Database database;
    private InboxWriter writer;

    @BeforeEach
    void setUp(TestDatabase given, Vertx vertx) {
        store = given;
        database = given.database(vertx);
        writer = new InboxWriter(database.intake());
    }

    @Test
    void shouldKeepWhatIsNew() throws Exception {
        NewNotification posted = Posted.withBody(Posted.at(NOON, "shop", "p1/1"), Buffer.buffer("{\"a\":1}"));

        assertThat(write(posted)).containsExactly(true);

        assertThat(store.query("select * from notification")).singleElement().satisfies(row -> {
            assertThat(row).containsEntry("account_id", "shop").containsEntry("notification_id", posted.id());
            assertThat(row).containsEntry("outcome", "accepted").containsEntry("credential", "test");
            assertThat((byte[]) row.get("body")).asString(UTF_8).isEqualTo("{\"a\":1}");
        });
        assertThat(store.query("select * from notification_item"))
                .singleElement()
                .satisfies(row -> assertThat(row)
                        .containsEntry("subject", "p1")
                        .containsEntry("item_key", "p1/1")
                        .containsEntry("state", "waiting")
                        .containsEntry("attempts", 0)
                        .containsEntry("position", 0));
        assertThat(count("notification_item where next_attempt_at <= now()")).isOne();
        assertThat(count("notification_arrival")).isZero();
    }

    @Test
    void shouldPutARepeatOnRecordAndNothingElse() throws Exception {
        NewNotification first = Posted.to("shop", "p1/1");
        write(first);

        assertThat(write(Posted.from("198.51.100.7", Posted.at(NOON, "shop", "p1/1"))))
                .containsExactly(false);

        assertThat(count("notification")).isOne();
        assertThat(count("notification_item")).isOne();
        assertThat(store.query(
                        "select notification_id, remote_address, arrived_at = ?::timestamptz as noon"
                                + " from notification_arrival",
                        NOON.toString()))
                .singleElement()
                .satisfies(row -> assertThat(row)
                        .containsEntry("notification_id", first.id())
                        .containsEntry("remote_address", "198.51.100.7")
                        .containsEntry("noon", true));
    }

    /** Of a commit whose connection is lost nobody knows what became. */
    @Test
    void shouldWriteAgainWithoutATrace() throws Exception {
        NewNotification first = Posted.to("shop", "p1/1", "p2/1");
        NewNotification repeat = Posted.at(NOON, "shop", "p1/1");
        write(first);
        write(repeat);

        assertThat(write(first, repeat)).containsExactly(false, false);

        assertThat(count("notification")).isOne();
        assertThat(store.query("select request_id from notification_arrival"))
                .singleElement()
                .satisfies(row -> assertThat(row).containsEntry("request_id", repeat.id()));
    }

    @Test
    void shouldKeepTheFirstOfTwoEqualOnesInOneBatch() throws Exception {
        NewNotification first = Posted.to("shop", "p1/1");

        assertThat(write(first, Posted.to("shop", "p2/1"), Posted.at(NOON, "shop", "p1/1")))
                .containsExactly(true, true, false);

        assertThat(count("notification")).isEqualTo(2);
        assertThat(store.query("select notification_id from notification_arrival"))
                .singleElement()
                .satisfies(row -> assertThat(row).containsEntry("notification_id", first.id()));
    }

    @Test
    void shouldKeepOnlyTheNewItemsOfANotification() throws Exception {
        NewNotification first = Posted.to("shop", "p1/1", "p2/1");
        write(first);
        NewNotification second = Posted.to("shop", "p1/1", "p3/1", "p2/1");

        assertThat(write(second)).containsExactly(true);

        assertThat(store.query(
                        "select subject, position from notification_item where notification_id = ?", second.id()))
                .singleElement()
                .satisfies(row -> assertThat(row).containsEntry("subject", "p3").containsEntry("position", 1));
        assertThat(store.query("select notification_id from notification_arrival"))
                .singleElement()
                .satisfies(row -> assertThat(row).containsEntry("notification_id", first.id()));
    }

    @Test
    void shouldKeepEqualKeysOfTwoAccountsApart() throws Exception {
        assertThat(write(Posted.to("shop", "p1/1"), Posted.to("other", "p1/1"))).containsExactly(true, true);

        assertThat(count("notification_item")).isEqualTo(2);
        assertThat(count("notification_arrival")).isZero();
    }

    @ParameterizedTest
    @CsvSource({"IGNORED, ignored", "MALFORMED, malformed"})
    void shouldKeepWhatHasNothingToDo(Fate fate, String outcome) throws Exception {
        NewNotification posted = Posted.withoutItems(Posted.to("shop", "body"), fate);

        assertThat(write(posted)).containsExactly(true);
        assertThat(write(Posted.withoutItems(Posted.to("shop", "body"), fate))).containsExactly(false);

        assertThat(store.query("select outcome from notification"))
                .singleElement()
                .satisfies(row -> assertThat(row).containsEntry("outcome", outcome));
        assertThat(count("notification_item")).isZero();
        assertThat(count("notification_arrival")).isOne();
    }

    @ParameterizedTest
    @CsvSource({"retrying, true", "poisoned, true", "done, false"})
    void shouldReArmWhatFailed(String state, boolean armed) throws Exception {
        write(Posted.to("shop", "p1/1"), Posted.to("shop", "p2/1"));
        store.execute(
                "update notification_item set state = ?, attempts = 7, last_error = 'why',"
                        + " next_attempt_at = case when ? = 'retrying' then now() + interval '15 minutes' end",
                state,
                state);

        write(Posted.to("shop", "p1/1"));

        assertThat(store.query("select state, attempts, last_error, next_attempt_at <= now() as due"
                        + " from notification_item where subject = 'p1'"))
                .singleElement()
                .satisfies(row -> assertThat(row)
                        .containsEntry("state", armed ? "retrying" : "done")
                        .containsEntry("attempts", 7)
                        .containsEntry("last_error", "why")
                        .containsEntry("due", armed ? true : null));
        assertThat(count("notification_item where subject = 'p2' and next_attempt_at <= now()"))
                .isZero();
    }

    @Test
    void shouldKeepWhatTextCannotHold() throws Exception {
        byte[] noUtf8 = {(byte) 0xC3, 0x28, 0, (byte) 0xFF};
        NewNotification posted = Posted.withBody(
                Posted.of(NOON, "shop", new NewItem("k\0ey", "sub\0ject", "ki\0nd", "payment")), Buffer.buffer(noUtf8));

        assertThat(write(posted, Posted.to("shop", "p2/1"))).containsExactly(true, true);

        assertThat(store.query(
                        "select item_key, subject, kind from notification_item where position = 0"
                                + " and notification_id = ?",
                        posted.id()))
                .singleElement()
                .satisfies(row -> assertThat(row)
                        .containsEntry("item_key", "key")
                        .containsEntry("subject", "subject")
                        .containsEntry("kind", "kind"));
        assertThat(store.query("select body from notification where notification_id = ?", posted.id())
                        .get(0)
                        .get("body"))
                .isEqualTo(noUtf8);
    }

    @Test
    void shouldKeepHugeValues() throws Exception {
        String key = "k".repeat(1_000);
        NewNotification posted = Posted.withBody(
                Posted.of(NOON, "shop", new NewItem(key, "s".repeat(200), "k".repeat(100), "payment")),
                Buffer.buffer(new byte[5_000_000]));

        assertThat(write(posted)).containsExactly(true);

        assertThat(store.query("select length(body) as length from notification"))
                .singleElement()
                .satisfies(row -> assertThat(row).containsEntry("length", 5_000_000));
    }

    @Test
    void shouldRouteEachNotificationToItsMonth() throws Exception {
        Instant now = Instant.now();
        await(new Partitions(database).ensure(now));

        write(Posted.at(now, "shop", "p1/1"));

        assertThat(store.query("select tableoid::regclass::text as name from notification"))
                .singleElement()
                .satisfies(row -> assertThat((String) row.get("name")).matches("notification_\\d{4}_\\d{2}"));
    }

    @Test
    void shouldNotFailItsNeighboursByOneRowThatCannotBeKept(Vertx vertx) throws Exception {
        store.execute("alter table notification_item add constraint no_13 check (subject <> 'p13')");
        GroupCommit<NewNotification, Boolean> commits = new GroupCommit<>(
                new GroupCommit.Limits(64, 1, 100), NewNotification::account, writer::write, (entries, took) -> {});
        Promise<List<Future<Boolean>>> all = Promise.promise();

        vertx.runOnContext(loop -> {
            List<Future<Boolean>> written = IntStream.range(0, 20)
                    .mapToObj(i -> commits.submit(Posted.to("shop", "p" + i + "/1")))
                    .toList();
            Future.join(written).onComplete(done -> all.complete(written));
        });

        List<Future<Boolean>> written = await(all.future());
        for (int i = 0; i < written.size(); i++) {
            assertThat(written.get(i).succeeded()).as("entry %d", i).isEqualTo(i != 13);
        }
        assertThat(count("notification")).isEqualTo(19);
        assertThat(count("notification_arrival")).isZero();
    }

    @Test
    void shouldNotDeadlockOnKeysThatBatchesBringInOppositeOrders() throws Exception {
        List<String> keys = IntStream.range(0, 60).mapToObj(i -> "p" + i + "/1").toList();
        List<Future<List<Boolean>>> written = new ArrayList<>();
        for (int round = 0; round < 40; round++) {
            List<String> shuffled = new ArrayList<>(keys);
            Collections.shuffle(shuffled, new Random(round));
            written.add(writer.write(
                    shuffled.stream().map(key -> Posted.to("shop", key)).toList()));
        }

        await(Future.all(written));

        assertThat(written.stream().flatMap(batch -> batch.result().stream()).filter(isNew -> isNew))
                .hasSize(keys.size());
        assertThat(count("notification")).isEqualTo(60);
        assertThat(count("notification_item")).isEqualTo(60);
        assertThat(count("notification_arrival")).isEqualTo(39 * 60);
        assertThat(store.query("select deadlocks from pg_stat_database where datname = current_database()"))
                .singleElement()
                .satisfies(row -> assertThat(row).containsEntry("deadlocks", 0L));
    }

    @Test
    void shouldFailWithoutATraceIfTheStoreDoes() throws Exception {
        store.execute("alter table notification rename to elsewhere");

        assertThatThrownBy(() -> write(Posted.to("shop", "p1/1"))).isInstanceOf(PgException.class);

        store.execute("alter table elsewhere rename to notification");
        assertThat(count("notification_key")).isZero();
        assertThat(write(Posted.to("shop", "p1/1"))).containsExactly(true);
    }

    private List<Boolean> write(NewNotification... batch) throws TimeoutException {
        return await(writer.write(List.of(batch)));
    }

    private long count(String from) {
        return (long) store.query("select count(*) as n from " + from).get(0).get("n");
    }

    private static <T> T await(Future<T> future) throws TimeoutException {
        return future.await(1, TimeUnit.MINUTES);
    }
}
