package io.quittance.provider.secuconnect;

import io.quittance.provider.secuconnect.simulator.SecuconnectSimulatorFactory;
import io.quittance.spi.Money;
import io.quittance.spi.PaymentProviderFactory;
import io.quittance.spi.simulator.ProviderSimulatorFactory;
import io.quittance.spi.testing.TestingNotification;
import io.quittance.spi.testing.conformance.Change;
import io.quittance.spi.testing.conformance.ConformanceTest;
import io.quittance.spi.testing.conformance.RecordedApi;
import io.quittance.spi.testing.conformance.RecordedLife;
import io.quittance.spi.testing.conformance.Recording;
import io.quittance.spi.testing.conformance.ToldAmount;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** secuconnect keeps to the contract of the SPI, with pushes that nobody signs. */
public class SecuconnectConformanceTest extends ConformanceTest {

    private static final String PAYMENTS = "/api/v2/Payment/Transactions";

    @Override
    public PaymentProviderFactory factory() {
        return new SecuconnectProviderFactory();
    }

    @Override
    public JsonObject settings() {
        return new JsonObject()
                .put("baseUrl", StandInApi.BASE_URL)
                .put("clientId", "shop")
                .put("clientSecret", "client secret")
                .put("orderReference", "transactionRef");
    }

    @Override
    public List<Recording> recordings() {
        return Stream.of(
                        "push-status-changed",
                        "push-refund-added",
                        "push-twint",
                        "push-subscription",
                        "push-contract",
                        "push-old-style",
                        "push-vendor-page")
                .map(SecuconnectConformanceTest::recorded)
                .toList();
    }

    @Override
    public TestingNotification authentic(Buffer body) {
        return TestingNotification.of("").withBody(body).withHeader("Content-Type", "application/json");
    }

    @Override
    public List<Change> changes() {
        JsonObject push = Fixtures.json("push-status-changed");
        return List.of(
                new Change(recorded("push-status-changed"), recorded("push-refund-added")),
                new Change(
                        recorded("push-status-changed"),
                        Recording.of("a later event", push.put("id", "evt_1").encode())));
    }

    @Override
    public List<RecordedLife> lives() {
        return List.of(new RecordedLife(
                "paid, then partly refunded",
                List.of(recorded("push-status-changed"), recorded("push-refund-added")),
                api()));
    }

    @Override
    public List<ToldAmount> amounts() {
        return List.of(
                amount(new Money(1_050, "EUR")), amount(new Money(1_050, "JPY")), amount(new Money(1_050, "KWD")));
    }

    private static ToldAmount amount(Money amount) {
        JsonObject payment =
                Fixtures.json("payment-paid").put("amount", amount.minorUnits()).put("currency", amount.currency());
        return ToldAmount.exactly(amount, recorded("push-status-changed"), recordedApi(payment));
    }

    @Override
    public RecordedApi api() {
        return recordedApi(Fixtures.json("payment-with-refund-partly-told"));
    }

    private static RecordedApi recordedApi(JsonObject payment) {
        String listed = "{\"count\":1,\"data\":[{\"id\":\"" + Fixtures.PAYMENT_ID + "\",\"amount\":12990}]}";
        return RecordedApi.empty()
                .with("/oauth/token", Fixtures.text("token"))
                .with(PAYMENTS, listed)
                .with(PAYMENTS + "/" + Fixtures.PAYMENT_ID, payment.encode())
                .with(PAYMENTS + "/" + Fixtures.REFUND_ID, Fixtures.text("refund"))
                .with("/api/v2/Smart/Transactions", Fixtures.text("search-one"));
    }

    @Override
    public Optional<ProviderSimulatorFactory> simulator() {
        return Optional.of(new SecuconnectSimulatorFactory());
    }

    static Recording recorded(String name) {
        return Recording.of(name, Fixtures.text(name));
    }
}
