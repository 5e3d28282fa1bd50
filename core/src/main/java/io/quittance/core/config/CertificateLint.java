package io.quittance.core.config;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Certificates of the servers that end soon. They are allowed: a gateway that does not start would be no better. */
public final class CertificateLint {

    private static final Duration SOON = Duration.ofDays(14);

    private final Instant now;
    private final List<Warning> warnings = new ArrayList<>();

    private CertificateLint(Instant now) {
        this.now = now;
    }

    /** What there is to say of both servers; nothing if all is well. */
    public static List<Warning> of(GatewayConfig config, Clock clock) {
        CertificateLint lint = new CertificateLint(clock.instant());
        lint.look("/intake", config.intake().tls());
        lint.look("/management", config.management().tls());
        return List.copyOf(lint.warnings);
    }

    private void look(String server, @Nullable TlsConfig tls) {
        if (tls == null) {
            return;
        }
        Instant end = tls.ends();
        if (end.isBefore(now.plus(SOON))) {
            warnings.add(new Warning(
                    server + "/tls/certificate",
                    end.isAfter(now)
                            ? "ends at " + end + "; renew it before"
                            : "has ended at " + end + "; who checks it does not connect any more"));
        }
    }
}
