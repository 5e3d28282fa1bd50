package io.quittance.spi.testing.conformance;

import io.quittance.spi.InboundNotification;
import io.quittance.spi.IntakeOutcome;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes a provider do everything that it can do, whatever comes of it. */
final class Use {

    private Use() {}

    /** All that it failed with. */
    static List<Throwable> everything(Bench bench, TestedAccount account) {
        List<Throwable> failures = new ArrayList<>();
        for (Recording recording : bench.subject.recordings()) {
            InboundNotification inbound = bench.subject.authentic(recording.body());
            for (IntakeOutcome outcome : IntakeOutcome.values()) {
                add(failures, failure(() -> account.acknowledge(inbound, outcome)));
            }
            add(failures, failure(() -> account.observe(recording)));
        }
        List<Question> questions = new ArrayList<>();
        add(failures, failure(() -> questions.addAll(Question.of(bench))));
        questions.forEach(question -> add(failures, failure(() -> question.ask().of(account))));
        return failures;
    }

    /** What an action fails with; null if with nothing. A finding is not swallowed. */
    static @Nullable Throwable failure(Runnable action) {
        try {
            action.run();
            return null;
        } catch (Finding e) {
            throw e;
        } catch (LoopWatch.Thrown e) {
            return e.getCause();
        } catch (RuntimeException | AssertionError | LinkageError | StackOverflowError e) {
            return e;
        }
    }

    private static void add(List<Throwable> failures, @Nullable Throwable failure) {
        if (failure != null) {
            failures.add(failure);
        }
    }
}
