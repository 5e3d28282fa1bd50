package io.quittance.spi;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a provider documents that it makes of the answers to its notifications. Declare only what it says: people are warned
 * by it when they configure other answers, and nothing that the gateway does depends on it.
 *
 * @param successStatuses the only statuses that it takes as acknowledgement, 200 to 299; empty: it does not say, so any
 * @param successBody the only body that it takes as acknowledgement; null: it does not say, so any
 * @param withholdings which refusals hold up later notifications; empty: none, or it does not say
 */
public record AnswerPolicy(
        Set<Integer> successStatuses, @Nullable String successBody, List<Withholding> withholdings) {

    /** Of a provider that documents nothing. */
    public static final AnswerPolicy UNDOCUMENTED = new AnswerPolicy(Set.of(), null, List.of());

    private static final int FIRST_REDIRECT = 300;
    private static final int FIRST_REFUSAL = 400;
    private static final int LAST_REFUSAL = 599;

    public AnswerPolicy {
        successStatuses = Set.copyOf(successStatuses);
        withholdings = List.copyOf(withholdings);
    }

    /** Of a provider that takes one status as acknowledgement, and documents nothing else. */
    public static AnswerPolicy acknowledgedBy(int status) {
        return new AnswerPolicy(Set.of(status), null, List.of());
    }

    /**
     * Refusals after which the provider withholds also other, later notifications of the same receiver, so that one of them
     * holds up all.
     *
     * @param from the lowest status of them, at least 400
     * @param to the highest status of them, at most 599
     * @param duration how long at most
     */
    public record Withholding(int from, int to, Duration duration) {

        public Withholding {
            if (from < FIRST_REFUSAL || to > LAST_REFUSAL || from > to || duration.isNegative()) {
                throw new IllegalArgumentException("A withholding is of statuses from 400 to 599, the lower one first,"
                        + " and not shorter than nothing: " + from + " to " + to + " for " + duration);
            }
        }
    }

    /** Whether an answer ends the provider's repeats. */
    public boolean isAcknowledgedBy(Acknowledgement answer) {
        return answer.status() < FIRST_REDIRECT
                && (successStatuses.isEmpty() || successStatuses.contains(answer.status()))
                && (successBody == null || successBody.equals(answer.body().toString()));
    }

    /** What a refusal with this status holds up; empty: nothing that is documented. */
    public Optional<Withholding> withholding(int status) {
        return withholdings.stream()
                .filter(withholding -> withholding.from() <= status && status <= withholding.to())
                .findFirst();
    }
}
