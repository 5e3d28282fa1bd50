package io.quittance.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.core.testing.TestingAuthority;
import io.quittance.core.testing.TestingAuthority.Identity;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsChecksTest {

    @TempDir
    private static Path authorityDirectory;

    private static TestingAuthority authority;
    private static Identity own;
    private static Identity other;

    @TempDir
    private Path directory;

    private ConfigurationFiles files;

    @BeforeAll
    static void makeCertificates() throws Exception {
        authority = TestingAuthority.in(authorityDirectory);
        own = authority.sign("pay.shop.example", "EC", "dns:pay.shop.example");
        other = authority.sign("pay.shop.example", "RSA", "dns:pay.shop.example");
    }

    @BeforeEach
    void prepare() {
        files = new ConfigurationFiles(directory);
    }

    @Test
    void shouldTakeACertificateWithItsKeyForEitherServer() throws Exception {
        files.write("tls/chain.pem", own.chain());
        files.write("tls/key.pem", own.key());
        JsonObject tls = new JsonObject()
                .put("certificate", new JsonObject().put("file", "tls/chain.pem"))
                .put("key", new JsonObject().put("file", "tls/key.pem"));

        GatewayConfig config = files.complete(new JsonObject()
                .put(
                        "intake",
                        new JsonObject().put("tls", tls.copy().put("clientAuthorities", authority.certificate())))
                .put("management", new JsonObject().put("tls", tls))
                .encode());

        TlsConfig intake = config.intake().tls();
        assertThat(intake).isNotNull();
        assertThat(intake.certificate().newest()).isEqualTo(own.chain().strip());
        assertThat(intake.key().newest()).isEqualTo(own.key().strip());
        assertThat(intake.clientAuthorities()).isNotNull();
        assertThat(config.management().tls()).isNotNull();
    }

    @Test
    void shouldTakeAKeyOfEitherKind() {
        assertThat(problems(other.chain(), other.key())).isEmpty();
    }

    @Test
    void shouldSpeakPlainHttpWithout() {
        assertThat(files.complete("{\"intake\": {\"tls\": null}}").intake().tls())
                .isNull();
    }

    @Test
    void shouldTellWhatIsMissing() {
        assertThat(files.problems("{\"intake\": {\"tls\": {\"certificate\": \"x\"}}}"))
                .anySatisfy(
                        problem -> assertThat(problem).startsWith("/intake/tls").contains("key"));
    }

    @Test
    void shouldTellWhatIsNoCertificate() {
        assertThat(problems("no certificate", own.key()))
                .containsExactly("/intake/tls/certificate: must hold X.509 certificates in PEM (BEGIN CERTIFICATE)");
    }

    @Test
    void shouldTellAKeyThatIsAnothers() throws Exception {
        Identity third = authority.sign("third.example", "EC", "dns:third.example");

        assertThat(problems(own.chain(), third.key()))
                .containsExactly("/intake/tls/key: is not the key of the first certificate");
    }

    @Test
    void shouldTellAKeyOfAnotherKindWithoutShowingIt() {
        assertThat(problems(own.chain(), other.key()))
                .singleElement()
                .satisfies(problem -> assertThat(problem)
                        .startsWith("/intake/tls/key: must hold the certificate's private key (EC)")
                        .doesNotContain(other.key().substring(60, 80)));
        assertThat(problems(own.chain(), "-----BEGIN PRIVATE KEY-----\n????\n-----END PRIVATE KEY-----"))
                .hasSize(1);
    }

    @Test
    void shouldRefuseNamesOfSendersWhoAreNotAskedForACertificate() {
        JsonObject account = new JsonObject()
                .put("id", "a")
                .put("merchant", "m")
                .put("provider", "open")
                .put("path", "/")
                .put("clientNames", new JsonArray().add("psp.example"));

        assertThat(files.problems(new JsonObject()
                        .put("accounts", new JsonArray().add(account))
                        .encode()))
                .containsExactly("/accounts/0/clientNames: needs intake.tls.clientAuthorities, without which no sender "
                        + "is asked for a certificate");
    }

    private List<String> problems(String certificate, String key) {
        JsonObject tls = new JsonObject().put("certificate", certificate).put("key", key);
        return files.problems(
                new JsonObject().put("intake", new JsonObject().put("tls", tls)).encode());
    }
}
