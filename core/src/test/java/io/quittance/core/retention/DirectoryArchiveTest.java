package io.quittance.core.retention;

import static io.quittance.core.retention.OldRows.SHOP;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.core.config.RetentionConfig;
import io.quittance.core.config.RetentionConfig.OfAccount;
import io.quittance.core.retention.Retention.Outcome;
import io.quittance.core.store.ArchiveStore;
import io.quittance.core.store.ArchivedNotification;
import io.quittance.core.store.Database;
import io.quittance.core.store.ExpiredMonths.OldMonth;
import io.quittance.core.store.Ids;
import io.quittance.core.store.Partitions;
import io.quittance.core.store.Replay;
import io.quittance.core.store.RetentionLimits;
import io.quittance.core.telemetry.GatewayMetrics;
import io.quittance.core.testing.PostgresTest;
import io.quittance.core.testing.TestDatabase;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@PostgresTest
@ExtendWith(VertxExtension.class)
final class DirectoryArchiveTest {

    private static final RetentionConfig A_QUARTER = new RetentionConfig(
            Duration.ofDays(90), Duration.ofDays(30), Duration.ofDays(90), Duration.ofDays(90), null);

    @TempDir
    Path directory;

    private final GatewayMetrics metrics = new GatewayMetrics();
    private TestDatabase store;
    private Vertx vertx;
    private Database database;
    private OldRows rows;
    private Path archive;

    @BeforeEach
    void makeMonths(TestDatabase given, Vertx lent) throws Exception {
        store = given;
        vertx = lent;
        database = given.database(lent);
        rows = new OldRows(given);
        rows.withoutFirstMonths();
        archive = directory.resolve("old/notifications");
        for (String month : List.of("01-01", "04-01")) {
            await(new Partitions(database).ensure(OldRows.at(month)));
        }
    }

    @AfterEach
    void close() {
        metrics.close();
    }

    @Test
    void shouldWriteAMonthBeforeItGoes() throws Exception {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            ids.add(rows.notification(i % 2 == 0 ? SHOP : "other", "01-10", "done")
                    .toString());
        }
        UUID binary = rows.notification(SHOP, "01-11", "done");
        store.execute("update notification set body = '\\xff00', credential = 'key' where notification_id = ?", binary);

        assertThat(run(Map.of()).failures()).isEmpty();

        Path file = archive.resolve("notification_2001_01.jsonl.gz");
        List<ArchivedNotification> kept = read(file);
        assertThat(kept).extracting(n -> n.id().toString()).containsAll(ids).hasSize(121);
        ArchivedNotification last =
                kept.stream().filter(n -> n.id().equals(binary)).findFirst().orElseThrow();
        assertThat(last.body().getBytes()).containsExactly(0xff, 0);
        assertThat(last.credential()).isEqualTo("key");
        assertThat(kept.get(0).body()).hasToString("{\"day\":\"01-10\"}");
        assertThat(kept.get(0).receivedAt()).isEqualTo(OldRows.at("01-10"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(rows.of("notification", "notification_id")).isEmpty();
    }

    @Test
    void shouldWriteLotsOfAccountsThatKeepThemShorter() throws Exception {
        UUID old = rows.notification("brief", "05-20", "done");
        List<String> ids = new ArrayList<>(List.of(old.toString()));
        for (int i = 0; i < 2 * ArchiveStore.PAGE; i++) {
            ids.add(rows.notification("brief", "05-21", "done").toString());
        }

        run(Map.of("brief", new OfAccount(Duration.ofDays(10), null)));

        assertThat(read(archive.resolve("notification_brief_" + old + ".jsonl.gz")))
                .extracting(notification -> notification.id().toString())
                .containsExactlyInAnyOrderElementsOf(ids);
        assertThat(rows.of("notification", "notification_id")).isEmpty();
    }

    @Test
    void shouldNotReplaceALotThatBeginsAlike() throws Exception {
        UUID old = rows.notification("brief", "05-20", "done");
        Path before = archive.resolve("notification_brief_" + old + ".jsonl.gz");
        Files.createDirectories(archive);
        Files.writeString(before, "of a run before");

        run(Map.of("brief", new OfAccount(Duration.ofDays(10), null)));

        assertThat(before).hasContent("of a run before");
        assertThat(read(archive.resolve("notification_brief_" + old + "_2.jsonl.gz")))
                .extracting(ArchivedNotification::id)
                .containsExactly(old);
    }

    @Test
    void shouldKeepWhatHasSomethingToDoSinceItWasArchived() throws Exception {
        UUID repeated = rows.notification("brief", "05-20", "done");
        UUID replayed = rows.notification("brief", "05-21", "done");
        rows.notification("brief", "05-22", "done");
        Archive slow = new Archive() {
            @Override
            public Future<Void> month(OldMonth month) {
                return Future.succeededFuture();
            }

            @Override
            public Future<Void> notifications(String account, List<UUID> notifications) {
                store.execute(
                        "update notification_item set next_attempt_at = now() where notification_id = ?", repeated);
                store.execute("insert into notification_replay values (?, ?, ?)", "brief", replayed, replayed);
                return Future.succeededFuture();
            }
        };

        run(slow, Map.of("brief", new OfAccount(Duration.ofDays(10), null)));

        for (String table : List.of("notification", "notification_item", "notification_arrival")) {
            assertThat(rows.of(table, "notification_id"))
                    .as(table)
                    .containsExactly(repeated.toString(), replayed.toString());
        }
        assertThat(rows.of("notification_answer", "request_id")).hasSize(4);
    }

    @Test
    void shouldDropNothingThatItCannotWrite() throws Exception {
        UUID ofMonth = rows.notification(SHOP, "01-10", "done");
        Files.createDirectories(archive.getParent());
        Files.writeString(archive, "not a directory");

        Outcome outcome = run(Map.of());

        assertThat(outcome.failures()).hasSize(1);
        assertThat(rows.of("notification", "notification_id")).containsExactly(ofMonth.toString());
    }

    @Test
    void shouldReplaceWhatARunBeforeLeftUnfinished() throws Exception {
        rows.notification(SHOP, "01-10", "done");
        Files.createDirectories(archive);
        Files.writeString(archive.resolve("notification_2001_01.jsonl.gz.new"), "half a file");
        Files.writeString(archive.resolve("notification_2001_01.jsonl.gz"), "of a run that could not drop it");

        assertThat(run(Map.of()).failures()).isEmpty();

        assertThat(read(archive.resolve("notification_2001_01.jsonl.gz"))).hasSize(1);
        try (Stream<Path> files = Files.list(archive)) {
            assertThat(files).noneMatch(file -> file.toString().endsWith(".new"));
        }
    }

    @Test
    void shouldPutBackWhatIsToBeReadAgain() throws Exception {
        UUID gone = rows.notification(SHOP, "01-10", "done");
        Map<String, ?> before =
                store.query("select md5(n::text) as row from notification n").get(0);
        run(Map.of());
        List<ArchivedNotification> kept = read(archive.resolve("notification_2001_01.jsonl.gz"));
        Replay replay = new Replay(Ids.next(), "archive", OldRows.at("06-15"));
        ArchiveStore archives = new ArchiveStore(database.general(), database.seal());

        for (int again = 0; again < 2; again++) {
            await(archives.replay(replay, new JsonObject(), kept));
        }

        assertThat((Object) store.query("select md5(n::text) as row from notification n")
                        .get(0))
                .isEqualTo(before);
        assertThat(rows.of("notification_replay", "notification_id")).containsExactly(gone.toString());
        assertThat(rows.of("replay", "requested_by || ' ' || notifications")).containsExactly("archive 2");
        assertThat(run(Map.of()).failures()).isEmpty();
        assertThat(rows.of("notification", "notification_id"))
                .as("not gone before it is read")
                .containsExactly(gone.toString());
    }

    @Test
    void shouldSeeThatALineIsNone() {
        assertThat(ArchivedNotification.parse("")).isEmpty();
        assertThat(ArchivedNotification.parse("{}")).isEmpty();
        assertThat(ArchivedNotification.parse("{\"id\":1}")).isEmpty();
    }

    private Outcome run(Map<String, OfAccount> accounts) throws TimeoutException {
        return run(
                new DirectoryArchive(vertx, archive, new ArchiveStore(database.general(), database.seal())), accounts);
    }

    private Outcome run(Archive kept, Map<String, OfAccount> accounts) throws TimeoutException {
        Retention retention = new Retention(database.general(), kept, Set.of(), metrics, Future::succeededFuture);
        return await(retention.run(new RetentionLimits(OldRows.at("06-15"), A_QUARTER, accounts)));
    }

    private static List<ArchivedNotification> read(Path file) throws IOException {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), UTF_8))) {
            return lines.lines()
                    .map(line -> ArchivedNotification.parse(line).orElseThrow())
                    .toList();
        }
    }

    private static <T> T await(Future<T> future) throws TimeoutException {
        return future.await(1, TimeUnit.MINUTES);
    }
}
