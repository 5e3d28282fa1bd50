package io.quittance.provider.smart2pay;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quittance.provider.smart2pay.simulator.Smart2PaySimulatorFactory;
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
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Smart2Pay keeps to the contract of the SPI. */
public class Smart2PayConformanceTest extends ConformanceTest {

    private static final RecordedApi NOTHING = RecordedApi.empty();

    @Override
    public PaymentProviderFactory factory() {
        return new Smart2PayProviderFactory();
    }

    @Override
    public JsonObject settings() {
        return new JsonObject()
                .put("baseUrl", "https://paytest.smart2pay.com")
                .put("cardBaseUrl", "https://securetest.smart2pay.com")
                .put("orderReferencePattern", "^(.+)$")
                .put(
                        "sites",
                        new JsonArray()
                                .add(site("1010", "gabi"))
                                .add(site(
                                        "2041",
                                        new JsonArray().add("newest key").add("older key"))));
    }

    private static JsonObject site(String id, Object apiKey) {
        return new JsonObject().put("siteId", id).put("apiKey", apiKey);
    }

    @Override
    public List<Recording> recordings() {
        return Stream.of(
                        "documented-card-authorized",
                        "documented-card-failed",
                        "card-authorized",
                        "card-failed",
                        "card-captured-numbers",
                        "apm-open",
                        "apm-success",
                        "apm-reversed",
                        "apm-mixed-types",
                        "refund",
                        "dispute",
                        "preapproval",
                        "payout-card",
                        "payout-apm")
                .map(Smart2PayConformanceTest::recorded)
                .toList();
    }

    @Override
    public TestingNotification authentic(Buffer body) {
        return signed("1010:gabi", body);
    }

    @Override
    public List<TestingNotification> strangers() {
        return Stream.of(
                        "9999:nothing",
                        "1010:wrong",
                        "1010:",
                        "1010:gab",
                        "1010:gabi ",
                        "1010:GABI",
                        "1010:newest key",
                        ":gabi",
                        "10101:gabi",
                        "01010:gabi",
                        "2041:gabi",
                        "2041:older")
                .map(credentials -> signed(credentials, Buffer.buffer("{}")))
                .toList();
    }

    private static TestingNotification signed(String credentials, Buffer body) {
        String header = "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(UTF_8));
        return TestingNotification.of("")
                .withBody(body)
                .withHeader("Content-Type", "application/json")
                .withHeader("Authorization", header);
    }

    @Override
    public List<Change> retries() {
        return List.of(new Change(
                payment("first attempt", payment -> {}),
                payment(
                        "second attempt",
                        payment -> payment.put("NotificationDateTime", "20180509114500")
                                .put("Amount", 100)
                                .put("SiteID", "1010")
                                .put("Description", "another text"))));
    }

    @Override
    public List<Change> changes() {
        return Stream.<Consumer<JsonObject>>of(
                        payment -> payment.put("ID", 203770),
                        payment -> payment.put("MethodID", 1),
                        payment -> payment.put("SiteID", 10101),
                        payment -> payment.put("MerchantTransactionID", "s2ptest_1001"),
                        payment -> payment.put("Amount", "101"),
                        payment -> payment.put("Currency", "USD"),
                        payment -> payment.put("CapturedAmount", "100"),
                        payment -> payment.putNull("CapturedAmount"),
                        payment -> payment.put("PreapprovalID", 13555),
                        status(11))
                .map(change -> new Change(payment("before", payment -> {}), payment("after", change)))
                .toList();
    }

    @Override
    public List<RecordedLife> lives() {
        return List.of(
                new RecordedLife(
                        "captured, then partly refunded",
                        Stream.of(1, 9, 13, 11, 21)
                                .map(status -> payment("status " + status, status(status)))
                                .toList(),
                        NOTHING),
                new RecordedLife(
                        "failed, then paid, then charged back",
                        Stream.of(4, 2, 19, 26)
                                .map(status -> payment("status " + status, status(status)))
                                .toList(),
                        NOTHING),
                new RecordedLife("refunded", List.of(recorded("apm-success"), recorded("refund")), NOTHING),
                new RecordedLife("disputed", List.of(recorded("card-captured-numbers"), recorded("dispute")), NOTHING));
    }

    @Override
    public List<ToldAmount> amounts() {
        return List.of(
                ToldAmount.exactly(new Money(1_050, "EUR"), amount(1_050, "EUR"), NOTHING),
                ToldAmount.exactly(new Money(100, "JPY"), amount(10_000, "JPY"), NOTHING),
                ToldAmount.refused("JPY", amount(150, "JPY"), NOTHING),
                ToldAmount.exactly(new Money(10_500, "KWD"), amount(1_050, "KWD"), NOTHING));
    }

    @Override
    public List<String> payerData() {
        return List.of("Ana", "ana@example.com", "0700-000000", "Hr J Küster en/of Mw P", "NL00TEST0000000000");
    }

    @Override
    public RecordedApi api() {
        JsonObject refund = new JsonObject(Fixtures.body("refund")).getJsonObject("Refund");
        return NOTHING.with("/v1/payments", Fixtures.body("api-payments"))
                .with("/v1/payments/8123401", Fixtures.body("apm-success"))
                .with(
                        "/v1/payments/8123401/refunds",
                        new JsonObject().put("Refunds", List.of(refund)).encode())
                .with("/v1/payments/318442", Fixtures.body("card-authorized"))
                .with("/v1/payments/318390", Fixtures.body("card-captured-numbers"))
                .with("/v1/payments/318390/refunds", "{\"Refunds\":[]}");
    }

    @Override
    public Optional<ProviderSimulatorFactory> simulator() {
        return Optional.of(new Smart2PaySimulatorFactory());
    }

    private static Recording recorded(String name) {
        return Recording.of(name, Fixtures.body(name));
    }

    private static Recording payment(String name, Consumer<JsonObject> change) {
        return new Recording(name, Fixtures.payment(change).body());
    }

    private static Recording amount(long amount, String currency) {
        return payment(
                amount + " " + currency,
                payment -> payment.put("Amount", amount).put("Currency", currency));
    }

    private static Consumer<JsonObject> status(int id) {
        return payment -> payment.getJsonObject("Status").put("ID", id);
    }
}
