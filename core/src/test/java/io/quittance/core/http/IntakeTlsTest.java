package io.quittance.core.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quittance.core.config.TlsConfig;
import io.quittance.core.testing.TestingAuthority;
import io.quittance.core.testing.TestingAuthority.Identity;
import io.quittance.spi.Secret;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.PemTrustOptions;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The intake as providers meet it over TLS. */
class IntakeTlsTest {

    @TempDir
    private static Path directory;

    @TempDir
    private static Path strangersDirectory;

    private static TestingAuthority authority;
    private static Identity own;
    private static Identity renewed;
    private static Identity sender;
    private static Identity senderByCommonName;
    private static Identity neighbour;
    private static Identity stranger;

    // One that nobody holds is closed by and by.
    private final List<HttpClient> clients = new ArrayList<>();
    private Vertx vertx;

    @BeforeAll
    static void makeCertificates() throws Exception {
        authority = TestingAuthority.in(directory);
        own = authority.sign("first", "EC", "ip:127.0.0.1");
        renewed = authority.sign("second", "RSA", "ip:127.0.0.1");
        sender = authority.sign("Payments", "EC", "dns:notify.psp.example");
        senderByCommonName = authority.sign("Notify.PSP.example", "EC", null);
        neighbour = authority.sign("notify.psp.example", "EC", "dns:other.psp.example");
        stranger = TestingAuthority.in(strangersDirectory).sign("Stranger", "EC", "dns:notify.psp.example");
    }

    @BeforeEach
    void start() {
        vertx = Vertx.vertx();
    }

    @AfterEach
    void stop() throws Exception {
        TestingIntake.result(vertx.close());
    }

    @Test
    void shouldTakeNotificationsOverTls() throws Exception {
        try (TestingIntake intake = intake(false)) {
            assertThat(post(intake, client()).statusCode()).isEqualTo(200);
            assertThat(intake.stored).hasSize(1);
        }
    }

    @Test
    void shouldSpeakHttp1AloneHoweverItIsAsked() throws Exception {
        try (TestingIntake intake = intake(false)) {
            HttpClientResponse answer = post(intake, client().setUseAlpn(true).setProtocolVersion(HttpVersion.HTTP_2));

            assertThat(answer.version()).isEqualTo(HttpVersion.HTTP_1_1);
        }
    }

    @Test
    void shouldRefuseVersionsAndCiphersOfOldTimes() throws Exception {
        try (TestingIntake intake = intake(false)) {
            assertThatThrownBy(() -> post(intake, client().setEnabledSecureTransportProtocols(Set.of("TLSv1.1"))))
                    .hasRootCauseInstanceOf(SSLException.class);
            assertThatThrownBy(() -> post(
                            intake,
                            client().setEnabledSecureTransportProtocols(Set.of("TLSv1.2"))
                                    .addEnabledCipherSuite("TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256")))
                    .hasRootCauseInstanceOf(SSLException.class);
            assertThat(post(intake, client().setEnabledSecureTransportProtocols(Set.of("TLSv1.2")))
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void shouldShowAnotherCertificateOnceItIsRenewed() throws Exception {
        try (TestingIntake intake = intake(false)) {
            assertThat(shown(post(intake, client()))).contains("CN=first");

            TestingIntake.result(intake.renew(tls(renewed, false)));

            assertThat(shown(post(intake, client()))).contains("CN=second");
        }
    }

    @Test
    void shouldTakeTheSenderWhoseCertificateHasTheName() throws Exception {
        try (TestingIntake intake = intake(true, "notify.psp.example")) {
            assertThat(post(intake, client(sender)).statusCode()).isEqualTo(200);
            assertThat(post(intake, client(senderByCommonName)).statusCode()).isEqualTo(200);
            assertThat(intake.stored).hasSize(2);
        }
    }

    @Test
    void shouldRefuseWhoHasNoCertificateOrOneWithAnotherName() throws Exception {
        try (TestingIntake intake = intake(true, "notify.psp.example")) {
            assertThat(post(intake, client()).statusCode()).isEqualTo(401);
            assertThat(post(intake, client(neighbour)).statusCode()).isEqualTo(401);
            assertThat(intake.stored).isEmpty();
        }
    }

    @Test
    void shouldNotEvenTalkToWhomAnotherAuthoritySigned() throws Exception {
        try (TestingIntake intake = intake(true, "notify.psp.example")) {
            assertThatThrownBy(() -> post(intake, client(stranger))).isNotNull();
            assertThat(intake.stored).isEmpty();
        }
    }

    @Test
    void shouldTakeAnybodyWhereTheAccountAsksForNoCertificate() throws Exception {
        try (TestingIntake intake = intake(true)) {
            assertThat(post(intake, client()).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void shouldRefuseEverybodyOverPlainHttpWhereTheAccountAsksForACertificate() throws Exception {
        try (TestingIntake intake = new TestingIntake(TestingIntake.PATIENT, null, List.of("notify.psp.example"))) {
            assertThat(post(intake, new HttpClientOptions()).statusCode()).isEqualTo(401);
        }
    }

    private static TestingIntake intake(boolean asks, String... names) throws Exception {
        return new TestingIntake(TestingIntake.PATIENT, tls(own, asks), List.of(names));
    }

    private static TlsConfig tls(Identity identity, boolean asks) throws Exception {
        return new TlsConfig(
                new Secret(List.of(identity.chain())),
                new Secret(List.of(identity.key())),
                asks ? new Secret(List.of(authority.certificate())) : null);
    }

    private static HttpClientOptions client() throws Exception {
        return new HttpClientOptions()
                .setSsl(true)
                .setTrustOptions(new PemTrustOptions().addCertValue(Buffer.buffer(authority.certificate())));
    }

    private static HttpClientOptions client(Identity identity) throws Exception {
        return client().setKeyCertOptions(identity.shown());
    }

    /** Over a connection of its own. */
    private HttpClientResponse post(TestingIntake intake, HttpClientOptions options) throws Exception {
        HttpClient client = vertx.createHttpClient(options);
        clients.add(client);
        return TestingIntake.result(client.request(HttpMethod.POST, intake.port(), "127.0.0.1", "/notify")
                .compose(request -> request.send("{}"))
                .compose(answer -> answer.body().map(answer)));
    }

    private static @Nullable String shown(HttpClientResponse answer) throws Exception {
        X509Certificate certificate =
                (X509Certificate) answer.request().connection().sslSession().getPeerCertificates()[0];
        return certificate.getSubjectX500Principal().getName();
    }
}
