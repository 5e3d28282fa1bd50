package io.quittance.core.delivery;

import io.quittance.spi.Secret;
import java.time.Instant;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What the signature of an event costs. */
@State(Scope.Benchmark)
public class SignatureBenchmark {

    private final Secret secret = new Secret(List.of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"));
    private final String event = "{\"id\":\"e\",\"type\":\"order.paid\"}".repeat(16);

    @Benchmark
    public String sign() {
        return WebhookSignature.of(secret, "0192f3a0-0000-7000-8000-000000000001", Instant.EPOCH, event);
    }
}
