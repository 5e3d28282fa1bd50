package io.quittance.provider.smart2pay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quittance.spi.ErrorCategory;
import io.quittance.spi.PaymentProviderFactory;
import io.quittance.spi.ProviderException;
import io.quittance.spi.ProviderManifest;
import io.quittance.spi.ProviderManifest.KeySource;
import io.quittance.spi.Secret;
import io.quittance.spi.testing.TestingProviderContext;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Smart2PayProviderFactoryTest {

    private final PaymentProviderFactory factory = new Smart2PayProviderFactory();

    @Test
    void shouldBeFoundByServiceLoader() {
        assertThat(ServiceLoader.load(PaymentProviderFactory.class))
                .extracting(PaymentProviderFactory::name)
                .containsExactly("smart2pay");
    }

    @Test
    void shouldDescribeTheProvider() {
        ProviderManifest manifest = factory.manifest();

        assertThat(manifest.methods()).containsExactly("POST");
        assertThat(manifest.retryWindow()).isEqualTo(Duration.ofDays(7));
        assertThat(manifest.keySource()).isEqualTo(KeySource.CONTENT);
        assertThat(manifest.hostSettings()).containsExactly("baseUrl", "cardBaseUrl");
        assertThat(manifest.sensitiveFields())
                .contains("Customer", "BillingAddress", "ShippingAddress", "Card", "CreditCardToken", "Details")
                .contains("ReferenceDetails", "PrepaidCardPIN", "IBAN", "ClientIP");
    }

    @Test
    void shouldExplainEverySettingInTheReadme() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        JsonObject properties = factory.manifest().settingsSchema().getJsonObject("properties");

        assertThat(properties.fieldNames())
                .allSatisfy(setting -> assertThat(readme).contains("| `" + setting + "` |"));
    }

    @Test
    void shouldRefuseASiteThatIsListedTwice() {
        JsonObject settings = new JsonObject()
                .put(
                        "sites",
                        new JsonArray().add(site("1010")).add(site("2041")).add(site("1010")));
        TestingProviderContext context = new TestingProviderContext(Clock.systemUTC())
                .secret("/sites/0/apiKey", "one")
                .secret("/sites/1/apiKey", "two")
                .secret("/sites/2/apiKey", "three");

        assertThatThrownBy(() -> factory.create(settings, context))
                .isInstanceOfSatisfying(
                        ProviderException.class, e -> assertThat(e.category()).isEqualTo(ErrorCategory.CONFIGURATION))
                .hasMessageContaining("/sites/2/siteId")
                .hasMessageContaining("1010");
    }

    @ParameterizedTest
    @CsvSource({
        "baseUrl, https://paytest.smart2pay.com/v1, without /v1",
        "cardBaseUrl, https://securetest.smart2pay.com/v1/, without /v1",
        "baseUrl, https://pay_test|smart2pay, a URL such as",
        "cardBaseUrl, https://:80, a URL such as",
    })
    void shouldRefuseABaseUrlThatDoesNotWork(String setting, String url, String reason) {
        JsonObject settings = Fixtures.settings().put(setting, url);

        assertThatThrownBy(() -> Fixtures.provider(settings))
                .isInstanceOfSatisfying(
                        ProviderException.class, e -> assertThat(e.category()).isEqualTo(ErrorCategory.CONFIGURATION))
                .hasMessageContaining("/" + setting)
                .hasMessageContaining(reason);
    }

    @Test
    void shouldListTheCredentialsOfEverySite() {
        assertThat(Fixtures.provider().credentials()).containsExactly("site:1010#" + Secret.fingerprint("gabi"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"(ord_", "ord_[0-9]+"})
    void shouldRefuseAnOrderReferencePatternThatDoesNotWork(String pattern) {
        JsonObject settings = Fixtures.settings().put("orderReferencePattern", pattern);

        assertThatThrownBy(() -> Fixtures.provider(settings))
                .isInstanceOfSatisfying(
                        ProviderException.class, e -> assertThat(e.category()).isEqualTo(ErrorCategory.CONFIGURATION))
                .hasMessageContaining("/orderReferencePattern");
    }

    @Test
    void shouldRefuseATemplateWhoseReferenceIsNotFoundAgain() {
        JsonObject settings = Fixtures.settings()
                .put("orderReferencePattern", "^ord_(.+)$")
                .put("merchantTransactionIdTemplate", "{reference}-{attempt}");

        assertThatThrownBy(() -> Fixtures.provider(settings))
                .isInstanceOfSatisfying(
                        ProviderException.class, e -> assertThat(e.category()).isEqualTo(ErrorCategory.CONFIGURATION))
                .hasMessageContaining("/merchantTransactionIdTemplate: makes A1-1 of the order A1");
    }

    private static JsonObject site(String id) {
        return new JsonObject().put("siteId", id).put("apiKey", "");
    }
}
