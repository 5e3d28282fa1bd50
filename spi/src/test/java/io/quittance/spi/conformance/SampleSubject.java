package io.quittance.spi.conformance;

import io.quittance.spi.Money;
import io.quittance.spi.PaymentProviderFactory;
import io.quittance.spi.testing.TestingNotification;
import io.quittance.spi.testing.conformance.Change;
import io.quittance.spi.testing.conformance.ConformanceSubject;
import io.quittance.spi.testing.conformance.RecordedApi;
import io.quittance.spi.testing.conformance.RecordedLife;
import io.quittance.spi.testing.conformance.Recording;
import io.quittance.spi.testing.conformance.ToldAmount;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.function.Supplier;

/** What is recorded of the sample provider. */
record SampleSubject(Supplier<PaymentProviderFactory> factories) implements ConformanceSubject {

    static final String KEY = "key-of-the-account";

    private static final RecordedApi NOTHING = RecordedApi.empty();
    private static final Recording OPEN = payment("evt_1", "open", 1_000, "EUR");
    private static final Recording PAID = payment("evt_2", "paid", 1_000, "EUR");

    @Override
    public PaymentProviderFactory factory() {
        return factories.get();
    }

    @Override
    public JsonObject settings() {
        return new JsonObject()
                .put("baseUrl", "https://api.sample.example")
                .put("apiKey", "key-of-the-api")
                .put("postKey", KEY);
    }

    @Override
    public List<Recording> recordings() {
        return List.of(
                OPEN,
                PAID,
                payment("evt_7", "disputed", 1_000, "EUR"),
                Recording.of("payout", "{\"id\":\"evt_3\",\"type\":\"payout\"}"));
    }

    @Override
    public TestingNotification authentic(Buffer body) {
        return TestingNotification.of("").withBody(body).withHeader("X-Sample-Key", KEY);
    }

    @Override
    public List<TestingNotification> strangers() {
        TestingNotification nobody = TestingNotification.of("{}").from("192.0.2.9");
        return List.of(nobody, nobody.withHeader("X-Sample-Key", "another key"));
    }

    @Override
    public List<Change> changes() {
        return List.of(new Change(OPEN, PAID));
    }

    @Override
    public List<Change> retries() {
        String again = OPEN.body().toString().replace("{\"id\"", "{\"attempt\":2,\"id\"");
        return List.of(new Change(OPEN, Recording.of("second attempt", again)));
    }

    @Override
    public List<RecordedLife> lives() {
        return List.of(new RecordedLife("paid", List.of(OPEN, PAID), NOTHING));
    }

    @Override
    public List<ToldAmount> amounts() {
        return List.of(
                ToldAmount.exactly(new Money(100, "JPY"), payment("evt_4", "paid", 100, "JPY"), NOTHING),
                ToldAmount.exactly(new Money(1_050, "KWD"), payment("evt_5", "paid", 1_050, "KWD"), NOTHING),
                ToldAmount.refused("JPY", payment("evt_6", "paid", 1.5, "JPY"), NOTHING));
    }

    @Override
    public List<String> payerData() {
        return List.of("Erika Beispiel");
    }

    @Override
    public RecordedApi api() {
        return NOTHING.with("/payments/pay_7", payload("paid", 1_000, "EUR").encode());
    }

    private static Recording payment(String event, String status, Number amount, String currency) {
        JsonObject body = new JsonObject()
                .put("id", event)
                .put("type", "payment")
                .put("payment", payload(status, amount, currency));
        return Recording.of(event + " " + status + " " + amount + " " + currency, body.encode());
    }

    private static JsonObject payload(String status, Number amount, String currency) {
        return new JsonObject()
                .put("id", "pay_7")
                .put("status", status)
                .put("amount", amount)
                .put("currency", currency)
                .put("order", "10482")
                .put("live", false)
                .put("payer", new JsonObject().put("name", "Erika Beispiel").put("email", "erika@example.com"));
    }
}
