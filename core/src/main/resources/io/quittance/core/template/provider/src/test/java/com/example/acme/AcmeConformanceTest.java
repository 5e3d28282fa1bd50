package com.example.acme;

import io.quittance.spi.Money;
import io.quittance.spi.PaymentProviderFactory;
import io.quittance.spi.testing.TestingNotification;
import io.quittance.spi.testing.conformance.Change;
import io.quittance.spi.testing.conformance.ConformanceTest;
import io.quittance.spi.testing.conformance.RecordedApi;
import io.quittance.spi.testing.conformance.RecordedLife;
import io.quittance.spi.testing.conformance.Recording;
import io.quittance.spi.testing.conformance.ToldAmount;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** Acme keeps to the contract. */
public class AcmeConformanceTest extends ConformanceTest {

    private static final Recording RESERVED = Recordings.notification("reserved");
    private static final Recording BATCH = Recordings.notification("batch");
    private static final Recording REFUND = Recordings.notification("refund");

    @Override
    public PaymentProviderFactory factory() {
        return new AcmeProviderFactory();
    }

    @Override
    public JsonObject settings() { // as in quittance.json, with secrets as plain text
        return new JsonObject().put("apiKey", "key of the API").put("signingKey", Recordings.SIGNING_KEY);
    }

    @Override
    public List<Recording> recordings() { // together one event of each kind
        return List.of(RESERVED, BATCH, REFUND);
    }

    @Override
    public TestingNotification authentic(Buffer body) { // signed, whatever it is
        return Recordings.signed(body);
    }

    @Override
    public List<TestingNotification> strangers() { // unknown, and wrong
        TestingNotification unsigned = TestingNotification.of("{}");
        return List.of(unsigned, unsigned.withHeader("X-Acme-Signature", "0".repeat(64)));
    }

    @Override
    public List<Change> retries() { // the second repeats the first, in other bytes
        return List.of(new Change(
                BATCH,
                new Recording("batch once more", BATCH.body().toJsonObject().toBuffer())));
    }

    @Override
    public List<Change> changes() { // the second is news after the first
        return List.of(new Change(RESERVED, BATCH), new Change(BATCH, REFUND));
    }

    @Override
    public List<RecordedLife> lives() { // every order of arrival is tried
        return List.of(
                new RecordedLife("paid", List.of(RESERVED, BATCH), api()),
                new RecordedLife("refunded in part", List.of(RESERVED, BATCH, REFUND), api()));
    }

    @Override
    public List<ToldAmount> amounts() { // what Acme's numbers mean where a currency has not two decimals
        return List.of(
                ToldAmount.exactly(new Money(1_050, "JPY"), amount(1_050, "JPY"), api()),
                ToldAmount.exactly(new Money(1_050, "KWD"), amount(1_050, "KWD"), api()),
                ToldAmount.refused("JPY", amount(10.5, "JPY"), api()));
    }

    @Override
    public List<String> payerData() { // what the recordings hold of it
        return List.of("jo@shop.example");
    }

    @Override
    public RecordedApi api() { // each of these answers is also made wrong, late and missing
        JsonArray payments = new JsonArray()
                .add(Recordings.file("api-pay_7").toJsonObject())
                .add(Recordings.file("api-pay_8").toJsonObject());
        return RecordedApi.empty()
                .with("/payments/pay_7", payments.getJsonObject(0).encode())
                .with("/payments/pay_8", payments.getJsonObject(1).encode())
                .with("/payments", new JsonObject().put("payments", payments).encode());
    }

    private static Recording amount(Number amount, String currency) {
        JsonObject body = RESERVED.body().toJsonObject();
        body.getJsonArray("events").getJsonObject(0).put("amount", amount).put("currency", currency);
        return new Recording(amount + " " + currency, body.toBuffer());
    }
}
