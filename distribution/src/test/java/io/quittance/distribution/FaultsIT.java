package io.quittance.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quittance.spi.simulator.Faults;
import io.quittance.spi.simulator.Sale;
import io.quittance.spi.simulator.Tally;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Payments of every life at both providers, and in the middle of them something fails, round after round. Notifications come late, twice
 * and out of order, answers are lost, and the providers' APIs fail as well. What was acknowledged is never lost, every order comes to its
 * end, and a merchant who is told acts on each event once.
 *
 * <p>Each fault strikes once unless the system property {@code quittance.test.faults.rounds} says how many rounds there are; then they
 * are drawn by lot. The system property {@code quittance.test.faults} names those that strike, if not all do. The seed is printed, and taken from {@code quittance.test.faults.seed}.
 * By lot the gateway takes notifications while the store is away, or refuses them; {@code quittance.test.faults.staging} is
 * {@code true} or {@code false} where it is not to be by lot.
 */
@EndToEndTest
class FaultsIT {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Faults BAD_WEATHER = new Faults(
            Faults.harsh().delivery(), Faults.none().strangers(), Faults.harsh().api());
    private static final int ROUNDS = Integer.getInteger("quittance.test.faults.rounds", 0);

    /** In rounds, so that hours of them have said something when they end early. */
    private static final int COUNTED_EVERY = 25;

    private static final String CHOSEN = System.getProperty("quittance.test.faults", "");

    private final long seed = Long.getLong("quittance.test.faults.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final boolean staging =
            Boolean.parseBoolean(System.getProperty("quittance.test.faults.staging", "" + random.nextBoolean()));
    private final List<Sale> told = new ArrayList<>();
    private final Map<Fault, Integer> struck = new EnumMap<>(Fault.class);

    @TempDir
    private Path directory;

    @Test
    void shouldLoseNothingAndDoNothingTwiceWhateverFails() throws Exception {
        try (FaultStage stage = FaultStage.set(directory, random, BAD_WEATHER, staging)) {
            List<Fault> rounds = rounds();
            for (int round = 0; round < rounds.size(); round++) {
                play(stage, round, rounds.get(round));
                if ((round + 1) % COUNTED_EVERY == 0 || round + 1 == rounds.size()) {
                    awaitNothingWaits(stage);
                    assertNothingIsLostOrDoubled(stage);
                }
            }
        }
    }

    private List<Fault> rounds() {
        List<Fault> all = Stream.of(Fault.values()).filter(FaultsIT::isTried).toList();
        return ROUNDS == 0
                ? all
                : random.ints(ROUNDS, 0, all.size()).mapToObj(all::get).toList();
    }

    private static boolean isTried(Fault fault) {
        if (!fault.isPossible()) {
            System.out.println("faults: " + fault + " is left out, since this machine does not let it happen");
        }
        return fault.isPossible() && (CHOSEN.isEmpty() || CHOSEN.contains(fault.name()));
    }

    /** Payments live; at some moment of it the fault strikes; at the end all of them are as the providers say. */
    private void play(FaultStage stage, int round, Fault fault) throws Exception {
        List<Sale> sales = stage.providers().sales("round" + round, 1);
        for (Sale sale : sales) {
            Answer answer = stage.management()
                    .register(
                            sale.reference(),
                            SimulatedProviders.AMOUNT.minorUnits(),
                            SimulatedProviders.AMOUNT.currency());
            assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        }
        Future<?> lives = stage.providers().begin(sales);
        stage.awaitSomeMoment();
        fault.strike(stage);
        struck.merge(fault, 1, Integer::sum);
        lives.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        told.addAll(sales);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(orders(stage, sales))
                        .as("%s in round %d, seed %d", fault, round, seed)
                        .isEqualTo(SimulatedProviders.ends(sales)));
    }

    private static Map<String, String> orders(FaultStage stage, List<Sale> sales) throws Exception {
        Map<String, String> orders = new TreeMap<>();
        for (Sale sale : sales) {
            JsonObject order = stage.management().order(sale.reference());
            orders.put(sale.reference(), order.getString("status") + " " + order.getLong("refunded"));
        }
        return orders;
    }

    /** What waits for its turn; an attempt that failed without an order is asked about for a day, and is not meant. */
    private static void awaitNothingWaits(FaultStage stage) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(stage.management().notifications("state=waiting&"))
                        .isEmpty());
    }

    private void assertNothingIsLostOrDoubled(FaultStage stage) throws Exception {
        Tally tally = stage.providers().tally();
        long stored = stage.store().query("select from notification").size();
        long torn = 0;
        for (Sale sale : told) {
            torn += isToldOnce(stage, sale.reference()) ? 0 : 1;
        }
        System.out.printf(
                "faults %s, %s staging, seed %d: orders %d, notifications sent %d in %d attempts, acknowledged %d, stored %d, lost %d, orders with lost or doubled events %d%n",
                struck,
                staging ? "with" : "without",
                seed,
                told.size(),
                tally.sent(),
                tally.attempts(),
                tally.acknowledged(),
                stored,
                tally.acknowledged() - stored,
                torn);
        assertThat(tally.acknowledged()).as("providers gave nothing up").isEqualTo(tally.sent());
        assertThat(stored).as("stored once each").isEqualTo(tally.sent());
        assertThat(torn)
                .as("orders whose merchant was not told each version once")
                .isZero();
    }

    /** Each version of the order once and in turns, and the last of them as the gateway has it. */
    private static boolean isToldOnce(FaultStage stage, String reference) throws Exception {
        JsonObject order = stage.management().order(reference);
        List<Long> versions =
                LongStream.rangeClosed(1, order.getLong("version")).boxed().toList();
        await().atMost(PATIENCE).until(() -> stage.merchant().actedOn(reference).size() >= versions.size());
        return stage.merchant().actedOn(reference).equals(versions)
                && order.getString("status")
                        .equals(stage.merchant().state(reference).getString("status"));
    }
}
