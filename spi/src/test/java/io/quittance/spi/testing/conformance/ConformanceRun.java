package io.quittance.spi.testing.conformance;

import io.quittance.spi.PaymentProviderFactory;
import io.quittance.spi.testing.conformance.Verdict.Kind;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Runs checks on subjects and tells what comes of each as soon as it is known. All types of its public methods are the
 * JDK's and the SPI's, so that a program can call it that has the kit in a class loader of its own.
 */
public final class ConformanceRun {

    private static final String INDENT = "    ";

    private final Duration limit;
    private final Consumer<String> lines;
    private final Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
    private boolean abandoned;

    private ConformanceRun(Duration limit, Consumer<String> lines) {
        this.limit = limit;
        this.lines = lines;
    }

    /** The names of all checks, in their order. */
    public static List<String> checks() {
        return Conformance.checks().stream().map(Check::name).toList();
    }

    /**
     * A new factory of a subject. Throws what the subject throws.
     *
     * @param subject a {@link ConformanceSubject}
     */
    public static PaymentProviderFactory factory(Object subject) {
        return ((ConformanceSubject) subject).factory();
    }

    /**
     * Runs checks on each subject, and tells whether none failed. Blocks until all have ended. One that does not end in
     * time has failed, and nothing is run beside it: what comes after it is skipped.
     *
     * @param subjects instances of {@link ConformanceSubject}, at least one
     * @param checks the names of those that are run; others than {@link #checks()} are passed over
     * @param limit how long one check may take
     * @param lines takes each line of the report, in the thread of the caller
     */
    public static boolean run(List<?> subjects, Collection<String> checks, Duration limit, Consumer<String> lines) {
        ConformanceRun run = new ConformanceRun(limit, lines);
        for (Object subject : subjects) {
            if (subjects.size() > 1) {
                lines.accept(subject.getClass().getName() + ":");
            }
            Conformance.checks().stream()
                    .filter(check -> checks.contains(check.name()))
                    .forEach(check -> run.make(check, (ConformanceSubject) subject));
        }
        lines.accept("conformance: %d passed, %d failed, %d skipped"
                .formatted(run.count(Kind.PASSED), run.count(Kind.FAILED), run.count(Kind.NOT_APPLICABLE)));
        return run.count(Kind.FAILED) == 0;
    }

    private void make(Check check, ConformanceSubject subject) {
        if (abandoned) {
            tell(check, new Verdict(Kind.NOT_APPLICABLE, "not run beside the check that has not ended"));
            return;
        }
        BoundedCheck bounded = BoundedCheck.start(check, subject);
        Verdict verdict = bounded.await(limit);
        abandoned = bounded.isRunning();
        tell(check, verdict);
    }

    private void tell(Check check, Verdict verdict) {
        counts.merge(verdict.kind(), 1, Integer::sum);
        switch (verdict.kind()) {
            case PASSED -> lines.accept("passed " + check.name());
            case NOT_APPLICABLE -> lines.accept("skipped " + check.name() + ": " + verdict.text());
            case FAILED -> {
                lines.accept("failed " + check.name());
                verdict.text().lines().forEach(line -> lines.accept(INDENT + line));
            }
        }
    }

    private int count(Kind kind) {
        return counts.getOrDefault(kind, 0);
    }
}
