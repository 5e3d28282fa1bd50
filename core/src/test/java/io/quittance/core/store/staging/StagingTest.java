package io.quittance.core.store.staging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.spi.ILoggingEvent;
import io.quittance.core.config.StagingConfig;
import io.quittance.core.store.Ids;
import io.quittance.core.store.NewNotification;
import io.quittance.core.store.NotificationSeal;
import io.quittance.core.telemetry.GatewayMetrics;
import io.quittance.core.testing.LogLines;
import io.quittance.core.testing.Posted;
import io.quittance.core.testing.SealKeys;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.junit5.VertxExtension;
import io.vertx.pgclient.PgException;
import java.net.ConnectException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.event.KeyValuePair;

/** What becomes of notifications while the store is away, and when it comes back. */
@ExtendWith(VertxExtension.class)
class StagingTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final long ROOM = 1 << 20;
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration SHORT = Duration.ofMillis(50);
    private static final Duration LONG = Duration.ofMinutes(10);
    private static final NewNotification FIRST = Posted.to("shop", "p1/1");
    private static final NewNotification SECOND = Posted.to("shop", "p2/1");
    private static final NewNotification THIRD = Posted.to("other", "p3/1");

    @RegisterExtension
    private final LogLines drained = LogLines.of(Drain.class);

    @RegisterExtension
    private final LogLines absence = LogLines.of(StoreAbsence.class);

    @TempDir
    private Path directory;

    private final FlakyStore store = new FlakyStore();
    private final AtomicInteger woken = new AtomicInteger();
    private final GatewayMetrics metrics = new GatewayMetrics();
    private Vertx vertx;
    private Staging staging;

    @BeforeEach
    void open(Vertx given) {
        vertx = given;
        staging = open(LONG, NotificationSeal.NONE, metrics);
    }

    @AfterEach
    void close() throws Exception {
        end(staging.close());
        metrics.close();
    }

    @Test
    void shouldGoToTheStoreAlone() throws Exception {
        assertThat(end(staging.log().write(List.of(FIRST, SECOND)))).containsExactly(false, false);

        assertThat(store.kept()).containsExactly(FIRST, SECOND);
        assertThat(metrics.scrape()).contains("quittance_notifications_staged_total 0.0");
    }

    @Test
    void shouldKeepOnTheDiskWhatTheStoreIsNotThereFor() throws Exception {
        away();

        assertThat(end(staging.log().write(List.of(FIRST, SECOND)))).containsExactly(true, true);
        assertThat(end(staging.log().write(List.of(THIRD)))).containsExactly(true);

        assertThat(store.asked())
                .describedAs("who is known to be away is not asked")
                .isOne();
        assertThat(metrics.scrape())
                .contains("quittance_notifications_staged_total 3.0")
                .contains("quittance_staging_waiting 3.0");
    }

    /** Shutting down, read-only, out of disk, a disk that fails. */
    @ParameterizedTest
    @ValueSource(strings = {"57P01", "25006", "53100", "58030", "08006"})
    void shouldStandInForAStoreThatCannotWrite(String state) throws Exception {
        store.meets(batch -> Future.failedFuture(new PgException("cannot", "ERROR", state, "")));

        assertThat(end(staging.log().write(List.of(FIRST)))).containsExactly(true);

        staging.drain();
        back();
        awaitKept(FIRST);
    }

    @Test
    void shouldBringItIntoTheStoreWhenItIsBack() throws Exception {
        away();
        end(staging.log().write(List.of(FIRST, SECOND)));
        staging.drain();
        end(staging.log().write(List.of(THIRD)));

        back();

        awaitKept(FIRST, SECOND, THIRD);
        awaitNothingWaits();
        assertThat(woken.get()).isPositive();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(drained.all()).singleElement().satisfies(line -> {
                    assertThat(line.getMessage()).isEqualTo("What was staged is in the store");
                    assertThat(line.getKeyValuePairs()).containsExactly(new KeyValuePair("notifications", 3L));
                }));
        assertThat(absence.all())
                .extracting(ILoggingEvent::getMessage)
                .containsExactly(
                        "The store is away; notifications are kept on this disk until it is back",
                        "The store is back; notifications go there again");
        assertThat(end(staging.log().write(List.of(FIRST))))
                .describedAs("again by the store's word")
                .containsExactly(false);
    }

    @Test
    void shouldKeepItOverARestart() throws Exception {
        away();
        end(staging.log().write(List.of(FIRST)));
        end(staging.close());
        back();

        staging = open(LONG, NotificationSeal.NONE, new GatewayMetrics());
        staging.drain();

        awaitKept(FIRST);
    }

    @Test
    void shouldNotWaitForAStoreThatIsSilent() throws Exception {
        end(staging.close());
        staging = open(SHORT, NotificationSeal.NONE, new GatewayMetrics());
        Promise<Void> silence = Promise.promise();
        store.meets(batch -> silence.future());

        assertThat(end(staging.log().write(List.of(FIRST)))).containsExactly(true);

        store.meets(batch -> Future.succeededFuture());
        staging.drain();
        awaitKept(FIRST);
        silence.complete();
        assertThat(store.kept()).describedAs("both writes came to pass").containsExactly(FIRST, FIRST);
    }

    @Test
    void shouldNotKeepWhatTheStoreRefuses() {
        store.meets(batch -> Future.failedFuture(new PgException("no such thing", "ERROR", "22021", "")));

        assertThatThrownBy(() -> end(staging.log().write(List.of(FIRST)))).isInstanceOf(PgException.class);

        assertThat(metrics.scrape()).contains("quittance_notifications_staged_total 0.0");
    }

    @Test
    void shouldRefuseWhenItIsFull() throws Exception {
        away();
        NewNotification large = Posted.withBody(FIRST, Buffer.buffer(new byte[900_000]));

        assertThat(staging.accepts()).isTrue();
        assertThatThrownBy(() -> end(staging.log().write(List.of(large)))).isInstanceOf(JournalFullException.class);

        assertThat(staging.accepts()).isFalse();
        end(staging.log().write(List.of(SECOND)));
        assertThat(staging.accepts()).isTrue();
    }

    @Test
    void shouldSetAsideWhatTheStoreRefusesAndStoreTheRest() throws Exception {
        away();
        end(staging.log().write(List.of(FIRST, SECOND, THIRD)));
        store.meets(batch -> batch.contains(SECOND)
                ? Future.failedFuture(new PgException("bad value", "ERROR", "22021", ""))
                : Future.succeededFuture());

        staging.drain();

        awaitKept(FIRST, THIRD);
        awaitNothingWaits();
        assertThat(directory.resolve("aside").resolve(SECOND.id() + ".json"))
                .content()
                .contains("22021");
        assertThat(metrics.scrape()).contains("quittance_staging_set_aside 1.0");
        assertThat(drained.all())
                .extracting(ILoggingEvent::getMessage)
                .contains("A staged notification cannot be stored and is set aside");

        Files.delete(directory.resolve("aside").resolve(SECOND.id() + ".json"));
        await("somebody has seen to it")
                .atMost(PATIENCE)
                .until(() -> metrics.scrape().contains("quittance_staging_set_aside 0.0"));
    }

    /** Who is told that there is work asks the store for it. */
    @Test
    void shouldWakeNobodyForWhatWaitsOnTheDisk() throws Exception {
        staging.wake();
        assertThat(woken.get()).isOne();
        away();
        end(staging.log().write(List.of(FIRST)));

        staging.wake();

        assertThat(woken.get()).isOne();
    }

    @Test
    void shouldSetAsideWhatWasChangedOnTheDisk() throws Exception {
        end(staging.close());
        Entry whole = new StagedForm(NotificationSeal.NONE).write(SECOND, NOW);
        Entry changed = new Entry(whole.id(), NOW, whole.content(), null, new byte[32]);
        try (Journal journal = Journal.open(directory, ROOM, Clock.systemUTC())) {
            journal.append(List.of(changed, new StagedForm(NotificationSeal.NONE).write(FIRST, NOW)));
        }

        staging = open(LONG, NotificationSeal.NONE, metrics);
        staging.drain();

        awaitKept(FIRST);
        awaitNothingWaits();
        assertThat(directory.resolve("aside").resolve(SECOND.id() + ".json"))
                .content()
                .contains("changed on the disk");
    }

    /** As of a later version that ran here before. */
    @Test
    void shouldSetAsideWhatIsInNoFormThatItKnows() throws Exception {
        away();
        end(staging.log().write(List.of(FIRST)));
        end(staging.close());
        Entry unknown = Entry.of(Ids.next(), NOW, "{}".getBytes(UTF_8), null);
        try (Journal journal = Journal.open(directory, ROOM, Clock.systemUTC())) {
            journal.append(List.of(unknown));
        }
        back();

        staging = open(LONG, NotificationSeal.NONE, metrics);
        staging.drain();

        awaitKept(FIRST);
        awaitNothingWaits();
        assertThat(directory.resolve("aside").resolve(unknown.id() + ".json")).isRegularFile();
    }

    @Test
    void shouldSetAsideWhatNoKeyOpensUntilItIsThere() throws Exception {
        end(staging.close());
        staging = open(LONG, SealKeys.sealing(SealKeys.FIRST), new GatewayMetrics());
        away();
        end(staging.log().write(List.of(FIRST)));
        end(staging.close());
        back();

        staging = open(LONG, SealKeys.sealing(SealKeys.SECOND), new GatewayMetrics());
        staging.drain();
        await().atMost(PATIENCE)
                .until(() -> Files.exists(directory.resolve("aside").resolve(FIRST.id() + ".json")));
        end(staging.close());
        assertThat(store.kept()).isEmpty();

        staging = open(LONG, SealKeys.sealing(SealKeys.SECOND, SealKeys.FIRST), new GatewayMetrics());
        staging.drain();
        awaitKept(FIRST);
    }

    @Test
    void shouldTryAgainWhatFailsForNoReasonOfItsOwn() throws Exception {
        away();
        end(staging.log().write(List.of(FIRST)));
        AtomicInteger attempts = new AtomicInteger();
        store.meets(batch -> attempts.incrementAndGet() < 3
                ? Future.failedFuture(new PgException("relation does not exist", "ERROR", "42P01", ""))
                : Future.succeededFuture());

        staging.drain();

        awaitKept(FIRST);
        awaitNothingWaits();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(drained.all())
                        .extracting(ILoggingEvent::getMessage)
                        .containsExactly(
                                "What is staged cannot be brought into the store; it is tried again",
                                "What is staged cannot be brought into the store; it is tried again",
                                "What was staged is in the store"));
    }

    private Staging open(Duration patience, NotificationSeal seal, GatewayMetrics books) {
        return Staging.open(
                vertx,
                new StagingConfig(directory, ROOM),
                new Staging.Surroundings(store, seal, woken::incrementAndGet, books.staging(), Clock.systemUTC()),
                patience,
                SHORT);
    }

    private void away() {
        store.meets(batch -> Future.failedFuture(new ConnectException("refused")));
    }

    private void back() {
        store.meets(batch -> Future.succeededFuture());
    }

    private void awaitKept(NewNotification... expected) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(store.kept()).containsExactly(expected));
    }

    private void awaitNothingWaits() {
        await().atMost(PATIENCE).until(() -> metrics.scrape().contains("quittance_staging_waiting 0.0"));
    }

    private static <T> T end(Future<T> future) throws Exception {
        return future.await(30, TimeUnit.SECONDS);
    }
}
