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
 * others from answering. What was found is true whoever failed; but that nothing was found is true only if nobody did.
 *
 * @param <Q> who is asked
 * @param <R> a part of the answer
 */
final class OneByOne<Q, R> {

    private final Iterator<Q> asked;
    private final Function<Q, Future<List<R>>> question;
    private final Predicate<List<R>> enough;
    private final Predicate<Throwable> hopeless;
    private final List<R> answers = new ArrayList<>();
    private @Nullable Throwable failure;

    private OneByOne(
            List<Q> asked,
            Function<Q, Future<List<R>>> question,
            Predicate<List<R>> enough,
            Predicate<Throwable> hopeless) {
        this.asked = asked.iterator();
        this.question = question;
        this.enough = enough;
        this.hopeless = hopeless;
    }

    /** The answer of the first at one address who knows one. */
    static <Q, R> Future<List<R>> first(List<Q> asked, Function<Q, Future<List<R>>> question) {
        return new OneByOne<>(asked, question, answers -> !answers.isEmpty(), OneByOne::isOutage).next();
    }

    /** The answers of all at one address. */
    static <Q, R> Future<List<R>> all(List<Q> asked, Function<Q, Future<List<R>>> question) {
        return new OneByOne<>(asked, question, answers -> false, OneByOne::isOutage).next();
    }

    /** The answers from all addresses. */
    static <Q, R> Future<List<R>> everywhere(List<Q> asked, Function<Q, Future<List<R>>> question) {
        return new OneByOne<>(asked, question, answers -> false, anything -> false).next();
    }

    private Future<List<R>> next() {
        if (!asked.hasNext() || enough.test(answers)) {
            return result();
        }
        return question.apply(asked.next()).compose(this::answered, this::failed);
    }

    private Future<List<R>> answered(List<R> answer) {
        answers.addAll(answer);
        return next();
    }

    private Future<List<R>> failed(Throwable reason) {
        failure = failure == null ? reason : failure;
        return hopeless.test(reason) ? result() : next();
    }

    private Future<List<R>> result() {
        return failure != null && answers.isEmpty()
                ? Future.failedFuture(failure)
                : Future.succeededFuture(List.copyOf(answers));
    }

    /** Where it is down for one, it is down for the others, and asking them takes a time-out each. */
    private static boolean isOutage(Throwable reason) {
        return !(reason instanceof ProviderException known) || known.category() == ErrorCategory.TEMPORARY;
    }
}
