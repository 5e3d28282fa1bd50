package io.quittance.core.plugin;

import io.quittance.core.telemetry.GatewayMetrics;
import io.quittance.spi.ProviderHttp.Response;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Keeps the books of one account's calls. */
final class CallMetrics {

    private final String account;
    private final GatewayMetrics metrics;
    private final Clock clock;

    CallMetrics(String account, GatewayMetrics metrics, Clock clock) {
        this.account = account;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** Counts a call that begins now. */
    Future<Response> count(Future<Response> call) {
        Instant begun = clock.instant();
        return call.onSuccess(answer -> metrics.providerAnswered(account, answer.status(), since(begun)))
                .onFailure(failure -> metrics.providerFailed(account, since(begun)));
    }

    private Duration since(Instant begun) {
        return Duration.between(begun, clock.instant());
    }
}
