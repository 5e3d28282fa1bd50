package io.quittance.provider.smart2pay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.quittance.provider.smart2pay.Smart2PaySettings.Site;
import io.quittance.spi.ErrorCategory;
import io.quittance.spi.ProviderException;
import io.quittance.spi.Secret;
import io.quittance.spi.Verification;
import io.quittance.spi.testing.TestingNotification;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SiteAuthenticationTest {

    private final SiteAuthentication authentication = new SiteAuthentication(List.of(
            new Site("1010", new Secret(List.of("gabi"))),
            new Site("2041", new Secret(List.of("new+key/", "old:key:"))),
            new Site("40877", new Secret(List.of("schlüssel")))));

    @Test
    void shouldVerifyTheDocumentedHeader() {
        assertThat(authenticate(Fixtures.DOCUMENTED_CREDENTIALS).credential())
                .contains("site:1010#" + Secret.fingerprint("gabi"));
    }

    @Test
    void shouldTakeTheSchemeInAnyCase() {
        assertThat(authenticate("basic MTAxMDpnYWJp").isVerified()).isTrue();
    }

    @Test
    void shouldVerifyEachKeyOfASiteWhileItIsReplaced() {
        assertThat(authenticate(basic("2041:new+key/")).credential())
                .contains("site:2041#" + Secret.fingerprint("new+key/"));
        assertThat(authenticate(basic("2041:old:key:")).credential())
                .contains("site:2041#" + Secret.fingerprint("old:key:"));
    }

    @Test
    void shouldListEveryCredentialSiteBySiteNewestFirst() {
        assertThat(authentication.credentials())
                .containsExactly(
                        "site:1010#" + Secret.fingerprint("gabi"),
                        "site:2041#" + Secret.fingerprint("new+key/"),
                        "site:2041#" + Secret.fingerprint("old:key:"),
                        "site:40877#" + Secret.fingerprint("schlüssel"));
        assertThat(authentication.credentials())
                .contains(authenticate(basic("2041:old:key:")).credential().orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(strings = {"site:2041", "site:2041#5d41402a"})
    void shouldReadTheSiteOfNewAndOfOlderVerifications(String credential) {
        assertThat(SiteAuthentication.siteOf(Verification.verified(credential))).isEqualTo("2041");
    }

    @ParameterizedTest
    @ValueSource(strings = {"site:", "site:#5d41402a", "key:2041", "2041"})
    void shouldReadNoSiteFromAnythingElse(String credential) {
        assertThatThrownBy(() -> SiteAuthentication.siteOf(Verification.verified(credential)))
                .isInstanceOfSatisfying(
                        ProviderException.class, e -> assertThat(e.category()).isEqualTo(ErrorCategory.PERMANENT));
        assertThatThrownBy(() -> SiteAuthentication.siteOf(Verification.unverified()))
                .isInstanceOf(ProviderException.class);
    }

    @Test
    void shouldReadCredentialsAsUtf8() {
        assertThat(authenticate(basic("40877:schlüssel")).credential())
                .contains("site:40877#" + Secret.fingerprint("schlüssel"));
    }

    @Test
    void shouldRefuseAMissingHeader() {
        assertThat(refusal(TestingNotification.of("{}"))).contains("Authorization: Basic");
    }

    @Test
    void shouldSayWhyTheOlderFormCarriesNoCredentials() {
        assertThat(refusal(TestingNotification.of(Fixtures.OLDER_FORM))).contains("older HTTP POST API");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Basic",
                "Basic ",
                "Bearer MTAxMDpnYWJp",
                "MTAxMDpnYWJp",
                "Basic MTAxMDpnYWJ",
                "Basic MTAxMDpn*WJp",
                "Basic MTAxMDpn\u2028YWJp",
                "Basic MTAxMDpnYWJp MTAxMDpnYWJp",
                "Basic MTAxMA==",
                "Basic \tMTAxMDpnYWJp",
                "Basic MTAxMDpnYWJp\t",
                "Basic MTAxMDpnYWJp====",
                "Basic MTAxMDpnYQ==YWJp",
                "Basic /////w==",
            })
    void shouldRefuseAGarbledHeader(String header) {
        assertThat(refusal(header)).contains("Authorization: Basic");
    }

    @Test
    void shouldNeverPrintWhatWasSent() {
        assertThat(BasicCredentials.parse(basic("1010:wrong")).orElseThrow().toString())
                .doesNotContain("1010", "wrong");
        assertThat(refusal(basic("1010:wrong"))).doesNotContain("wrong");
    }

    private Verification authenticate(String header) {
        return authentication.authenticate(TestingNotification.of("{}").withHeader("Authorization", header));
    }

    private String refusal(String header) {
        return refusal(TestingNotification.of("{}").withHeader("authorization", header));
    }

    private String refusal(TestingNotification notification) {
        ProviderException refusal =
                catchThrowableOfType(ProviderException.class, () -> authentication.authenticate(notification));
        assertThat(refusal.category()).isEqualTo(ErrorCategory.UNAUTHENTICATED);
        return String.valueOf(refusal.getMessage());
    }

    private static String basic(String credentials) {
        return "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(UTF_8));
    }
}
