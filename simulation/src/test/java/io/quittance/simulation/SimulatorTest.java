package io.quittance.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.quittance.spi.Money;
import io.quittance.spi.simulator.Faults;
import io.quittance.spi.simulator.Faults.Delivery;
import io.quittance.spi.simulator.Faults.Strangers;
import io.quittance.spi.simulator.Life;
import io.quittance.spi.simulator.ProviderSimulator;
import io.quittance.spi.simulator.Sale;
import io.quittance.spi.simulator.SimulatorEnvironment;
import io.quittance.spi.simulator.Tally;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SimulatorTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Faults NONE = Faults.none();
    private static final Delivery PUNCTUAL = NONE.delivery();
    private static final Duration LONG = Duration.ofDays(1);

    private final Vertx vertx = Vertx.vertx();
    private final SettableClock clock = new SettableClock();
    private StandInGateway gateway;
    private ProviderSimulator simulator;

    @BeforeEach
    void startGateway() {
        gateway = StandInGateway.start(vertx, 204);
    }

    @AfterEach
    void closeAll() throws Exception {
        vertx.close().await(20, TimeUnit.SECONDS);
    }

    @Test
    void shouldDeliverEveryNotificationOfALifeOnce() {
        start(NONE);

        live("order-1", 3);

        assertThat(gateway.ids()).containsExactlyInAnyOrder("order-1/0", "order-1/1", "order-1/2");
        assertThat(gateway.received).allMatch(received -> received.uri().startsWith("/pay/shop?"));
        assertThat(gateway.received).allMatch(received -> received.uri().contains("account=shop"));
        assertThat(gateway.received).allMatch(received -> received.uri().matches(".*odd=a(\\+|%20)b%26c.*"));
        assertThat(simulator.tally()).isEqualTo(new Tally(3, 3, 3, 0, 0, 0));
    }

    @Test
    void shouldPlayOneStepAfterTheOther() {
        start(NONE, new NumberProvider(204, false), 1);
        simulator.connect(gateway.intake(), "shop");
        Future<Void> life = begin("order-1", 4);

        await().atMost(PATIENCE).until(() -> !gateway.received.isEmpty());
        assertThat(gateway.ids().get(0)).isEqualTo("order-1/0");

        life.await();
        assertThat(gateway.ids()).containsExactlyInAnyOrder("order-1/0", "order-1/1", "order-1/2", "order-1/3");
    }

    @Test
    void shouldRepeatUntilTheProvidersOwnCodeComes() {
        gateway.answerFirst(503, 200, 302, 401, 500);
        start(NONE);

        live("order-1", 1);

        assertThat(gateway.received)
                .hasSize(6)
                .allMatch(received -> received.id().equals("order-1/0"))
                .noneMatch(received -> received.uri().contains("elsewhere"));
        assertThat(simulator.tally()).isEqualTo(new Tally(1, 1, 6, 0, 0, 0));
    }

    @Test
    void shouldRepeatWhileNobodyListens() {
        URI intake = gateway.intake();
        gateway.close().await();
        start(NONE, new NumberProvider(204, true), 1);
        simulator.connect(intake, "shop");
        Future<Void> life = begin("order-1", 1);
        await().atMost(PATIENCE).until(() -> simulator.tally().attempts() >= 2);

        HttpServer late = vertx.createHttpServer()
                .requestHandler(request -> request.response().setStatusCode(204).end());
        late.listen(intake.getPort(), "127.0.0.1").await();

        life.await();
        assertThat(simulator.tally().acknowledged()).isEqualTo(1);
    }

    @Test
    void shouldGiveUpInTheEnd() {
        StandInGateway stubborn = StandInGateway.start(vertx, 400);
        start(NONE);
        simulator.connect(stubborn.intake(), "shop");
        Future<Void> life = begin("order-1", 1);
        await().atMost(PATIENCE).until(() -> simulator.tally().attempts() >= 2);

        clock.advance(Duration.ofMinutes(11));

        life.await();
        assertThat(simulator.tally().sent()).isEqualTo(1);
        assertThat(simulator.tally().acknowledged()).isZero();
    }

    @Test
    void shouldSendOnceMoreWhatWasAcknowledged() {
        start(delivery(1, 0, Duration.ZERO, 0, 0, 0, 0));

        live("order-1", 2);

        assertThat(gateway.ids()).hasSize(4).containsOnly("order-1/0", "order-1/1");
        assertThat(simulator.tally()).isEqualTo(new Tally(2, 2, 4, 0, 0, 0));
    }

    @Test
    void shouldLoseAttemptsOnTheWayThere() {
        start(delivery(0, 0, Duration.ZERO, 0.5, 0, 0, 0));

        live("order-1", 20);

        Tally tally = simulator.tally();
        assertThat(gateway.ids()).doesNotHaveDuplicates().hasSize(20);
        assertThat(tally.attempts()).isGreaterThan(20);
        assertThat(tally.acknowledged()).isEqualTo(tally.sent()).isEqualTo(20);
    }

    @Test
    void shouldRepeatWhenTheAnswerIsLost() {
        start(delivery(0, 0, Duration.ZERO, 0, 0.5, 0, 0));

        live("order-1", 20);

        Tally tally = simulator.tally();
        assertThat(tally.attempts()).isGreaterThan(20).isEqualTo(gateway.received.size());
        assertThat(tally.acknowledged()).isEqualTo(tally.sent()).isEqualTo(20);
    }

    @Test
    void shouldNeverSendWhatIsSilenced() {
        start(delivery(0, 0, Duration.ZERO, 0, 0, 1, 0));

        live("order-1", 3);

        assertThat(gateway.received).isEmpty();
        assertThat(simulator.tally()).isEqualTo(new Tally(0, 0, 0, 0, 0, 0));
    }

    @Test
    void shouldLetLaterNotificationsOvertake() {
        start(delivery(0, 0.5, Duration.ofMillis(300), 0, 0, 0, 0));

        live("order-1", 30);

        List<String> happened =
                IntStream.range(0, 30).mapToObj(number -> "order-1/" + number).toList();
        assertThat(gateway.ids()).containsExactlyInAnyOrderElementsOf(happened).isNotEqualTo(happened);
    }

    @Test
    void shouldSendStrangersAheadAndExpectThemToBeRefused() {
        start(new Faults(PUNCTUAL, new Strangers(1, 1), NONE.api()));

        live("order-1", 2);

        assertThat(gateway.ids())
                .containsExactlyInAnyOrder("forged", "malformed", "order-1/0", "forged", "malformed", "order-1/1");
        assertThat(gateway.ids().get(0)).isEqualTo("forged");
        assertThat(simulator.tally()).isEqualTo(new Tally(2, 2, 2, 4, 4, 0));
    }

    @Test
    void shouldNoticeWhenStrangersAreBelieved() {
        gateway.believeEverybody();
        start(new Faults(PUNCTUAL, new Strangers(1, 1), NONE.api()));

        live("order-1", 1);

        assertThat(simulator.tally()).isEqualTo(new Tally(1, 1, 1, 2, 0, 0));
    }

    @Test
    void shouldDecideTheSameForTheSameSeed() {
        Faults faults = delivery(0.3, 0, Duration.ZERO, 0.3, 0.3, 0.3, 0);

        List<String> first = deliveredWithSeed(faults, 5);
        List<String> again = deliveredWithSeed(faults, 5);
        List<String> other = deliveredWithSeed(faults, 6);

        assertThat(again).isEqualTo(first);
        assertThat(other).isNotEqualTo(first);
    }

    @Test
    void shouldHurryUpWhatIsUnderWay() {
        start(delivery(0, 1, LONG, 0, 0, 0, 1));
        Future<Void> life = begin("order-1", 5);

        simulator.calmDown();

        life.await();
        assertThat(simulator.tally().acknowledged()).isEqualTo(5);
        live("order-2", 5);
        assertThat(simulator.tally()).isEqualTo(new Tally(10, 10, 10, 0, 0, 0));
    }

    @Test
    void shouldEndWhatIsUnderWayWhenItIsClosed() {
        start(delivery(0, 1, LONG, 0, 0, 0, 0));
        Future<Void> life = begin("order-1", 5);

        simulator.close().await();
        simulator.close().await();

        life.await();
        assertThat(gateway.received).isEmpty();
        assertThat(simulator.tally().sent()).isZero();
    }

    @Test
    void shouldRefuseASaleThatCannotBeTold() {
        start(NONE);

        assertThatThrownBy(() -> live("order-1", -1)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Faults delivery(
            double duplicate,
            double delayed,
            Duration delay,
            double dropped,
            double unanswered,
            double silenced,
            double burst) {
        return new Faults(
                new Delivery(duplicate, delayed, delay, dropped, unanswered, silenced, burst),
                NONE.strangers(),
                NONE.api());
    }

    private List<String> deliveredWithSeed(Faults faults, long seed) {
        StandInGateway own = StandInGateway.start(vertx, 204);
        start(faults, new NumberProvider(204, true), seed);
        simulator.connect(own.intake(), "shop");
        begin("order-1", 30).await();
        return own.ids().stream().sorted().toList();
    }

    private void start(Faults faults) {
        start(faults, new NumberProvider(204, true), 1);
        simulator.connect(gateway.intake(), "shop");
    }

    private void start(Faults faults, SimulatedProvider provider, long seed) {
        SimulatorEnvironment environment = new SimulatorEnvironment(vertx, clock, seed, faults);
        simulator = Simulator.start(environment, provider).await();
    }

    private void live(String reference, int notifications) {
        begin(reference, notifications).await();
    }

    private Future<Void> begin(String reference, int notifications) {
        return simulator.begin(new Sale(reference, new Money(notifications, "EUR"), Life.PAID));
    }
}
