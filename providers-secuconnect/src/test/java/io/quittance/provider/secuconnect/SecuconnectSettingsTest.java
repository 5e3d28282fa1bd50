package io.quittance.provider.secuconnect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quittance.spi.ErrorCategory;
import io.quittance.spi.PaymentProviderFactory;
import io.quittance.spi.ProviderException;
import io.quittance.spi.ProviderManifest;
import io.quittance.spi.ProviderManifest.KeySource;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecuconnectSettingsTest {

    @Test
    void shouldBeFoundByTheServiceLoader() {
        assertThat(ServiceLoader.load(PaymentProviderFactory.class))
                .singleElement()
                .satisfies(factory -> assertThat(factory.name()).isEqualTo("secuconnect"));
    }

    @Test
    void shouldDescribeTheProvider() {
        ProviderManifest manifest = new SecuconnectProviderFactory().manifest();

        assertThat(manifest.methods()).containsExactly("POST");
        assertThat(manifest.retryWindow()).isEqualTo(Duration.ofHours(24));
        assertThat(manifest.keySource()).isEqualTo(KeySource.EVENT_ID);
        assertThat(manifest.hostSettings()).containsExactly("baseUrl");
        assertThat(manifest.spi()).hasToString("[1.0, 2.0)");
    }

    @Test
    void shouldShipASchemaOfAllItsSettings() {
        JsonObject schema = new SecuconnectProviderFactory().manifest().settingsSchema();
        JsonObject properties = schema.getJsonObject("properties");

        assertThat(schema.getBoolean("additionalProperties")).isFalse();
        assertThat(schema.getJsonArray("required")).containsExactly("baseUrl", "clientId", "clientSecret");
        assertThat(properties.fieldNames())
                .containsExactly(
                        "baseUrl",
                        "clientId",
                        "clientSecret",
                        "orderReference",
                        "pushKey",
                        "pushSignature",
                        "sourceNetworks",
                        "orderParameter");
        assertThat(properties.fieldNames())
                .filteredOn(name -> properties.getJsonObject(name).getBoolean("x-quittance-secret", false))
                .containsExactly("clientSecret", "pushKey");
    }

    @ParameterizedTest
    @CsvSource({
        "https://connect.secucard.com, true",
        "http://127.0.0.1:8089, true",
        "http://localhost:8089/stand-in/, true",
        "ftp://connect.secucard.com, false",
        "connect.secucard.com, false",
        "https://user@connect.secucard.com, false",
        "https://connect.secucard.com?x=1, false"
    })
    void shouldAllowOnlyHttpAddressesBySchema(String baseUrl, boolean allowed) {
        JsonObject schema = new SecuconnectProviderFactory().manifest().settingsSchema();
        String pattern =
                schema.getJsonObject("properties").getJsonObject("baseUrl").getString("pattern");

        assertThat(baseUrl.matches(pattern)).isEqualTo(allowed);
    }

    @Test
    void shouldTakeTransactionRefByDefault() {
        SecuconnectSettings settings = SecuconnectSettings.of(settings("https://connect.secucard.com/"));

        assertThat(settings)
                .isEqualTo(new SecuconnectSettings(
                        "https://connect.secucard.com",
                        "shop",
                        OrderReference.TRANSACTION_REF,
                        new PushSettings(false, SignaturePolicy.OFF, SourceNetworks.ANY, "order", false)));
    }

    @Test
    void shouldTakeMerchantRefIfTold() {
        JsonObject settings = settings("https://connect.secucard.com").put("orderReference", "merchantRef");

        assertThat(SecuconnectSettings.of(settings).orderReference()).isEqualTo(OrderReference.MERCHANT_REF);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://connect.secucard.com/api/v2",
                "https://connect.secucard.com/api/v2/",
                "http://a_b:x",
                "http://["
            })
    void shouldRefuseABaseUrlThatCannotBeMeant(String baseUrl) {
        JsonObject settings = settings(baseUrl);

        assertThatThrownBy(() -> SecuconnectSettings.of(settings))
                .hasMessageStartingWith("/baseUrl")
                .isInstanceOfSatisfying(
                        ProviderException.class,
                        failure -> assertThat(failure.category()).isEqualTo(ErrorCategory.CONFIGURATION));
    }

    private static JsonObject settings(String baseUrl) {
        return new JsonObject().put("baseUrl", baseUrl).put("clientId", "shop").put("clientSecret", "placeholder");
    }
}
