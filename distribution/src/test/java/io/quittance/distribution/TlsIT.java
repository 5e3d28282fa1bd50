package io.quittance.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.quittance.core.testing.TestingAuthority;
import io.quittance.core.testing.TestingAuthority.Identity;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both ports over TLS, with a certificate that is renewed while the gateway runs. */
@EndToEndTest
class TlsIT {
    static final String MEASURED_WITH_TLS = "quittance_certificate_ends_timestamp_seconds";

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final JsonObject TLS = new JsonObject()
            .put("certificate", new JsonObject().put("file", "tls/chain.pem"))
            .put("key", new JsonObject().put("file", "tls/key.pem"));

    @TempDir
    private Path directory;

    private TestingAuthority authority;
    private SSLContext trusting;
    private Shop shop;
    private GatewayProcess gateway;

    @BeforeEach
    void start() throws Exception {
        authority = TestingAuthority.in(directory);
        trusting = trusting(authority.trusted());
        Files.createDirectory(directory.resolve("tls"));
        write(authority.sign("first", "EC", "ip:127.0.0.1"));
        shop = Shop.with(TestStore.embedded());
        Shop.shareBinaries(directory);
        JsonObject configuration = shop.configuration();
        configuration.getJsonObject("intake").put("tls", TLS);
        configuration.getJsonObject("management").put("tls", TLS);
        Path file = Files.writeString(directory.resolve("quittance.json"), configuration.encode());
        gateway = GatewayProcess.start(directory, "serve", "--config", file.toString());
        gateway.awaitReady();
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void shouldServeBothPortsAndShowARenewedCertificateWithoutARestart() throws Exception {
        assertThat(gateway.intake()).hasScheme("https");
        assertThat(gateway.management()).hasScheme("https");
        assertThat(push()).isEqualTo(204);
        assertThat(read("/v1/notifications").body()).contains("\"account\":\"" + Shop.cards(Shop.MERCHANT) + "\"");
        assertThat(shown(gateway.intake())).isEqualTo("CN=first");

        Files.writeString(directory.resolve("tls/key.pem"), "no key");
        gateway.await("/intake/tls/key: must hold the certificate's private key");
        assertThat(shown(gateway.intake())).isEqualTo("CN=first");

        write(authority.sign("second", "RSA", "ip:127.0.0.1"));
        await().atMost(SOON).until(() -> shown(gateway.intake()).equals("CN=second"));
        await().atMost(SOON).until(() -> shown(gateway.management()).equals("CN=second"));
        assertThat(push()).isEqualTo(204);
        assertThat(read("/metrics").body())
                .contains(MEASURED_WITH_TLS + "{server=\"intake\"}", MEASURED_WITH_TLS + "{server=\"management\"}");
    }

    @Test
    void shouldAnswerCommandsThatKnowItsCertificateFromTheFile() throws Exception {
        String address = gateway.management().toString();

        GatewayProcess.Result told =
                GatewayProcess.run(directory, "accounts", "--config", "quittance.json", "--url", address);

        assertThat(told.exitCode()).as(told.lines().toString()).isZero();
        assertThat(told.lines()).anyMatch(line -> line.contains(Shop.cards(Shop.MERCHANT)));
    }

    @Test
    void shouldSpeakNoPlainHttpThere() {
        URI plain = URI.create("http://127.0.0.1:" + gateway.intake().getPort());

        assertThatThrownBy(() -> get(HttpClient.newHttpClient(), plain)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> get(HttpClient.newHttpClient(), gateway.management()))
                .isInstanceOf(SSLException.class);
    }

    private void write(Identity identity) throws IOException {
        Files.writeString(directory.resolve("tls/chain.pem"), identity.chain());
        Files.writeString(directory.resolve("tls/key.pem"), identity.key());
    }

    private int push() throws Exception {
        String user = Seeds.SITE + ":" + Seeds.API_KEY;
        HttpRequest request = HttpRequest.newBuilder(
                        gateway.intake().resolve(ProviderClient.smart2payPath(Shop.MERCHANT)))
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8)))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(CardPayments.notification(1)))
                .build();
        return client().send(request, BodyHandlers.discarding()).statusCode();
    }

    private HttpResponse<String> read(String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(gateway.management().resolve(path))
                .header("Authorization", "Bearer " + shop.secrets().token())
                .build();
        return client().send(request, BodyHandlers.ofString());
    }

    /** Whose certificate a new connection is shown. */
    private String shown(URI server) throws Exception {
        HttpResponse<Void> answer = get(client(), server);
        Certificate own = answer.sslSession().orElseThrow().getPeerCertificates()[0];
        return ((X509Certificate) own).getSubjectX500Principal().getName();
    }

    private static HttpResponse<Void> get(HttpClient client, URI server) throws Exception {
        return client.send(HttpRequest.newBuilder(server.resolve("/")).build(), BodyHandlers.discarding());
    }

    /** One without open connections. */
    private HttpClient client() {
        return HttpClient.newBuilder().sslContext(trusting).build();
    }

    private static SSLContext trusting(KeyStore authorities) throws Exception {
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(authorities);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
