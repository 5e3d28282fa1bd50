package io.quittance.core.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.core.replay.ReplayFixture;
import io.quittance.core.testing.FakeProvider;
import io.quittance.core.testing.PostgresTest;
import io.quittance.core.testing.TestDatabase;
import io.quittance.spi.Money;
import io.quittance.spi.ObservedStatus;
import io.quittance.spi.OrderMatch;
import io.quittance.spi.PaymentKey;
import io.quittance.spi.PaymentLookup.Page;
import io.quittance.spi.PaymentObservation;
import io.quittance.spi.PaymentObservation.Source;
import io.quittance.spi.PaymentStatus;
import io.quittance.spi.ProviderException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

@PostgresTest
@ExtendWith(VertxExtension.class)
final class BackfillCommandTest {

    private static final Pattern CURSOR = Pattern.compile("--cursor (\\S+)");

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final FakeProvider shop = new FakeProvider()
            .lookingUp(payment -> Future.succeededFuture(List.of()))
            .listing((window, cursor) -> cursor.isEmpty() ? page("A1", "second") : page("A2", null));

    @Test
    void shouldTellWhatWouldChangeAndThenChangeIt(TestDatabase store, Vertx vertx) throws Exception {
        try (ReplayFixture gateway = new ReplayFixture(vertx, store)) {
            gateway.start(Map.of("shop", shop));
            gateway.register("A1", 100);
            int port = gateway.management().getPort();

            assertThat(run(port, "--account", "shop", "--from", "2026-10-01", "--to", "2026-10-02", "--dry-run"))
                    .isEqualTo(ExitCode.OK);
            assertThat(out.toString().lines())
                    .anyMatch(line -> line.matches("order +merchant A1 +awaiting_payment, paid 0 +paid, paid 100"))
                    .anyMatch(line -> line.matches("payment +shop A2 +unknown, captured 0 +paid, captured 100"))
                    .last()
                    .isEqualTo("dry run, nothing is changed: "
                            + "2 seen, 2 new, 0 changed, 0 unchanged, 1 unmatched, 0 failed");
            assertThat(gateway.status("A1")).isEqualTo("awaiting_payment");

            assertThat(run(port, "--account", "shop", "--from", "2026-10-01T00:00:00Z"))
                    .isEqualTo(ExitCode.OK);
            assertThat(out.toString()).contains("back-filled: ", " 2 new, 0 changed, ", " 0 failed");
            assertThat(gateway.status("A1")).isEqualTo("paid");

            assertThat(run(port, "--account", "shpo", "--from", "2026-10-01")).isEqualTo(ExitCode.WRONG_INPUT);
            assertThat(out.toString())
                    .contains("400", "did you mean \"shop\"?")
                    .doesNotContain("the-operators-token", "go on");
            assertThat(run(port, "--account", "shop", "--from", "2026-10-02", "--to", "2026-10-02"))
                    .isEqualTo(ExitCode.WRONG_INPUT);
            assertThat(out.toString()).contains("from is before to");
        }
    }

    @Test
    void shouldSayWhereToGoOn(TestDatabase store, Vertx vertx) throws Exception {
        shop.listing((window, cursor) -> cursor.isEmpty()
                ? page("A1", "second")
                : Future.failedFuture(ProviderException.permanent("the page is refused")));
        try (ReplayFixture gateway = new ReplayFixture(vertx, store)) {
            gateway.start(Map.of("shop", shop));
            int port = gateway.management().getPort();

            assertThat(run(port, "--account", "shop", "--from", "2026-10-01", "--to", "2026-10-02"))
                    .isEqualTo(ExitCode.FAULT);
            assertThat(out.toString())
                    .contains(
                            "502",
                            "the page is refused",
                            "1 seen, 1 new",
                            "--from 2026-10-01T00:00:00Z --to 2026-10-02");

            Matcher cursor = CURSOR.matcher(out.toString());
            assertThat(cursor.find()).isTrue();
            shop.listing((window, position) -> page("A" + position.orElse("1"), null));
            assertThat(run(
                            port,
                            "--account",
                            "shop",
                            "--from",
                            "2026-10-01",
                            "--to",
                            "2026-10-02",
                            "--cursor",
                            cursor.group(1)))
                    .isEqualTo(ExitCode.OK);
            assertThat(store.query("select payment_id from payment order by payment_id"))
                    .extracting(row -> row.get("payment_id"))
                    .containsExactly("A1", "Asecond");
        }
    }

    @Test
    void shouldGoOnByItselfAfterWhatPasses(TestDatabase store, Vertx vertx) throws Exception {
        boolean[] wasDown = new boolean[1];
        shop.listing((window, cursor) -> {
            if (wasDown[0]) {
                return page("A1", null);
            }
            wasDown[0] = true;
            return Future.failedFuture(ProviderException.temporary("down"));
        });
        try (ReplayFixture gateway = new ReplayFixture(vertx, store)) {
            gateway.start(Map.of("shop", shop));

            assertThat(run(gateway.management().getPort(), "--account", "shop", "--from", "2026-10-01"))
                    .isEqualTo(ExitCode.OK);
            assertThat(out.toString()).contains("1 new");
        }
    }

    @Test
    void shouldRefuseWhatIsNoTime() throws Exception {
        assertThat(run(1, "--account", "shop", "--from", "yesterday")).isEqualTo(ExitCode.WRONG_INPUT);
        assertThat(out.toString()).contains("'yesterday' is not a time; write 2026-11-20T10:00:00Z");
    }

    @Test
    void shouldSayThatAGatewayIsNeeded() throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }

        assertThat(run(free, "--account", "shop", "--from", "2026-10-01")).isEqualTo(ExitCode.WRONG_INPUT);
        assertThat(out.toString()).contains("no gateway answers at http://127.0.0.1:" + free, "start it with serve");
    }

    private int run(int port, String... arguments) throws Exception {
        Path file = GatewayFile.write(directory, port, "operator", "the-operators-token");
        out.getBuffer().setLength(0);
        PrintWriter writer = new PrintWriter(out, true);
        return new CommandLine(new BackfillCommand())
                .setOut(writer)
                .setErr(writer)
                .setExecutionExceptionHandler((failure, command, result) -> Failures.report(command.getErr(), failure))
                .setParameterExceptionHandler((failure, given) -> {
                    writer.println(failure.getMessage());
                    return ExitCode.WRONG_INPUT;
                })
                .execute(Stream.concat(Stream.of("--config", file.toString()), Stream.of(arguments))
                        .toArray(String[]::new));
    }

    private static Future<Page> page(String order, @Nullable String next) {
        PaymentObservation payment = PaymentObservation.builder(
                        PaymentKey.of(order), Source.READ, ObservedStatus.of(PaymentStatus.PAID, 30, "2"))
                .amount(new Money(100, "EUR"))
                .order(OrderMatch.matched(order))
                .build();
        return Future.succeededFuture(new Page(List.of(payment), Optional.ofNullable(next)));
    }
}
