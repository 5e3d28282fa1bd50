package com.example.acme;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quittance.spi.IntakeOutcome;
import io.quittance.spi.Money;
import io.quittance.spi.NotificationItem;
import io.quittance.spi.NotificationItem.Effect;
import io.quittance.spi.OrderMatch;
import io.quittance.spi.PaymentObservation;
import io.quittance.spi.PaymentProvider;
import io.quittance.spi.PaymentStatus;
import io.quittance.spi.ReconciliationWork;
import io.quittance.spi.Verification;
import io.quittance.spi.testing.TestingNotification;
import io.quittance.spi.testing.TestingPaymentStore;
import io.quittance.spi.testing.TestingProviderContext;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the conformance kit cannot know: what Acme's words mean. */
class AcmeProviderTest {

    private final TestingNotification batch = Recordings.signed(Recordings.file("batch"));
    private final PaymentProvider provider = new AcmeProviderFactory()
            .create(
                    new JsonObject().put("baseUrl", "https://api.acme.example"),
                    new TestingProviderContext(Clock.systemUTC())
                            .secret("/apiKey", "key of the API")
                            .secret("/signingKey", "the next key", Recordings.SIGNING_KEY));

    @Test
    void shouldMakeAnItemOfEachEvent() {
        assertEquals(
                List.of(
                        NotificationItem.payment("evt_2", "pay_7", "payment.status"),
                        NotificationItem.payment("evt_3", "pay_8", "payment.changed"),
                        new NotificationItem("evt_4", "evt_4", "payout.sent", Effect.NONE)),
                provider.parse(batch, provider.authenticate(batch)));
    }

    @Test
    void shouldTakeAStatusAsItIsSigned() {
        Verification verification = provider.authenticate(batch);
        NotificationItem paid = provider.parse(batch, verification).get(0);
        List<ReconciliationWork.Item> waiting = List.of(new ReconciliationWork.Item(paid, batch, verification));

        PaymentObservation told = provider.reconcile(
                        new ReconciliationWork("pay_7", waiting, 1), new TestingPaymentStore())
                .result()
                .get(0);

        assertEquals(PaymentStatus.PAID, told.status().status());
        assertEquals(new Money(1_990, "EUR"), told.amount());
        assertEquals(OrderMatch.matched("10482"), told.order());
    }

    @Test
    void shouldAnswerWithTheWordThatAcmeWaitsFor() {
        assertEquals(
                "[accepted]",
                provider.acknowledge(batch, IntakeOutcome.DUPLICATE).body().toString());
    }
}
