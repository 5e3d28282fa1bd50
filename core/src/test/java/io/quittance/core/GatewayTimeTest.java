package io.quittance.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quittance.core.config.WhenBlocking;
import io.quittance.core.testing.FakeProvider;
import io.quittance.core.testing.PostgresTest;
import io.quittance.core.testing.TestDatabase;
import io.quittance.spi.Acknowledgement;
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
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A gateway on a machine whose clock is wrong. */
@PostgresTest
@ExtendWith(VertxExtension.class)
final class GatewayTimeTest {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @Test
    void shouldPutWhatItSawInOrderByTheTimeOfTheStore(TestDatabase store, Vertx vertx) throws Exception {
        Clock late = Clock.offset(Clock.systemUTC(), Duration.ofHours(-1));
        try (TestingInstance instance =
                TestingInstance.start(vertx, store, Map.of("shop", provider()), WhenBlocking.WORKER, late)) {
            Object before =
                    store.query("select clock_timestamp() as now").get(0).get("now");

            assertThat(instance.post("shop", "1")).isEqualTo(200);

            assertThat(store.query(
                            "select from notification where received_at between ? and clock_timestamp()", before))
                    .hasSize(1);
            await().atMost(PATIENCE)
                    .until(() -> store.query(
                                            "select from payment_observation where observed_at between ? and clock_timestamp()",
                                            before)
                                    .size()
                            == 1);
        }
    }

    private static FakeProvider provider() {
        return new FakeProvider()
                .parsing(inbound -> List.of(NotificationItem.payment(
                        inbound.body().toString(), inbound.body().toString(), "payment")))
                .acknowledging(outcome -> Acknowledgement.standard(outcome, 200))
                .reconciling(work -> Future.succeededFuture(List.of(PaymentObservation.builder(
                                PaymentKey.of(work.subject()),
                                Source.READ,
                                ObservedStatus.of(PaymentStatus.PAID, 1, "paid"))
                        .amount(new Money(100, "EUR"))
                        .order(OrderMatch.matched("A1"))
                        .build())));
    }
}
