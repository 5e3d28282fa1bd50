package io.quittance.core;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.core.config.GatewayConfig;
import io.quittance.core.config.IntakeConfig;
import io.quittance.core.config.ManagementConfig;
import io.quittance.core.config.StoreConfig;
import io.quittance.core.config.TlsConfig;
import io.quittance.core.http.IntakeBooks;
import io.quittance.core.http.IntakeServers;
import io.quittance.core.http.IntakeServers.InForce;
import io.quittance.core.http.ManagementServer;
import io.quittance.core.intake.AnswerLog;
import io.quittance.core.intake.CredentialUses;
import io.quittance.core.plugin.RunningAccount;
import io.quittance.core.telemetry.GatewayMetrics;
import io.quittance.core.testing.TestingAuthority;
import io.quittance.core.testing.TestingAuthority.Identity;
import io.quittance.spi.Secret;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.junit5.VertxExtension;
import java.net.URI;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(VertxExtension.class)
class ServersTest {

    @TempDir
    private Path directory;

    private final GatewayMetrics metrics = new GatewayMetrics();
    private TestingAuthority authority;
    private GatewayConfig config;
    private Servers servers;
    private URI management;

    @BeforeEach
    void listen(Vertx vertx) throws Exception {
        authority = TestingAuthority.in(directory);
        config = config(tls(authority.sign("first", "EC", "ip:127.0.0.1")));
        IntakeServers intake = new IntakeServers(
                vertx,
                new NoAccounts(),
                batch -> Future.succeededFuture(List.of()),
                () -> {},
                new CredentialUses(uses -> Future.succeededFuture()),
                new IntakeBooks(
                        metrics, new AnswerLog(answers -> Future.succeededFuture(), metrics), Clock.systemUTC()));
        servers = new Servers(
                intake,
                new ManagementServer(
                        vertx,
                        config.management().tls(),
                        metrics.servers().management(),
                        request -> request.response().end()),
                metrics);
        List<String> announced = new ArrayList<>();
        servers.listen(config, announced::add).await(30, SECONDS);
        management = URI.create(announced.get(1).replace("management listening on ", ""));
    }

    @Test
    void shouldShowTheCertificateThatIsInForce(Vertx vertx) throws Exception {
        assertThat(management).hasScheme("https");
        assertThat(shown(vertx)).isEqualTo("CN=first");

        servers.renewCertificates(config(tls(authority.sign("second", "RSA", "ip:127.0.0.1"))))
                .await(30, SECONDS);

        assertThat(shown(vertx)).isEqualTo("CN=second");
    }

    /** Otherwise what is in force by then would be taken for refused, and its plugins closed. */
    @Test
    void shouldGoOnWithTheCertificateBeforeIfAnotherCannotBeUsed(Vertx vertx) throws Exception {
        servers.renewCertificates(config(tls(new Identity("no certificate", "no key"))))
                .await(30, SECONDS);

        assertThat(shown(vertx)).isEqualTo("CN=first");
    }

    @Test
    void shouldTellWhenTheCertificateEndsThatIsShown() throws Exception {
        assertThat(ends()).isEqualTo(config.management().tls().ends().getEpochSecond());

        GatewayConfig next = config(tls(authority.sign("second", "EC", "ip:127.0.0.1", 3)));
        servers.renewCertificates(next).await(30, SECONDS);
        servers.renewCertificates(config(tls(new Identity("no certificate", "no key"))))
                .await(30, SECONDS);

        assertThat(ends()).isEqualTo(next.management().tls().ends().getEpochSecond());
    }

    private long ends() {
        return metrics.scrape()
                .lines()
                .filter(line -> line.startsWith("quittance_certificate_ends_timestamp_seconds{server=\"management\"}"))
                .map(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .findFirst()
                .orElseThrow();
    }

    private String shown(Vertx vertx) throws Exception {
        HttpClient client = vertx.createHttpClient(new HttpClientOptions()
                .setSsl(true)
                .setTrustOptions(new PemTrustOptions().addCertValue(Buffer.buffer(authority.certificate()))));
        X509Certificate own = client.request(HttpMethod.GET, management.getPort(), management.getHost(), "/")
                .compose(request -> request.send())
                .map(answer -> {
                    try {
                        return (X509Certificate)
                                answer.request().connection().sslSession().getPeerCertificates()[0];
                    } catch (SSLPeerUnverifiedException unverified) {
                        throw new IllegalStateException(unverified);
                    }
                })
                .await(30, SECONDS);
        client.close().await(30, SECONDS);
        return own.getSubjectX500Principal().getName();
    }

    private static TlsConfig tls(Identity identity) {
        return new TlsConfig(new Secret(List.of(identity.chain())), new Secret(List.of(identity.key())), null);
    }

    private static GatewayConfig config(TlsConfig tls) {
        return new GatewayConfig(
                new IntakeConfig("127.0.0.1", 0, null, null, 100_000, List.of()),
                new ManagementConfig("127.0.0.1", 0, tls, List.of(), List.of()),
                new StoreConfig.Server("unused", null, 6),
                Path.of("plugins"),
                List.of(),
                List.of());
    }

    private static final class NoAccounts implements InForce {

        @Override
        public Optional<RunningAccount> account(String path) {
            return Optional.empty();
        }

        @Override
        public IntakeConfig config() {
            return ServersTest.config(null).intake();
        }
    }
}
