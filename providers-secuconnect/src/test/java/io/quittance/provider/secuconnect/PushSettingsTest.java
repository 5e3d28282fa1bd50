package io.quittance.provider.secuconnect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quittance.spi.ErrorCategory;
import io.quittance.spi.ProviderException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PushSettingsTest {

    @Test
    void shouldAskForNothingByDefault() {
        assertThat(PushSettings.of(new JsonObject()))
                .isEqualTo(new PushSettings(false, SignaturePolicy.OFF, SourceNetworks.ANY, "order", false));
    }

    @Test
    void shouldReadAllSettings() {
        PushSettings settings = PushSettings.of(withKey()
                .put("pushSignature", "require")
                .put("sourceNetworks", new JsonArray().add("91.195.150.0/23").add("2001:db8::/32"))
                .put("orderParameter", "o"));

        assertThat(settings.hasKey()).isTrue();
        assertThat(settings.signature()).isEqualTo(SignaturePolicy.REQUIRE);
        assertThat(settings.networks().networks()).hasSize(2);
        assertThat(settings.orderParameter()).isEqualTo("o");
    }

    @Test
    void shouldAllowAKeyBeforeSignaturesAreLookedAt() {
        assertThat(PushSettings.of(withKey()).signature()).isEqualTo(SignaturePolicy.OFF);
    }

    @ParameterizedTest
    @ValueSource(strings = {"prefer", "require"})
    void shouldNotLookAtSignaturesWithoutAKey(String policy) {
        refuses(new JsonObject().put("pushSignature", policy), "/pushSignature", "/pushKey", "off");
    }

    @Test
    void shouldNameThePoliciesThatThereAre() {
        refuses(withKey().put("pushSignature", "on"), "/pushSignature", "off, prefer or require");
    }

    @Test
    void shouldNotReadAnOrderOfPushesThatNobodySigns() {
        refuses(new JsonObject().put("orderParameter", "order"), "/orderParameter", "/pushKey");
        refuses(withKey().put("orderParameter", "order"), "/orderParameter", "/pushSignature", "prefer or require");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "sig", "a b", "a&b", "ä", "a=b"})
    void shouldRefuseAnOrderParameterThatIsNone(String name) {
        refuses(
                withKey().put("pushSignature", "prefer").put("orderParameter", name),
                "/orderParameter",
                "letters, digits");
    }

    @ParameterizedTest
    @CsvSource({"91.195.150.0/33, 1", "connect.secucard.com, 1", "'', 1"})
    void shouldNameTheNetworkThatIsNone(String wrong, int place) {
        JsonArray networks = new JsonArray().add("10.0.0.0/8").add(wrong).add("also wrong");

        refuses(
                new JsonObject().put("sourceNetworks", networks),
                "/sourceNetworks/" + place,
                "IPv4 or IPv6",
                "91.195.150.0/23");
    }

    @Test
    void shouldNotTakeAnEmptyListForAFence() {
        refuses(new JsonObject().put("sourceNetworks", new JsonArray()), "/sourceNetworks", "leave it out");
    }

    private static JsonObject withKey() {
        return new JsonObject().put("pushKey", "[secret]");
    }

    private static void refuses(JsonObject settings, String place, String... words) {
        assertThatThrownBy(() -> PushSettings.of(settings))
                .hasMessageStartingWith(place + " ")
                .hasMessageContainingAll(words)
                .isInstanceOfSatisfying(
                        ProviderException.class,
                        failure -> assertThat(failure.category()).isEqualTo(ErrorCategory.CONFIGURATION));
    }
}
