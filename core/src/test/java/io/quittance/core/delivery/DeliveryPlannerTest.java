package io.quittance.core.delivery;

import static io.quittance.core.delivery.DeliveryFixture.MERCHANT;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.core.store.EndpointKey;
import io.quittance.core.testing.PostgresTest;
import io.quittance.core.testing.TestDatabase;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Clock;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@PostgresTest
@ExtendWith(VertxExtension.class)
class DeliveryPlannerTest {

    private static final int MORE_THAN_WAIT_FOR_A_CONNECTION = 1_000;

    @Test
    void shouldPlanForAnyNumberOfEndpointsWithoutTakingAllConnections(Vertx vertx, TestDatabase store)
            throws Exception {
        DeliveryFixture fixture = new DeliveryFixture(vertx, store);
        List<EndpointKey> endpoints = IntStream.range(0, MORE_THAN_WAIT_FOR_A_CONNECTION)
                .mapToObj(number -> new EndpointKey(MERCHANT, "shop-" + number))
                .toList();
        DeliveryPlanner planner = new DeliveryPlanner(fixture.endpoints(), endpoints, Clock.systemUTC());
        planner.register().await(30, SECONDS);
        fixture.event("10482", 1);

        assertThat(planner.plan().await(60, SECONDS)).isTrue();

        assertThat(fixture.count("pending")).isEqualTo(MORE_THAN_WAIT_FOR_A_CONNECTION);
        assertThat(planner.plan().await(30, SECONDS)).isFalse();
    }
}
