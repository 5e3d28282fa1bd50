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
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The commands that ask a running gateway, each with one that lived through a payment of less than the amount. */
@PostgresTest
@ExtendWith(VertxExtension.class)
final class ManagementCommandsTest {

    private static final String NOBODY = "0190a5b4-0000-7000-8000-000000000000";

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void shouldTellAndDoWhatTheConsoleDoes(Vertx vertx, TestDatabase store) throws Exception {
        FakeProvider shop = new FakeProvider()
                .parsing(inbound -> List.of(NotificationItem.payment("p1/2", "p1", "payment")))
                .reconciling(work -> paid());
        try (ReplayFixture gateway = new ReplayFixture(vertx, store)) {
            gateway.start(Map.of("shop", shop));
            gateway.register("A1", 250);
            gateway.post("shop", "{\"note\":\"\\u001b[31m\"}");
            eventually(() -> gateway.status("A1").equals("partially_paid"));
            gateway.settled();
            Path file = configuration(gateway.management().getPort());

            assertOrders(file);
            assertNotifications(file);
            assertCases(file);
            assertEvents(gateway, file);
            assertAccounts(file);
            assertAudit(file);
            assertRefusals(file);
        }
    }

    private void assertOrders(Path file) {
        assertThat(run(file, "orders", "A1")).isEqualTo(ExitCode.OK);
        assertThat(out.toString().lines())
                .containsExactly(
                        "MERCHANT  ORDER  STATUS          EXPECTED      PAID  FOUND BY PAYMENT",
                        "merchant  A1     partially_paid  EUR 2.50  EUR 1.00  -");
        assertThat(run(file, "orders", "p1")).isEqualTo(ExitCode.OK);
        assertThat(out.toString()).contains("A1", "p1");
        assertThat(run(file, "orders", "nothing")).isEqualTo(ExitCode.OK);
        assertThat(out.toString().lines()).containsExactly("none");
        assertThat(run(file, "orders", "show", "merchant", "A1")).isEqualTo(ExitCode.OK);
        assertThat(out.toString().lines())
                .contains("order     A1", "expected  EUR 2.50", "paid      EUR 1.00", "Payments", "Cases")
                .anyMatch(line -> line.matches("shop +p1 +paid +EUR 1.00 +EUR 1.00 +EUR 0.00 +yes"))
                .anyMatch(line -> line.startsWith("open   underpaid"));
        assertThat(run(file, "orders")).isEqualTo(ExitCode.WRONG_INPUT);
        assertThat(err.toString()).contains("SEARCH");
    }

    private void assertNotifications(Path file) {
        assertThat(run(file, "notifications", "--state", "done", "--limit", "1"))
                .isEqualTo(ExitCode.OK);
        assertThat(out.toString().lines()).hasSize(2).anyMatch(line -> line.contains("  done   shop     p1"));
        assertThat(run(file, "notifications", "--account", "shop", "--all", "--json"))
                .isEqualTo(ExitCode.OK);
        JsonObject document = new JsonObject(out.toString());
        assertThat(document.getJsonArray("items")).hasSize(1);
        assertThat(document.getString("next")).isNull();
        String id = document.getJsonArray("items").getJsonObject(0).getString("id");

        assertThat(run(file, "notifications", "show", id)).isEqualTo(ExitCode.OK);
        assertThat(out.toString()).contains("account       shop of merchant", "SHA-256", "Headers");
        assertThat(out.toString()).doesNotContain("very-secret", "\u001b");
        assertThat(run(file, "notifications", "show", NOBODY)).isEqualTo(ExitCode.WRONG_INPUT);
        assertThat(err.toString()).startsWith("the gateway refuses with 404: ");
        assertThat(out.toString()).isEmpty();
    }

    private void assertCases(Path file) {
        assertThat(run(file, "cases", "--state", "open", "--json")).isEqualTo(ExitCode.OK);
        String id = new JsonObject(out.toString())
                .getJsonArray("items")
                .getJsonObject(0)
                .getString("id");
        assertThat(run(file, "cases", "show", id)).isEqualTo(ExitCode.OK);
        assertThat(out.toString().lines()).contains("kind      underpaid", "state     open");

        assertThat(run(file, "cases", "resolve", NOBODY, id, "--note", "small enough"))
                .isEqualTo(ExitCode.WRONG_INPUT);
        assertThat(out.toString().lines()).containsExactly(id + " underpaid is resolved: dismiss", "1 of 2 done");
        assertThat(err.toString()).startsWith(NOBODY + ": the gateway refuses with 404");
        assertThat(run(file, "cases", "--state", "resolved", "--merchant", "merchant"))
                .isEqualTo(ExitCode.OK);
        assertThat(out.toString()).contains(id);
    }

    private void assertEvents(ReplayFixture gateway, Path file) {
        eventually(() -> gateway.get("/v1/merchants/merchant/events")
                        .getJsonArray("items")
                        .size()
                > 1);
        assertThat(run(file, "events", "merchant", "--limit", "1")).isEqualTo(ExitCode.OK);
        assertThat(out.toString().lines()).hasSize(2).anyMatch(line -> line.contains("A1"));
        assertThat(err.toString()).contains("--all");
        assertThat(run(file, "events", "merchant", "--all", "--json")).isEqualTo(ExitCode.OK);
        assertThat(new JsonObject(out.toString()).getJsonArray("items")).hasSizeGreaterThan(1);
    }

    private void assertAccounts(Path file) {
        assertThat(run(file, "accounts")).isEqualTo(ExitCode.OK);
        assertThat(out.toString().lines())
                .anyMatch(line -> line.matches("shop +merchant +testing.* +yes +no +none .*"));
        assertThat(run(file, "deliveries")).isEqualTo(ExitCode.OK);
        assertThat(out.toString().lines()).containsExactly("none");
        assertThat(run(file, "deliveries", "retry", NOBODY)).isEqualTo(ExitCode.WRONG_INPUT);
    }

    private void assertAudit(Path file) {
        assertThat(run(file, "audit", "--action", "resolve")).isEqualTo(ExitCode.OK);
        assertThat(out.toString().lines()).anyMatch(line -> line.matches(".* ops +operator +resolve +done .*case .*"));
        assertThat(run(file, "notifications", "--json")).isEqualTo(ExitCode.OK);
        String id = new JsonObject(out.toString())
                .getJsonArray("items")
                .getJsonObject(0)
                .getString("id");
        assertThat(run(file, "notifications", "reveal", id)).isEqualTo(ExitCode.OK);
        assertThat(out.toString().lines()).contains("Body").anyMatch(line -> line.startsWith("{\"note\""));
        assertThat(out.toString()).doesNotContain("\u001b");
        assertThat(run(file, "audit", "--actor", "ops", "--action", "reveal", "--json"))
                .isEqualTo(ExitCode.OK);
        assertThat(new JsonObject(out.toString()).getJsonArray("items")).hasSize(1);
    }

    private void assertRefusals(Path file) {
        assertThat(run(file, "cases", "--kind", "odd")).isEqualTo(ExitCode.WRONG_INPUT);
        assertThat(err.toString()).contains("400", "kind is one of").doesNotContain("the-operators-token");
        assertThat(execute("cases")).isEqualTo(ExitCode.WRONG_INPUT);
        assertThat(err.toString()).startsWith("say which gateway: --config FILE, or --url URL");
        assertThat(execute("cases", "--url", "http://127.0.0.1:9", "--token-env", "NOT_SET_HERE"))
                .isEqualTo(ExitCode.WRONG_INPUT);
        assertThat(err.toString()).contains("--token-env").doesNotContain("NOT_SET_HERE");
        assertThat(run(file, "cases", "--url", "http://127.0.0.1:9")).isEqualTo(ExitCode.WRONG_INPUT);
        assertThat(err.toString()).contains("no gateway answers at http://127.0.0.1:9", "serve");
    }

    private int run(Path file, String... arguments) {
        return execute(Stream.concat(Stream.of(arguments), Stream.of("--config", file.toString()))
                .toArray(String[]::new));
    }

    private int execute(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return QuittanceCommand.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    private Path configuration(int port) throws Exception {
        return GatewayFile.write(directory, port, "operator", "the-operators-token");
    }

    private static Future<List<PaymentObservation>> paid() {
        return Future.succeededFuture(List.of(PaymentObservation.builder(
                        PaymentKey.of("p1"), Source.CARRIED, ObservedStatus.of(PaymentStatus.PAID, 1, "PAID"))
                .amount(new Money(100, "EUR"))
                .order(OrderMatch.matched("A1"))
                .build()));
    }
}
