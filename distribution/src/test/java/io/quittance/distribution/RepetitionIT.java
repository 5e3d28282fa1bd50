package io.quittance.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every notification comes several times and in any order, also before its order: the end is always the same. */
@EndToEndTest
@TestInstance(Lifecycle.PER_CLASS)
class RepetitionIT {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final int TIMES = 5;
    private static final List<List<Step>> PERMUTATIONS = permutations(List.of(Step.values()));

    private SecuconnectStandIn secuconnect;
    private TestStore store;
    private RunningShop gateway;

    /** One thing that happens; each has an order of its own to hit or to miss. */
    private enum Step {
        AUTHORIZED,
        FAILED,
        PUSH,
        REGISTRATION
    }

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        List<String> merchants = IntStream.range(0, PERMUTATIONS.size())
                .mapToObj(RepetitionIT::merchant)
                .toList();
        secuconnect = SecuconnectStandIn.start();
        store = TestStore.chosen();
        gateway = new Shop(store, secuconnect.address(), merchants, Shop.Secrets.USUAL).start(directory);
        gateway.awaitReady();
    }

    @AfterAll
    void stop() throws Exception {
        gateway.close();
        store.close();
        secuconnect.close();
    }

    static Stream<Arguments> orders() {
        return IntStream.range(0, PERMUTATIONS.size())
                .mapToObj(index -> Arguments.of(PERMUTATIONS.get(index), merchant(index)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("orders")
    void shouldEndAlike(List<Step> steps, String merchant) throws Exception {
        for (Step step : steps) {
            take(step, merchant);
        }

        ManagementClient management = gateway.management(merchant);
        assertEnd(management, Seeds.AUTHORIZED_ORDER, "authorized", 1);
        assertEnd(management, Seeds.FAILED_ORDER, "failed", 2);
        assertEnd(management, SecuconnectStandIn.ORDER, "paid", 1);
        // The documented body of the failed payment names another site than the one whose key it comes with.
        assertThat(management.openCases()).containsExactly("wrong_site");
        assertArrivals(management, Shop.cards(merchant), 2);
        assertArrivals(management, Shop.secu(merchant), 1);
    }

    private void take(Step step, String merchant) throws Exception {
        ProviderClient providers = gateway.providers(merchant);
        for (int i = 0; i < TIMES; i++) {
            switch (step) {
                case AUTHORIZED -> assertAcknowledged(providers.smart2pay(Seeds.AUTHORIZED), 204);
                case FAILED -> assertAcknowledged(providers.smart2pay(Seeds.FAILED), 204);
                case PUSH -> assertAcknowledged(providers.secuconnect(Seeds.PUSH), 200);
                case REGISTRATION -> register(gateway.management(merchant), i == 0 ? 201 : 200);
            }
        }
    }

    private static void register(ManagementClient management, int status) throws Exception {
        assertThat(management.register(Seeds.AUTHORIZED_ORDER, 100, "EUR").status())
                .isEqualTo(status);
        assertThat(management.register(Seeds.FAILED_ORDER, 100, "EUR").status()).isEqualTo(status);
        assertThat(management
                        .register(SecuconnectStandIn.ORDER, SecuconnectStandIn.AMOUNT, SecuconnectStandIn.CURRENCY)
                        .status())
                .isEqualTo(status);
    }

    private static void assertAcknowledged(Answer answer, int status) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.body()).isEmpty();
    }

    private static void assertEnd(ManagementClient management, String reference, String status, long version)
            throws Exception {
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(management.orderStatus(reference)).isEqualTo(status));
        JsonObject order = management.order(reference);
        assertThat(order.getLong("version")).as("version of " + reference).isEqualTo(version);
        assertThat(order.getLong("paid")).isEqualTo(status.equals("paid") ? SecuconnectStandIn.AMOUNT : 0);
        assertThat(order.getJsonArray("payments")).hasSize(1);
    }

    private static void assertArrivals(ManagementClient management, String account, int notifications) {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(management.notifications("account=" + account))
                        .hasSize(notifications)
                        .allSatisfy(row -> {
                            assertThat(row.getString("state")).isEqualTo("done");
                            assertThat(row.getInteger("arrivals")).isEqualTo(TIMES);
                        }));
    }

    private static String merchant(int index) {
        return "shop-" + index;
    }

    private static <T> List<List<T>> permutations(List<T> elements) {
        if (elements.isEmpty()) {
            return List.of(List.of());
        }
        List<List<T>> all = new ArrayList<>();
        for (T first : elements) {
            List<T> others =
                    elements.stream().filter(other -> !other.equals(first)).toList();
            permutations(others)
                    .forEach(rest -> all.add(
                            Stream.concat(Stream.of(first), rest.stream()).toList()));
        }
        return all;
    }
}
