package io.quittance.spi.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.spi.PaymentProvider;
import io.quittance.spi.ProviderContext;
import io.quittance.spi.testing.conformance.ConformanceRun;
import io.quittance.spi.testing.conformance.ConformanceSubject;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** The report of a run says what came of each check. */
class ConformanceRunTest {

    private static final Duration AMPLE = Duration.ofMinutes(5);
    private static final ConformanceSubject RIGHT = new SampleSubject(SampleProviderFactory::new);
    private static final ConformanceSubject WRONG = new SampleSubject(() -> new SampleProviderFactory() {
        @Override
        public String name() {
            return "Not A Name";
        }
    });

    private final List<String> lines = new ArrayList<>();

    @Test
    void shouldTellWhatPassedAndWhatIsSkipped() {
        boolean right = run(AMPLE, List.of(RIGHT), "hosts-declared", "simulator-agrees");

        assertThat(right).isTrue();
        assertThat(lines)
                .containsExactly(
                        "passed hosts-declared",
                        "skipped simulator-agrees: The subject has no simulator()",
                        "conformance: 1 passed, 0 failed, 1 skipped");
    }

    @Test
    void shouldTellWhatFailedAndWhy() {
        boolean right = run(AMPLE, List.of(WRONG), "hosts-declared", "manifest-complete");

        assertThat(right).isFalse();
        assertThat(lines).first().isEqualTo("failed manifest-complete");
        assertThat(lines.get(1)).startsWith("    ").contains("Not A Name");
        assertThat(lines.get(2)).startsWith("    Why it matters: ");
        assertThat(lines.get(3)).startsWith("    The contract: ");
        assertThat(lines).endsWith("passed hosts-declared", "conformance: 1 passed, 1 failed, 0 skipped");
    }

    @Test
    void shouldNameEachOfSeveralSubjects() {
        run(AMPLE, List.of(RIGHT, RIGHT), "hosts-declared");

        String heading = SampleSubject.class.getName() + ":";
        assertThat(lines)
                .containsExactly(
                        heading,
                        "passed hosts-declared",
                        heading,
                        "passed hosts-declared",
                        "conformance: 2 passed, 0 failed, 0 skipped");
    }

    @Test
    void shouldNotWaitForEver() {
        CountDownLatch released = new CountDownLatch(1);
        ConformanceSubject hanging = new SampleSubject(() -> new HangingFactory(released));

        boolean right = run(Duration.ofMillis(100), List.of(hanging, RIGHT), "factory-stateless", "hosts-declared");

        assertThat(right).isFalse();
        assertThat(lines)
                .containsSequence("failed hosts-declared", "    the check has not ended after 0.1 s; it is here:")
                .anyMatch(line -> line.startsWith("        at "));
        assertThat(lines)
                .endsWith(
                        "skipped factory-stateless: not run beside the check that has not ended",
                        "conformance: 0 passed, 1 failed, 3 skipped");
        released.countDown();
    }

    private boolean run(Duration limit, List<ConformanceSubject> subjects, String... checks) {
        return ConformanceRun.run(subjects, List.of(checks), limit, lines::add);
    }

    private static final class HangingFactory extends SampleProviderFactory {

        private final CountDownLatch released;

        HangingFactory(CountDownLatch released) {
            this.released = released;
        }

        @Override
        public PaymentProvider create(JsonObject settings, ProviderContext context) {
            try {
                released.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return super.create(settings, context);
        }
    }
}
