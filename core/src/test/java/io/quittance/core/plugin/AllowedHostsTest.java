package io.quittance.core.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quittance.core.config.ConfigurationException;
import io.quittance.core.config.Problem;
import io.quittance.spi.ProviderManifest;
import io.quittance.spi.SpiRange;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AllowedHostsTest {

    private final AllowedHosts hosts = hosts(new JsonObject().put("baseUrl", "https://API.example.com/v2"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://api.example.com/",
                "HTTPS://api.EXAMPLE.com:443/other?x=1",
                "https://cards.example.com:8443/by/default"
            })
    void shouldContainTheHostsOfSettingsAndDefaults(String uri) {
        assertThat(hosts.contain(URI.create(uri))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://api.example.com/",
                "https://api.example.com:8443/",
                "https://cards.example.com/",
                "https://api.example.com.evil.test/",
                "https://api.example.com@evil.test/",
                "https://user@api.example.com/",
                "https://169.254.169.254/",
                "ftp://api.example.com/",
                "/relative"
            })
    void shouldContainNothingElse(String uri) {
        assertThat(hosts.contain(URI.create(uri))).isFalse();
    }

    @Test
    void shouldContainPlainHttpWhereTheSettingsSaySo() {
        AllowedHosts plain = hosts(new JsonObject().put("baseUrl", "http://127.0.0.1:8089"));

        assertThat(plain.contain(URI.create("http://127.0.0.1:8089/token"))).isTrue();
        assertThat(plain.contain(URI.create("https://127.0.0.1:8089/token"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"api.example.com", "ftp://api.example.com", "https://user:secret@api.example.com", "https:// x"})
    void shouldNameASettingThatIsNoBaseUrl(String value) {
        assertThatThrownBy(() -> hosts(new JsonObject().put("baseUrl", value)))
                .asInstanceOf(InstanceOfAssertFactories.type(ConfigurationException.class))
                .extracting(ConfigurationException::problems)
                .isEqualTo(List.of(
                        new Problem("/accounts/0/settings/baseUrl", "must be a URL such as https://api.example.com")));
    }

    private static AllowedHosts hosts(JsonObject settings) {
        JsonObject schema = new JsonObject("""
                {"properties": {"baseUrl": {"type": "string"},
                                "cardBaseUrl": {"type": "string", "default": "https://cards.example.com:8443"}}}""");
        ProviderManifest manifest = new ProviderManifest(
                "1.0.0",
                SpiRange.builtFor("1.0"),
                schema,
                Set.of("POST"),
                Duration.ofHours(1),
                ProviderManifest.KeySource.CONTENT,
                Set.of(),
                Set.of(),
                List.of("baseUrl", "cardBaseUrl", "neverGiven"));
        return AllowedHosts.of(manifest, settings, "/accounts/0/settings");
    }
}
