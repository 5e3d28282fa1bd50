package io.quittance.provider.smart2pay;

import io.quittance.spi.ErrorCategory;
import io.quittance.spi.ProviderException;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Puts a question to several, one after the other. Who refuses it, for a key that is wrong for example, does not keep the
 * others from answering; a failure that will pass ends it, since what it hides may be the answer.
 *
 * @param <Q> who is asked
 * @param <R> a part of the answer
 */
final class OneByOne<Q, R> {

    private final Iterator<Q> asked;
    private final Function<Q, Future<List<R>>> question;
    private final Predicate<List<R>> enough;
    private final List<R> answers = new ArrayList<>();
    private @Nullable Throwable refusal;

    private OneByOne(List<Q> asked, Function<Q, Future<List<R>>> question, Predicate<List<R>> enough) {
        this.asked = asked.iterator();
        this.question = question;
        this.enough = enough;
    }

    /** The answers of all; the first refusal if nobody knows anything and not everybody answered. */
    static <Q, R> Future<List<R>> all(List<Q> asked, Function<Q, Future<List<R>>> question) {
        return new OneByOne<>(asked, question, answers -> false).next();
    }

    /** The answer of the first who knows one; the first refusal if nobody does and not everybody answered. */
    static <Q, R> Future<List<R>> first(List<Q> asked, Function<Q, Future<List<R>>> question) {
        return new OneByOne<>(asked, question, answers -> !answers.isEmpty()).next();
    }

    private Future<List<R>> next() {
        if (enough.test(answers) || !asked.hasNext()) {
            return refusal != null && answers.isEmpty()
                    ? Future.failedFuture(refusal)
                    : Future.succeededFuture(List.copyOf(answers));
        }
        return question.apply(asked.next()).recover(this::refused).compose(answer -> {
            answers.addAll(answer);
            return next();
        });
    }

    private Future<List<R>> refused(Throwable failure) {
        boolean goOn = failure instanceof ProviderException known && known.category() != ErrorCategory.TEMPORARY;
        if (!goOn) {
            return Future.failedFuture(failure);
        }
        refusal = refusal == null ? failure : refusal;
        return Future.succeededFuture(List.of());
    }
}
