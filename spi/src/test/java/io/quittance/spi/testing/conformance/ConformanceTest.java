package io.quittance.spi.testing.conformance;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Tests a provider against everything that the SPI asks of one. Extend it, say what is recorded of your provider, and
 * there is one test for each check. Nothing of JUnit is needed to load and construct such a class, so that
 * {@code quittance conform} takes it as it is.
 */
public abstract class ConformanceTest implements ConformanceSubject {

    @TestFactory
    Stream<DynamicTest> conformance() {
        return Conformance.checks().stream()
                .map(check -> dynamicTest(check.name(), () -> judge(check.name(), check.run(this))));
    }

    private static void judge(String check, Verdict verdict) {
        switch (verdict.kind()) {
            case PASSED -> {}
            case FAILED -> fail(check + ": " + verdict.text());
            case NOT_APPLICABLE -> abort(verdict.text());
        }
    }
}
