package io.quittance.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quittance.spi.simulator.Faults;
import io.quittance.spi.simulator.Faults.Api;
import io.quittance.spi.simulator.ProviderSimulator;
import io.quittance.spi.simulator.SimulatorEnvironment;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ApiFrontTest {

    private static final Duration TOKEN_LIFETIME = Duration.ofMinutes(20);

    private final Vertx vertx = Vertx.vertx();
    private final SettableClock clock = new SettableClock();
    private final WebClient client = WebClient.create(vertx);

    @AfterEach
    void closeAll() throws Exception {
        vertx.close().await(20, TimeUnit.SECONDS);
    }

    @Test
    void shouldAnswerAndCount() {
        ProviderSimulator simulator = start(new Api(0, 0, Duration.ZERO, TOKEN_LIFETIME));

        assertThat(get(simulator, "/numbers").bodyAsJsonObject().getInteger("number"))
                .isEqualTo(7);
        assertThat(get(simulator, "/letters").statusCode()).isEqualTo(404);
        assertThat(simulator.tally().apiCalls()).isEqualTo(2);
    }

    @Test
    void shouldFailInEveryWay() {
        ProviderSimulator simulator = start(new Api(0, 1, Duration.ZERO, TOKEN_LIFETIME));
        Set<String> ways = new HashSet<>();

        for (int call = 0; call < 60; call++) {
            ways.add(wayToFail(simulator));
        }

        assertThat(ways).containsExactlyInAnyOrder("500", "503", "429", "502", "200", "cut");
        simulator.calmDown();
        assertThat(get(simulator, "/numbers").bodyAsJsonObject().getInteger("number"))
                .isEqualTo(7);
        assertThat(simulator.tally().apiCalls()).isEqualTo(61);
    }

    @Test
    void shouldAnswerSlowly() {
        ProviderSimulator simulator = start(new Api(1, 0, Duration.ZERO, TOKEN_LIFETIME));

        long begun = System.nanoTime();
        for (int call = 0; call < 3; call++) {
            assertThat(get(simulator, "/numbers").statusCode()).isEqualTo(200);
        }

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofMillis(50));
    }

    @Test
    void shouldBeAwayAtTheEndOfEachTenSeconds() {
        ProviderSimulator simulator = start(new Api(0, 0, Duration.ofSeconds(1), TOKEN_LIFETIME));

        assertThat(get(simulator, "/numbers").statusCode()).isEqualTo(200);
        clock.advance(Duration.ofMillis(9_500));
        assertThatThrownBy(() -> get(simulator, "/numbers")).hasMessageContaining("closed");
        clock.advance(Duration.ofMillis(1_000));
        assertThat(get(simulator, "/numbers").statusCode()).isEqualTo(200);
        clock.advance(Duration.ofSeconds(9));
        assertThatThrownBy(() -> get(simulator, "/numbers")).hasMessageContaining("closed");
        simulator.calmDown();
        assertThat(get(simulator, "/numbers").statusCode()).isEqualTo(200);
    }

    private String wayToFail(ProviderSimulator simulator) {
        try {
            HttpResponse<Buffer> answer = get(simulator, "/numbers");
            assertThat(answer.bodyAsString()).isNotEqualTo("{\"number\":7}");
            return Integer.toString(answer.statusCode());
        } catch (RuntimeException e) {
            return "cut";
        }
    }

    private HttpResponse<Buffer> get(ProviderSimulator simulator, String path) {
        return client.getAbs(simulator.settings().getString("baseUrl") + path)
                .send()
                .await();
    }

    private ProviderSimulator start(Api api) {
        Faults none = Faults.none();
        Faults faults = new Faults(none.delivery(), none.strangers(), api);
        return Simulator.start(new SimulatorEnvironment(vertx, clock, 1, faults), new NumberProvider(204, true))
                .await();
    }
}
