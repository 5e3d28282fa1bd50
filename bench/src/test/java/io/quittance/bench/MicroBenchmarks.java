package io.quittance.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Runs all micro-benchmarks when it is asked for by name; docs/performance.md tells how. */
class MicroBenchmarks {

    @Test
    void shouldMeasure() throws Exception {
        assertThat(new Runner(new OptionsBuilder()
                                .include("io\\.quittance\\..*Benchmark\\.")
                                .mode(Mode.AverageTime)
                                .timeUnit(java.util.concurrent.TimeUnit.NANOSECONDS)
                                .warmupIterations(3)
                                .warmupTime(TimeValue.seconds(1))
                                .measurementIterations(5)
                                .measurementTime(TimeValue.seconds(1))
                                .forks(1)
                                .shouldFailOnError(true)
                                .build())
                        .run())
                .isNotEmpty();
    }
}
