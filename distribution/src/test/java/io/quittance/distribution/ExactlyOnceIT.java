package io.quittance.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The gateway is killed again and again in the middle of its work. A consumer that keeps the last version of each order acts
 * on each event exactly once all the same, be it told by webhooks or a reader of the feed.
 */
@EndToEndTest
class ExactlyOnceIT {
    private static final int ORDERS = 300;
    private static final int KILLS = 3;
    private static final int CONNECTIONS = 8;
    private static final Duration SOON = Duration.ofSeconds(120);
    /** What the last fact about each order makes of it. */
    private static final JsonObject END = new JsonObject()
            .put("status", "partially_refunded")
            .put("paid", 100)
            .put("refunded", 30);

    private final LastVersionConsumer told = new LastVersionConsumer();
    private final LastVersionConsumer read = new LastVersionConsumer();
    private final AtomicInteger acknowledged = new AtomicInteger();

    @TempDir
    private Path directory;

    private ExecutorService senders;
    private TestStore store;
    private RunningShop gateway;
    private volatile ProviderClient providers;
    private volatile ManagementClient management;

    /** One thing that a provider tells of a payment, in the order of time. */
    private interface Fact {
        byte[] of(int number);
    }

    private static final List<Fact> FACTS = List.of(
            CardPayments::notification,
            CardPayments::capture,
            number -> CardPayments.refund(number, 1, 10),
            number -> CardPayments.refund(number, 2, 20));

    @BeforeEach
    void start() {
        senders = Executors.newFixedThreadPool(CONNECTIONS);
        store = TestStore.server();
    }

    @AfterEach
    void stop() throws Exception {
        senders.shutdownNow();
        gateway.close();
        store.close();
    }

    @Test
    void shouldActOnEachEventExactlyOnceThoughTheGatewayIsKilled() throws Exception {
        try (WebhookReceiver receiver = WebhookReceiver.start(told::take)) {
            String config = configure(receiver);
            run(config);
            register();
            try (FeedReader reader = FeedReader.start(() -> management, read::take)) {
                List<Future<Void>> sending = sendAll();
                for (int kill = 1; kill <= KILLS; kill++) {
                    awaitAcknowledged(kill * ORDERS * FACTS.size() / (KILLS + 1));
                    gateway.process().kill();
                    run(config);
                }
                for (Future<Void> sent : sending) {
                    sent.get();
                }
                awaitEnd();
                assertThat(reader.ids()).as("the feed repeats nothing").doesNotHaveDuplicates();
                assertThat(reader.ids()).as("and leaves nothing out").isEqualTo(idsFromTheBeginning());
            }
            assertThat(told.ignored()).as("events that came twice").isPositive();
            assertThat(read.ignored()).as("events that were read twice").isZero();
            assertEachOrder();
        }
    }

    private String configure(WebhookReceiver receiver) throws IOException {
        Shop shop = Shop.with(store);
        String file = shop.write(directory);
        JsonObject configuration = shop.configuration().put("endpoints", receiver.endpoints());
        Files.writeString(Path.of(file), configuration.encode());
        return file;
    }

    /** Starts a gateway; whoever sends or reads goes on at the one before until this one is ready. */
    private void run(String config) throws IOException {
        gateway = new RunningShop(Shop.with(store), GatewayProcess.start(directory, "serve", "--config", config));
        gateway.awaitReady();
        providers = gateway.providers();
        management = gateway.management();
    }

    private void register() throws Exception {
        for (int number : numbers()) {
            assertThat(management
                            .register(CardPayments.order(number), 100, "EUR")
                            .status())
                    .isEqualTo(201);
        }
    }

    private List<Future<Void>> sendAll() {
        AtomicInteger next = new AtomicInteger();
        Callable<Void> sender = () -> {
            for (int number = next.getAndIncrement(); number < ORDERS; number = next.getAndIncrement()) {
                for (Fact fact : FACTS) {
                    sendUntilAcknowledged(fact.of(number));
                }
            }
            return null;
        };
        return Stream.generate(() -> senders.submit(sender)).limit(CONNECTIONS).toList();
    }

    /** As providers do. */
    private void sendUntilAcknowledged(byte[] notification) {
        await().atMost(SOON)
                .pollDelay(Duration.ZERO)
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> providers.smart2pay(notification).status() == 204);
        acknowledged.incrementAndGet();
    }

    private void awaitAcknowledged(int count) {
        await().atMost(SOON).pollInterval(Duration.ofMillis(5)).until(() -> acknowledged.get() >= count);
    }

    private void awaitEnd() {
        for (int number : numbers()) {
            String order = CardPayments.order(number);
            await().atMost(SOON).until(() -> END.equals(told.state(order)) && END.equals(read.state(order)));
        }
    }

    private void assertEachOrder() throws Exception {
        for (int number : numbers()) {
            String reference = CardPayments.order(number);
            JsonObject order = management.order(reference);
            List<Long> versions =
                    LongStream.rangeClosed(1, order.getLong("version")).boxed().toList();
            assertThat(told.actedOn(reference)).as("told of " + reference).isEqualTo(versions);
            assertThat(read.actedOn(reference)).as("read of " + reference).isEqualTo(versions);
            END.forEach(entry -> assertThat(order.getValue(entry.getKey()))
                    .as(reference + " " + entry.getKey())
                    .isEqualTo(entry.getValue()));
        }
    }

    private List<String> idsFromTheBeginning() throws Exception {
        return management.events().stream().map(event -> event.getString("id")).toList();
    }

    private static List<Integer> numbers() {
        return IntStream.range(0, ORDERS).boxed().toList();
    }
}
