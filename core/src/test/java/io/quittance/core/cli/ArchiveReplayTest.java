package io.quittance.core.cli;

import static io.quittance.core.replay.ReplayFixture.eventually;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quittance.core.cli.ArchiveReplay.Contents;
import io.quittance.core.config.AccountConfig;
import io.quittance.core.config.WhenBlocking;
import io.quittance.core.replay.ReplayFixture;
import io.quittance.core.store.ArchiveStore;
import io.quittance.core.store.ArchivedNotification;
import io.quittance.core.store.Ids;
import io.quittance.core.store.NotificationSeal;
import io.quittance.core.testing.FakeProvider;
import io.quittance.core.testing.PostgresTest;
import io.quittance.core.testing.TestDatabase;
import io.quittance.spi.Money;
import io.quittance.spi.NotificationItem;
import io.quittance.spi.ObservedStatus;
import io.quittance.spi.OrderMatch;
import io.quittance.spi.PaymentKey;
import io.quittance.spi.PaymentObservation;
import io.quittance.spi.PaymentObservation.Source;
import io.quittance.spi.PaymentStatus;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@PostgresTest
@ExtendWith(VertxExtension.class)
final class ArchiveReplayTest {

    private static final Progress UNSEEN =
            new Progress(new PrintWriter(Writer.nullWriter()), false, 80, Clock.systemUTC());

    @TempDir
    Path directory;

    @Test
    void shouldDecideByWhatWentLongAgo(TestDatabase store, Vertx vertx) throws Exception {
        FakeProvider shop = new FakeProvider()
                .parsing(inbound -> List.of(NotificationItem.payment("p1/2", "p1", "payment")))
                .reconciling(work -> observed(PaymentStatus.FAILED));
        ArchiveStore archives = new ArchiveStore(store.database(vertx).general(), NotificationSeal.NONE);
        try (ReplayFixture gateway = new ReplayFixture(vertx, store)) {
            gateway.start(Map.of("shop", shop));
            gateway.register("A1", 100);
            gateway.post("shop", "{}");
            eventually(() -> gateway.status("A1").equals("failed"));
            gateway.settled();
            UUID id = (UUID) store.query("select notification_id from notification")
                    .get(0)
                    .get("notification_id");
            Path file = file(archives.find("shop", List.of(id)).await(1, TimeUnit.MINUTES));
            for (String table : List.of("notification", "notification_item", "notification_key")) {
                store.execute("delete from " + table);
            }
            shop.reconciling(work -> observed(PaymentStatus.PAID));

            ArchiveReplay replay = new ArchiveReplay(file, List.of(account("shop")));
            assertThat(replay.contents(UNSEEN)).isEqualTo(new Contents(1, 0));
            replay.into(archives, Clock.systemUTC(), new Contents(1, 0), UNSEEN);

            eventually(() -> gateway.status("A1").equals("paid"));
            assertThat(gateway.timeline("A1").stream().map(entry -> ((JsonObject) entry).getString("kind")))
                    .contains("notification_received", "replayed");
        }
    }

    @Test
    void shouldLeaveOutWhatNobodyCanRead() throws Exception {
        ArchivedNotification other = new ArchivedNotification(
                "gone",
                Ids.next(),
                Instant.parse("2026-03-01T10:00:00Z"),
                "accepted",
                null,
                "POST",
                "/gone",
                "",
                Buffer.buffer(),
                Buffer.buffer("[]"),
                Buffer.buffer("{}"));

        assertThat(new ArchiveReplay(file(List.of(other)), List.of(account("shop"))).contents(UNSEEN))
                .isEqualTo(new Contents(0, 1));
    }

    @Test
    void shouldNameALineThatIsNone() throws Exception {
        Path wrong = directory.resolve("wrong.jsonl.gz");
        try (Writer lines = new OutputStreamWriter(new GZIPOutputStream(Files.newOutputStream(wrong)), UTF_8)) {
            lines.write("{\"secret\":1}\n");
        }
        Path plain = Files.writeString(directory.resolve("plain"), "{}");

        assertThatThrownBy(() -> new ArchiveReplay(wrong, List.of()).contents(UNSEEN))
                .isInstanceOf(CommandException.class)
                .hasMessage(wrong + ", line 1: is no archived notification; nothing more of it is read");
        assertThatThrownBy(() -> new ArchiveReplay(plain, List.of()).contents(UNSEEN))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("must be a file that retention.archive has");
    }

    private Path file(List<ArchivedNotification> notifications) throws IOException {
        Path file = directory.resolve("notification_2026_03.jsonl.gz");
        try (Writer lines = new OutputStreamWriter(new GZIPOutputStream(Files.newOutputStream(file)), UTF_8)) {
            for (ArchivedNotification notification : notifications) {
                lines.write(notification.line() + "\n");
            }
        }
        return file;
    }

    private static AccountConfig account(String id) {
        return new AccountConfig(
                id,
                "merchant",
                "testing",
                "/" + id,
                false,
                new JsonObject(),
                Map.of(),
                new AccountConfig.Policy(0, Duration.ofMinutes(15), null, false),
                WhenBlocking.WORKER,
                Map.of());
    }

    private static Future<List<PaymentObservation>> observed(PaymentStatus status) {
        return Future.succeededFuture(List.of(PaymentObservation.builder(
                        PaymentKey.of("p1"), Source.CARRIED, ObservedStatus.of(status, 1, status.name()))
                .amount(new Money(100, "EUR"))
                .order(OrderMatch.matched("A1"))
                .build()));
    }
}
