package io.quittance.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quittance.core.store.Digests;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What an idempotency key costs. */
@State(Scope.Benchmark)
public class KeyBenchmark {

    private final byte[] key = "item payment cards 1000000001 11 4599 EUR 4599".getBytes(UTF_8);

    @Benchmark
    public byte[] hash() {
        return Digests.sha256(key);
    }
}
