package io.quittance.provider.secuconnect;

import io.quittance.spi.simulator.ProviderSimulatorFactory;
import io.quittance.spi.testing.TestingNotification;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** secuconnect keeps to the contract with push URLs that are signed, too. The signature was made elsewhere. */
public class SignedPushConformanceTest extends SecuconnectConformanceTest {

    private static final String SIGNATURE = "v1.l9dNzmcTXSsm8w8GtNzd36N10BHg9Vn-XZHO1d0IQr8";

    @Override
    public JsonObject settings() {
        return super.settings()
                .put("pushKey", new JsonArray().add("newest push key").add("older push key"))
                .put("pushSignature", "require")
                .put("sourceNetworks", new JsonArray().add("127.0.0.0/8").add("192.0.2.0/24"));
    }

    @Override
    public TestingNotification authentic(Buffer body) {
        return super.authentic(body).withQuery("order", "10482").withQuery("sig", SIGNATURE);
    }

    @Override
    public List<TestingNotification> strangers() {
        TestingNotification push = TestingNotification.of("{}");
        return Stream.of("10482", "9999")
                .map(order -> push.withQuery("order", order).withQuery("sig", "v1." + "A".repeat(43)))
                .toList();
    }

    /** Its settings are those of the other test. */
    @Override
    public Optional<ProviderSimulatorFactory> simulator() {
        return Optional.empty();
    }
}
