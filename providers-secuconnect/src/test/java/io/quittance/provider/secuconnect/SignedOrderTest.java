package io.quittance.provider.secuconnect;

import static io.quittance.provider.secuconnect.Fixtures.PAYMENT_ID;
import static io.quittance.provider.secuconnect.Fixtures.REFUND_ID;
import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.spi.OrderMatch;
import io.quittance.spi.PaymentKey;
import io.quittance.spi.PaymentProvider;
import io.quittance.spi.PaymentStatus;
import io.quittance.spi.testing.TestingNotification;
import io.quittance.spi.testing.TestingPaymentStore;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The order that a signed push was sent for, where the provider's own answer names none. */
class SignedOrderTest {

    private static final TestingNotification UNSIGNED =
            TestingNotification.of("{}").withQuery("order", "somebody else's");

    private final StandInApi api = new StandInApi().payment(PAYMENT_ID, Fixtures.json("payment-paid"));
    private final TestingPaymentStore store = new TestingPaymentStore();
    private PaymentProvider provider;

    @BeforeEach
    void preferSignatures() {
        api.context.secret("/pushKey", "push key");
        provider = api.provider(settings().put("orderParameter", "order"));
    }

    @Test
    void shouldBeTakenIfNoSmartTransactionIsFound() {
        api.search(PAYMENT_ID, Fixtures.text("search-none"));

        assertThat(match(signed("10482"))).isEqualTo(OrderMatch.matched("10482"));
    }

    @Test
    void shouldBeTakenIfTheSmartTransactionHasNoReference() {
        JsonObject smartTransaction = Fixtures.json("smart-transaction-without-payment");
        JsonObject answer = new JsonObject().put("count", 1).put("data", new JsonArray().add(smartTransaction));
        api.search(PAYMENT_ID, answer.encode());

        assertThat(match(signed("10482"))).isEqualTo(OrderMatch.matched("10482"));
    }

    @Test
    void shouldComeFromTheNewestSignedPush() {
        api.search(PAYMENT_ID, Fixtures.text("search-none"));

        assertThat(match(signed("10481"), signed("10482"), UNSIGNED)).isEqualTo(OrderMatch.matched("10482"));
    }

    @Test
    void shouldNeverComeFromAnUnsignedPush() {
        api.search(PAYMENT_ID, Fixtures.text("search-none"));

        assertThat(match(UNSIGNED).kind()).isEqualTo(OrderMatch.Kind.NONE);
    }

    @Test
    void shouldNotComeFromASignatureThatNobodyLookedAt() {
        api.search(PAYMENT_ID, Fixtures.text("search-none"));
        TestingNotification push = signed("10482");
        provider = api.provider(new JsonObject().put("pushKey", "[secret]").put("pushSignature", "off"));

        assertThat(match(push).kind()).isEqualTo(OrderMatch.Kind.NONE);
    }

    @Test
    void shouldYieldToTheReferenceOfTheSmartTransaction() {
        api.order(PAYMENT_ID);

        assertThat(match(signed("another"))).isEqualTo(OrderMatch.matched("10482"));
    }

    @Test
    void shouldNotHideAnAnswerThatMakesNoSense() {
        api.search(PAYMENT_ID, Fixtures.json("search-one").put("count", 2).encode());

        assertThat(match(signed("10482")).kind()).isEqualTo(OrderMatch.Kind.AMBIGUOUS);
    }

    @Test
    void shouldYieldToALinkThatExists() {
        store.payment(PaymentKey.of(PAYMENT_ID), "linked", PaymentStatus.PENDING, "10");

        assertThat(match(signed("10482"))).isEqualTo(OrderMatch.matched("linked"));
    }

    @Test
    void shouldAlsoBeTakenIfThePushIsAboutARefund() {
        api.payment(REFUND_ID, Fixtures.json("refund")).search(PAYMENT_ID, Fixtures.text("search-none"));

        assertThat(StandInApi.reconcile(provider, REFUND_ID, store, signed("10482"))
                        .result())
                .singleElement()
                .satisfies(observation -> {
                    assertThat(observation.payment()).isEqualTo(PaymentKey.of(PAYMENT_ID));
                    assertThat(observation.order()).isEqualTo(OrderMatch.matched("10482"));
                });
    }

    @Test
    void shouldBeTakenOnlyWhereTheAccountNamesTheParameter() {
        provider = api.provider(settings());
        api.search(PAYMENT_ID, Fixtures.text("search-none"));

        assertThat(match(signed("10482")).kind()).isEqualTo(OrderMatch.Kind.NONE);
    }

    @Test
    void shouldBeAReferenceThatAnOrderCanHave() {
        api.search(PAYMENT_ID, Fixtures.text("search-none"));

        assertThat(match(signed(" ")).kind()).isEqualTo(OrderMatch.Kind.NONE);
        assertThat(match(signed("1".repeat(201))).kind()).isEqualTo(OrderMatch.Kind.NONE);
    }

    private static JsonObject settings() {
        return new JsonObject().put("pushKey", "[secret]").put("pushSignature", "prefer");
    }

    private OrderMatch match(TestingNotification... pushes) {
        return StandInApi.reconcile(provider, PAYMENT_ID, store, pushes)
                .result()
                .get(0)
                .order();
    }

    private TestingNotification signed(String order) {
        URI url = provider.notificationUrl(URI.create("https://pay.shop.example/s"), order)
                .orElseThrow();
        String signature = url.getRawQuery().substring(url.getRawQuery().indexOf("sig=") + 4);
        return TestingNotification.of("{}").withQuery("order", order).withQuery("sig", signature);
    }
}
