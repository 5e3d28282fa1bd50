package io.quittance.spi.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.spi.testing.conformance.Check;
import io.quittance.spi.testing.conformance.Conformance;
import io.quittance.spi.testing.conformance.Verdict;
import io.quittance.spi.testing.conformance.Verdict.Kind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No check is vacuous: each finds what it is there for, and nothing in a provider that is right. */
class ConformanceKitTest {

    @Test
    void shouldFindNothingInAProviderThatIsRight() {
        assertThat(failures(new SampleSubject(SampleProviderFactory::new))).isEmpty();
    }

    static Stream<BadProvider> badProviders() {
        return BadProviders.all();
    }

    @ParameterizedTest
    @MethodSource("badProviders")
    void shouldFindEachFlawAndNothingElse(BadProvider bad) {
        Map<String, String> failures = failures(new SampleSubject(bad.factory()));

        assertThat(failures).containsOnlyKeys(bad.check());
        assertThat(failures.get(bad.check()))
                .contains(bad.text())
                .contains("\nWhy it matters: ")
                .contains("\nThe contract: ");
    }

    @Test
    void shouldHaveABadProviderForEachCheckThatNeedsNoSimulator() {
        List<String> checks = Conformance.checks().stream()
                .map(Check::name)
                .filter(name -> !name.startsWith("simulator-"))
                .toList();

        assertThat(BadProviders.all().map(BadProvider::check).distinct()).containsExactlyInAnyOrderElementsOf(checks);
    }

    private static Map<String, String> failures(SampleSubject subject) {
        Map<String, String> failures = new LinkedHashMap<>();
        for (Check check : Conformance.checks()) {
            Verdict verdict = check.run(subject);
            if (verdict.kind() == Kind.FAILED) {
                failures.put(check.name(), verdict.text());
            }
        }
        return failures;
    }
}
