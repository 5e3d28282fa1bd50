package io.quittance.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that ask a running gateway, each as operators type it, for people and for machines. */
class CommandsIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String TOKEN = Shop.Secrets.USUAL.token();
    private static final String PAID = "paid-order";
    private static final String UNDERPAID = "underpaid-order";
    private static final String NOBODY = "0190a5b4-0000-7000-8000-000000000000";

    @TempDir
    private Path directory;

    private final AtomicInteger payments = new AtomicInteger(1000);
    private TestStore store;
    private Shop shop;
    private Path config;
    private String url;
    private RunningShop gateway;

    @BeforeEach
    void start() throws Exception {
        store = TestStore.chosen();
        shop = Shop.with(store);
        shop.write(directory);
        int port = freePort();
        url = "http://127.0.0.1:" + port;
        JsonObject configuration = shop.configuration().put("endpoints", deadEndpoint());
        configuration.getJsonObject("management").put("port", port);
        config = Files.writeString(directory.resolve("commands.json"), configuration.encodePrettily());
        gateway = serve();
    }

    @AfterEach
    void stop() throws Exception {
        gateway.close();
        store.close();
    }

    @Test
    void shouldTellAndDoForPeopleAndMachines() throws Exception {
        ManagementClient management = gateway.management();
        management.register(PAID, 100, "EUR");
        management.register(UNDERPAID, 250, "EUR");
        CardPosts.send(gateway, CardPosts.payment(1, PAID, 100, 2, "Success"));
        CardPosts.send(gateway, CardPosts.payment(2, UNDERPAID, 100, 2, "Success"));
        await().atMost(SOON)
                .until(() -> management.orderStatus(PAID).equals("paid")
                        && management.openCases().contains("underpaid"));

        assertOrders();
        assertNotifications();
        assertCases();
        assertDeliveries();
        assertEventsAndAccounts();
        assertAudit();
    }

    @Test
    void shouldEndAsItWent() throws Exception {
        assertThat(run("cases").exitCode()).isZero();
        assertThat(run("cases", "--kind", "odd")).satisfies(refused -> {
            assertThat(refused.exitCode()).isEqualTo(1);
            assertThat(refused.err()).contains("400", "kind is one of");
            assertThat(refused.out()).isEmpty();
        });
        assertThat(run("notifications", "show", NOBODY).exitCode()).isEqualTo(1);
        assertThat(run("cases", "--odd").err()).contains("'--odd'", "Usage: quittance cases");
        assertThat(CommandLineRun.of(Map.of(), "cases", "--config", config + ".none")
                        .exitCode())
                .isEqualTo(1);
        assertThat(CommandLineRun.of(Map.of("QUITTANCE_TOKEN", "wrong"), "cases", "--url", url))
                .satisfies(refused -> {
                    assertThat(refused.exitCode()).isEqualTo(1);
                    assertThat(refused.err()).startsWith("the gateway refuses with 401");
                });
        assertThat(CommandLineRun.of(Map.of("MY_TOKEN", TOKEN), "cases", "--url", url, "--token-env", "MY_TOKEN")
                        .exitCode())
                .isZero();
        assertThat(CommandLineRun.of(Map.of("QUITTANCE_TOKEN", TOKEN), "tail", "--url", "http://127.0.0.1:9"))
                .satisfies(alone -> {
                    assertThat(alone.exitCode()).isEqualTo(1);
                    assertThat(alone.err()).startsWith("no gateway answers at http://127.0.0.1:9");
                });
    }

    @Test
    void shouldEndWith2IfTheGatewayFails() throws Exception {
        HttpServer failing = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        failing.createContext("/", exchange -> {
            exchange.sendResponseHeaders(500, -1);
            exchange.close();
        });
        failing.start();
        try {
            CommandLineRun run = CommandLineRun.of(
                    Map.of("QUITTANCE_TOKEN", TOKEN),
                    "accounts",
                    "--url",
                    "http://127.0.0.1:" + failing.getAddress().getPort());

            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.err()).startsWith("the gateway refuses with 500");
        } finally {
            failing.stop(0);
        }
    }

    @Test
    void shouldFollowAcrossARestart() throws Exception {
        try (GatewayProcess tail = GatewayProcess.start(directory, "tail", "--config", config.toString(), "--json")) {
            await().atMost(SOON).pollInterval(Duration.ofSeconds(1)).until(() -> {
                post();
                return !told(tail).isEmpty();
            });
            gateway.process().terminate(SOON);
            gateway.close();
            tail.await("the gateway does not answer");
            gateway = serve();
            tail.await("the gateway answers again");
            String last = post();

            await().atMost(SOON).until(() -> told(tail).contains(last + " done"));
            assertThat(told(tail)).doesNotHaveDuplicates();
            assertThat(tail.terminate(SOON)).isZero();
        }
    }

    private void assertOrders() throws Exception {
        assertThat(run("orders", UNDERPAID).out().lines())
                .hasSize(2)
                .anyMatch(line -> line.matches("shop +underpaid-order +partially_paid +EUR 2.50 +EUR 1.00 +-"));
        assertThat(run("orders", "1", "--json").items())
                .anyMatch(order -> PAID.equals(order.getString("reference")) && "1".equals(order.getString("payment")));
        assertThat(run("orders", "show", "shop", PAID).out())
                .contains("order     " + PAID, "status    paid", "Payments");
        assertThat(run("orders", "show", "shop", PAID, "--json").json().getString("status"))
                .isEqualTo("paid");
    }

    private void assertNotifications() throws Exception {
        List<JsonObject> items =
                run("notifications", "--state", "done", "--json").items();
        assertThat(items).hasSize(2);
        assertThat(run("notifications", "--limit", "1"))
                .satisfies(one -> assertThat(one.out().lines()).hasSize(2))
                .satisfies(one -> assertThat(one.err()).contains("--all"));
        assertThat(run("notifications", "--order", PAID, "--all").out().lines())
                .hasSize(2)
                .anyMatch(line -> line.contains("shop-cards"));
        String id = items.get(0).getString("id");
        assertThat(run("notifications", "show", id).out()).contains("notification  " + id, "Items", "Body, masked");
        assertThat(run("notifications", "show", id, "--json").json().getString("id"))
                .isEqualTo(id);
        assertThat(run("notifications", "reveal", id, "--json").json().getString("body"))
                .contains("MerchantTransactionID");
        assertThat(run("notifications", "reveal", id).out()).contains("MerchantTransactionID");
    }

    private void assertCases() throws Exception {
        String id = run("cases", "--state", "open", "--kind", "underpaid", "--json")
                .items()
                .get(0)
                .getString("id");
        assertThat(run("cases").out().lines().toList().get(0))
                .matches("OPENED +STATE +KIND +MERCHANT +ORDER +SEEN +ID");
        assertThat(run("cases", "show", id).out()).contains("kind      underpaid", "state     open");
        assertThat(run("cases", "resolve", id, "--note", "small enough").out().lines())
                .containsExactly(id + " underpaid is resolved: dismiss");
        assertThat(run("cases", "resolve", id, NOBODY, "--note", "once more"))
                .satisfies(again -> assertThat(again.exitCode()).isEqualTo(1))
                .satisfies(again -> assertThat(again.err()).contains(NOBODY + ": the gateway refuses with 404"));
        assertThat(run("cases", "show", id, "--json").json().getString("note")).isEqualTo("small enough");
    }

    private void assertDeliveries() throws Exception {
        await().atMost(SOON)
                .until(() -> !run("deliveries", "--state", "retrying", "--json")
                        .items()
                        .isEmpty());
        JsonObject delivery = run("deliveries", "--endpoint", "hooks", "--json").items().stream()
                .filter(one -> one.getString("state").equals("retrying"))
                .findFirst()
                .orElseThrow();
        assertThat(run("deliveries").out()).contains("ENDPOINT", "hooks");
        assertThat(run("deliveries", "retry", delivery.getString("id")))
                .satisfies(again -> assertThat(again.exitCode()).isZero())
                .satisfies(again -> assertThat(again.out()).contains("is sent to hooks again"));
    }

    private void assertEventsAndAccounts() throws Exception {
        List<JsonObject> events = run("events", "shop", "--all", "--json").items();
        assertThat(events).extracting(event -> event.getString("type")).contains("order.paid", "case.opened");
        assertThat(run("events", "shop", "--limit", "1").out().lines()).hasSize(2);
        assertThat(run("accounts").out().lines()).anyMatch(line -> line.startsWith("shop-cards  shop"));
        assertThat(run("accounts", "--json").items())
                .extracting(account -> account.getString("id"))
                .contains("shop-cards", "shop-secu");
    }

    private void assertAudit() throws Exception {
        assertThat(run("audit", "--all", "--json").items())
                .extracting(entry -> entry.getString("action"))
                .contains("reveal", "resolve", "retry");
        assertThat(run("audit", "--action", "reveal", "--actor", "ops").out().lines())
                .hasSize(3)
                .anyMatch(line -> line.matches(".* ops +operator +reveal +done +shop +notification .*"));
    }

    private CommandLineRun run(String... words) throws Exception {
        return CommandLineRun.of(
                Map.of(),
                Stream.concat(Stream.of(words), Stream.of("--config", config.toString()))
                        .toArray(String[]::new));
    }

    private RunningShop serve() throws Exception {
        GatewayProcess process = GatewayProcess.start(directory, "serve", "--config", config.toString());
        return new RunningShop(shop, process).awaitReady();
    }

    /** A payment of which nobody knows; tells its id. */
    private String post() throws Exception {
        int id = payments.incrementAndGet();
        CardPosts.send(gateway, CardPosts.payment(id, "order-" + id, 100, 2, "Success"));
        return String.valueOf(id);
    }

    private static List<String> told(GatewayProcess tail) {
        return tail.lines().stream()
                .filter(line -> line.startsWith("{"))
                .map(JsonObject::new)
                .map(row -> row.getString("subject") + " " + row.getString("state"))
                .toList();
    }

    private static JsonArray deadEndpoint() {
        return new JsonArray()
                .add(new JsonObject()
                        .put("id", "hooks")
                        .put("merchant", Shop.MERCHANT)
                        .put("url", "http://127.0.0.1:9/hooks")
                        .put("secret", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
                        .put("allowPrivate", true));
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
