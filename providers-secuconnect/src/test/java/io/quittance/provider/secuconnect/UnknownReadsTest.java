package io.quittance.provider.secuconnect;

import static io.quittance.provider.secuconnect.Fixtures.PAYMENT_ID;
import static io.quittance.provider.secuconnect.StandInApi.paymentPath;
import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.spi.ErrorCategory;
import io.quittance.spi.PaymentKey;
import io.quittance.spi.PaymentObservation;
import io.quittance.spi.PaymentProvider;
import io.quittance.spi.PaymentStatus;
import io.quittance.spi.ProviderException;
import io.quittance.spi.testing.TestingNotification;
import io.quittance.spi.testing.TestingPaymentStore;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UnknownReadsTest {

    private final StandInApi api = new StandInApi();
    private final TestingPaymentStore store = new TestingPaymentStore();
    private PaymentProvider provider = api.provider();

    @Test
    void shouldReadHalfTheAccountsBudgetForAThousandForgedIdsInASecond() {
        for (int id = 0; id < 1_000; id++) {
            push("PCI_FORGED" + id);
            api.clock.advance(Duration.ofMillis(1));
        }

        assertThat(api.askedFor(paymentPath("PCI_FORGED"))).isBetween(50L, 75L);
    }

    @Test
    void shouldTellAtOnceThatTheReadComesLater() {
        flood();

        Future<List<PaymentObservation>> over = push("PCI_ONE_MORE");

        assertThat(over.isComplete()).isTrue();
        assertThat(over.cause())
                .isInstanceOfSatisfying(
                        ProviderException.class,
                        failure -> assertThat(failure.category()).isEqualTo(ErrorCategory.TEMPORARY));
        assertThat(api.askedFor("PCI_ONE_MORE")).isZero();
    }

    @Test
    void shouldReadAgainAsTimeGoesBy() {
        flood();
        api.clock.advance(Duration.ofMillis(39));
        assertThat(push("PCI_LATER").failed()).isTrue();

        api.clock.advance(Duration.ofMillis(1));
        assertThat(push("PCI_LATER").succeeded()).isTrue();
        assertThat(push("PCI_LATER").failed()).isTrue();
    }

    @Test
    void shouldSaveUpABurstAtMost() {
        flood();
        api.clock.advance(Duration.ofDays(1));
        flood();

        assertThat(api.askedFor(paymentPath("PCI_FLOOD"))).isEqualTo(100);
    }

    @Test
    void shouldKeepHalfOfTheReadsForWhatWasNeverTried() {
        for (int id = 0; id < 200; id++) {
            again("PCI_REPEATED" + id);
        }
        assertThat(api.askedFor(paymentPath("PCI_REPEATED"))).isEqualTo(26);

        assertThat(push("PCI_GENUINE").succeeded()).isTrue();
    }

    @Test
    void shouldLetAFirstPushPassWhileTheRepeatsOfAFloodGoOn() {
        flood();

        for (int second = 0; second < 60; second++) {
            for (int id = 0; id < 50; id++) {
                api.clock.advance(Duration.ofMillis(20));
                again("PCI_FLOOD" + id);
            }
            if (second > 0) {
                assertThat(push("PCI_GENUINE" + second).succeeded()).isTrue();
            }
        }
    }

    @Test
    void shouldTryAgainInTheEndWhatIsNoFloodAnyMore() {
        flood();
        assertThat(again("PCI_ONE_MORE").failed()).isTrue();

        api.clock.advance(Duration.ofSeconds(1));
        assertThat(again("PCI_ONE_MORE").succeeded()).isTrue();
    }

    @Test
    void shouldCloseQuietlyWhatFoundNoTurnForADay() {
        TestingNotification old = pushedAt(api.clock.instant());
        api.clock.advance(Duration.ofHours(24));
        flood();
        assertThat(again("PCI_OLD", old).failed()).as("a day is not over").isTrue();

        api.clock.advance(Duration.ofMillis(1));
        assertThat(again("PCI_OLD", old).result()).isEmpty();
        assertThat(api.askedFor("PCI_OLD")).isZero();
        assertThat(again("PCI_OLD", old, pushedAt(api.clock.instant())).failed())
                .as("it is named once more")
                .isTrue();
    }

    @Test
    void shouldReadWhatIsOldIfThereIsTime() {
        TestingNotification old = pushedAt(api.clock.instant());
        api.clock.advance(Duration.ofDays(2));
        api.payment(PAYMENT_ID, Fixtures.json("payment-paid")).order(PAYMENT_ID);

        assertThat(again(PAYMENT_ID, old).result()).hasSize(1);
    }

    @Test
    void shouldSurviveAClockThatIsSetBack() {
        flood();
        api.clock.advance(Duration.ofDays(-1));
        assertThat(push("PCI_LATER").failed()).isTrue();

        api.clock.advance(Duration.ofSeconds(1));
        assertThat(push("PCI_LATER").succeeded()).isTrue();
    }

    @Test
    void shouldLetKnownPaymentsPass() {
        flood();
        api.payment(PAYMENT_ID, Fixtures.json("payment-paid")).order(PAYMENT_ID);
        store.payment(PaymentKey.of(PAYMENT_ID), PaymentStatus.PENDING, "10");

        assertThat(push(PAYMENT_ID).result()).hasSize(1);
    }

    @Test
    void shouldLetSignedPushesPass() {
        api.context.secret("/pushKey", "push key");
        provider = api.provider(new JsonObject().put("pushKey", "[secret]").put("pushSignature", "prefer"));
        flood();
        api.payment(PAYMENT_ID, Fixtures.json("payment-paid")).order(PAYMENT_ID);
        URI url = provider.notificationUrl(URI.create("https://pay.shop.example/s"), "10482")
                .orElseThrow();
        String signature = url.getRawQuery().substring("order=10482&sig=".length());
        TestingNotification signed =
                TestingNotification.of("{}").withQuery("order", "10482").withQuery("sig", signature);

        Future<List<PaymentObservation>> read =
                StandInApi.reconcile(provider, PAYMENT_ID, store, signed, TestingNotification.of("{}"));

        assertThat(read.result()).hasSize(1);
    }

    private void flood() {
        for (int id = 0; id < 200; id++) {
            push("PCI_FLOOD" + id);
        }
    }

    private Future<List<PaymentObservation>> again(String id) {
        return again(id, pushedAt(api.clock.instant()));
    }

    private Future<List<PaymentObservation>> again(String id, TestingNotification... pushes) {
        return StandInApi.reconcile(provider, id, store, 2, pushes);
    }

    private static TestingNotification pushedAt(Instant time) {
        return new TestingNotification(
                time, "/", List.of(), Map.of(), TestingNotification.of("{}").body());
    }

    private Future<List<PaymentObservation>> push(String id) {
        return StandInApi.reconcile(provider, id, store, pushedAt(api.clock.instant()));
    }
}
