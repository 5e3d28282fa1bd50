package io.quittance.core.replay;

import io.quittance.core.replay.Difference.About;
import io.quittance.core.replay.Preview.Previewed;
import io.quittance.core.store.Replay;
import io.quittance.core.store.ReplayFilter;
import io.quittance.core.store.ReplayStore;
import io.quittance.core.store.StoredNotification;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs stored notifications through two versions of a plugin, side by side and without effects, and tells what they do not
 * agree on.
 */
public final class ProviderComparison {

    private static final int PAGE = 100;

    private final ReplayStore notifications;
    private final Preview before;
    private final Preview after;

    /** Compares these two; both must have the accounts that are compared. */
    public ProviderComparison(ReplayStore notifications, Preview before, Preview after) {
        this.notifications = notifications;
        this.before = before;
        this.after = after;
    }

    /**
     * What was compared so far.
     *
     * @param unanswered of how many notifications at least the worse of the two found out nothing, such as when the provider
     *     did not answer
     * @param differences how many, of each kind
     */
    public record Total(int notifications, int unanswered, Map<About, Integer> differences) {

        static final Total NONE = new Total(0, 0, Map.of());

        public Total {
            differences = Map.copyOf(differences);
        }

        private Total plus(int more, int moreUnanswered, List<Difference> found) {
            Map<About, Integer> all = new EnumMap<>(About.class);
            all.putAll(differences);
            found.forEach(difference -> all.merge(difference.about(), 1, Integer::sum));
            return new Total(notifications + more, unanswered + moreUnanswered, all);
        }
    }

    /**
     * Compares all that a filter chooses, the newest first.
     *
     * @param each is told each difference as it is found
     * @param progress is told after each page how far it is
     */
    public Future<Total> compare(
            Replay replay, ReplayFilter filter, Consumer<Difference> each, Consumer<Total> progress) {
        Comparison comparison = new Comparison(replay, filter, each, progress, Promise.promise());
        answers(filter).onFailure(comparison.end::fail).onSuccess(found -> {
            found.forEach(each);
            compareFrom(null, Total.NONE.plus(0, 0, found), comparison);
        });
        return comparison.end.future();
    }

    private Future<List<Difference>> answers(ReplayFilter filter) {
        List<Future<List<Difference>>> accounts = filter.running().stream()
                .sorted()
                .map(account -> before.answers(account)
                        .compose(old ->
                                after.answers(account).map(renewed -> Differences.ofAnswers(account, old, renewed))))
                .toList();
        return Future.all(accounts)
                .map(all ->
                        accounts.stream().flatMap(one -> one.result().stream()).toList());
    }

    // A Promise for all pages: Futures within one another would end in a stack as deep as there are pages.
    private void compareFrom(@Nullable UUID last, Total total, Comparison comparison) {
        notifications
                .page(comparison.filter, last, PAGE)
                .onFailure(comparison.end::fail)
                .onSuccess(page -> {
                    if (page.isEmpty()) {
                        comparison.end.complete(total);
                    } else {
                        compare(page, total, comparison);
                    }
                });
    }

    private void compare(List<StoredNotification> page, Total total, Comparison comparison) {
        page(comparison.replay, page, total, comparison.each)
                .onFailure(comparison.end::fail)
                .onSuccess(sum -> {
                    comparison.progress.accept(sum);
                    compareFrom(page.get(page.size() - 1).id(), sum, comparison);
                });
    }

    private record Comparison(
            Replay replay,
            ReplayFilter filter,
            Consumer<Difference> each,
            Consumer<Total> progress,
            Promise<Total> end) {}

    /** One after the other, so that the answers of the provider's API that the first one got serve the second. */
    private Future<Total> page(Replay replay, List<StoredNotification> page, Total total, Consumer<Difference> each) {
        return before.of(replay, page)
                .compose(old -> after.of(replay, page).map(renewed -> {
                    List<Difference> found = Differences.of(old, renewed);
                    found.forEach(each);
                    return total.plus(page.size(), unanswered(old, renewed), found);
                }));
    }

    private static int unanswered(Previewed old, Previewed renewed) {
        return Math.max(old.forecast().unanswered(), renewed.forecast().unanswered());
    }
}
