package io.quittance.core.cli;

import static io.quittance.core.replay.ReplayFixture.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.core.replay.ReplayFixture;
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
import io.vertx.junit5.VertxExtension;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

@PostgresTest
@ExtendWith(VertxExtension.class)
final class ReplayCommandTest {

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();

    @Test
    void shouldTellWhatWouldChangeAndThenChangeIt(TestDatabase store, Vertx vertx) throws Exception {
        FakeProvider shop = new FakeProvider()
                .parsing(inbound -> List.of(NotificationItem.payment("p1/2", "p1", "payment")))
                .reconciling(work -> observed(PaymentStatus.PAID));
        try (ReplayFixture gateway = new ReplayFixture(vertx, store)) {
            gateway.start(Map.of("shop", shop));
            gateway.register("A1", 100);
            gateway.post("shop", "{}");
            eventually(() -> gateway.status("A1").equals("paid"));
            gateway.settled();
            shop.reconciling(work -> observed(PaymentStatus.FAILED));
            int port = gateway.management().getPort();

            assertThat(run(port, "operator", "--account", "shop", "--dry-run")).isEqualTo(ExitCode.OK);
            assertThat(out.toString().lines())
                    .anyMatch(line -> line.matches("order +merchant A1 +paid, paid 100 +failed, paid 0"))
                    .anyMatch(line -> line.matches("payment +shop p1 +paid, captured 100 +failed, captured 0"));
            assertThat(gateway.status("A1")).isEqualTo("paid");

            assertThat(run(port, "operator", "--account", "shop")).isEqualTo(ExitCode.OK);
            assertThat(out.toString()).contains("1 notification(s) are read again");
            eventually(() -> gateway.status("A1").equals("failed"));

            assertThat(run(port, "operator", "--state", "odd")).isEqualTo(ExitCode.WRONG_INPUT);
            assertThat(out.toString()).contains("400", "state is one of").doesNotContain("the-operators-token");
        }
    }

    @Test
    void shouldSayThatAGatewayIsNeeded() throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }

        assertThat(run(free, "operator")).isEqualTo(ExitCode.WRONG_INPUT);
        assertThat(out.toString()).contains("no gateway answers at http://127.0.0.1:" + free, "serve");
        assertThat(run(free, "viewer")).isEqualTo(ExitCode.WRONG_INPUT);
        assertThat(out.toString()).contains("management.tokens");
        assertThat(run(0, "operator")).isEqualTo(ExitCode.WRONG_INPUT);
        assertThat(out.toString()).contains("management.port is 0");
    }

    private int run(int port, String role, String... more) throws Exception {
        Path file = GatewayFile.write(directory, port, role, "the-operators-token");
        out.getBuffer().setLength(0);
        PrintWriter writer = new PrintWriter(out, true);
        return new CommandLine(new ReplayCommand())
                .setOut(writer)
                .setErr(writer)
                .setExecutionExceptionHandler((failure, command, result) -> Failures.report(command.getErr(), failure))
                .execute(Stream.concat(Stream.of("--config", file.toString()), Stream.of(more))
                        .toArray(String[]::new));
    }

    private static Future<List<PaymentObservation>> observed(PaymentStatus status) {
        return Future.succeededFuture(List.of(PaymentObservation.builder(
                        PaymentKey.of("p1"), Source.CARRIED, ObservedStatus.of(status, 1, status.name()))
                .amount(new Money(100, "EUR"))
                .order(OrderMatch.matched("A1"))
                .build()));
    }
}
