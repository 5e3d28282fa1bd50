package io.quittance.core.plugin;

import io.quittance.core.telemetry.GatewayMetrics;
import io.quittance.core.trace.Span;
import io.quittance.core.trace.TraceAttribute;
import io.quittance.spi.ProviderException;
import io.quittance.spi.ProviderHttp.Request;
import io.quittance.spi.ProviderHttp.Response;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Keeps the books of one account's calls: counts them, and says what their spans tell. */
final class CallMetrics {

    private static final int FIRST_ERROR = 400;

    private final String account;
    private final GatewayMetrics metrics;
    private final Clock clock;

    CallMetrics(String account, GatewayMetrics metrics, Clock clock) {
        this.account = account;
        this.metrics = metrics;
        this.clock = clock;
    }

    /**
     * Counts a call that begins now.
     *
     * @param span of the call
     */
    Future<Response> count(Request request, Span span, Future<Response> call) {
        Instant begun = clock.instant();
        describe(request, span);
        return call.onSuccess(answer -> metrics.providerAnswered(account, answer.status(), since(begun)))
                .onFailure(failure -> metrics.providerFailed(account, since(begun)))
                .onComplete((answer, failure) -> end(span, answer, failure));
    }

    private void describe(Request request, Span span) {
        span.named(request.method())
                .put(TraceAttribute.ACCOUNT, account)
                .put(TraceAttribute.METHOD, request.method())
                .put(TraceAttribute.HOST, request.uri().getHost())
                .put(TraceAttribute.PORT, AllowedHosts.port(request.uri()));
    }

    /** Of a failure only the class: its words may name the path, where an id is. */
    private static void end(Span span, @Nullable Response answer, @Nullable Throwable failure) {
        if (answer == null) {
            span.fail(failure instanceof ProviderException known ? category(known) : "unexpected");
        } else {
            span.put(TraceAttribute.STATUS, answer.status());
            if (answer.status() >= FIRST_ERROR) {
                span.fail(Integer.toString(answer.status()));
            }
        }
        span.end();
    }

    private static String category(ProviderException failure) {
        return failure.category().name().toLowerCase(Locale.ROOT);
    }

    private Duration since(Instant begun) {
        return Duration.between(begun, clock.instant());
    }
}
