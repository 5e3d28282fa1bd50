package io.quittance.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.core.testing.TestingAuthority;
import io.quittance.core.testing.TestingAuthority.Identity;
import io.quittance.spi.Secret;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificateLintTest {

    private TlsConfig tls;
    private GatewayConfig config;

    @BeforeEach
    void sign(@TempDir Path directory) throws Exception {
        Identity identity = TestingAuthority.in(directory).sign("gateway", "EC", null, 20);
        tls = new TlsConfig(new Secret(List.of(identity.chain())), new Secret(List.of(identity.key())), null);
        config = new GatewayConfig(
                new IntakeConfig("127.0.0.1", 0, tls, null, 100_000, List.of()),
                new ManagementConfig("127.0.0.1", 0, null, List.of(), List.of()),
                new StoreConfig.Server("unused", null, 6),
                Path.of("plugins"),
                List.of(),
                List.of());
    }

    @Test
    void shouldSayNothingOfOneThatHoldsForLong() {
        assertThat(at(Duration.ofDays(-15))).isEmpty();
    }

    @Test
    void shouldTellOfOneThatEndsSoon() {
        assertThat(at(Duration.ofDays(-13)))
                .containsExactly(new Warning("/intake/tls/certificate", "ends at " + tls.ends() + "; renew it before"));
    }

    @Test
    void shouldTellOfOneThatHasEnded() {
        assertThat(at(Duration.ofDays(1)))
                .containsExactly(new Warning(
                        "/intake/tls/certificate",
                        "has ended at " + tls.ends() + "; who checks it does not connect any more"));
    }

    /** The warnings so long after its end. */
    private List<Warning> at(Duration afterEnd) {
        Instant now = tls.ends().plus(afterEnd);
        return CertificateLint.of(config, Clock.fixed(now, ZoneOffset.UTC));
    }
}
