package io.quittance.core.replay;

import static java.util.Objects.requireNonNull;

import io.quittance.core.replay.Difference.About;
import io.quittance.core.replay.Preview.Previewed;
import io.quittance.core.store.Repeatedly;
import io.quittance.core.store.Replay;
import io.quittance.core.store.ReplayFilter;
import io.quittance.core.store.ReplayStore;
import io.quittance.core.store.StoredNotification;
import io.vertx.core.Future;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
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
        return answers(filter).compose(found -> {
            found.forEach(each);
            Total ofAnswers = Total.NONE.plus(0, 0, found);
            return compare(new Comparison(replay, filter, each, progress), ofAnswers);
        });
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

    private Future<Total> compare(Comparison comparison, Total ofAnswers) {
        AtomicReference<Place> reached = new AtomicReference<>(new Place(null, ofAnswers));
        return Repeatedly.until(() -> {
            Place place = requireNonNull(reached.get());
            return notifications
                    .page(comparison.filter, place.last, PAGE)
                    .compose(page -> page.isEmpty()
                            ? Future.succeededFuture(Optional.of(place.total))
                            : compare(comparison, page, place.total).map(next -> {
                                reached.set(next);
                                return Optional.<Total>empty();
                            }));
        });
    }

    private Future<Place> compare(Comparison comparison, List<StoredNotification> page, Total total) {
        return page(comparison.replay, page, total, comparison.each).map(sum -> {
            comparison.progress.accept(sum);
            return new Place(page.get(page.size() - 1).id(), sum);
        });
    }

    private record Comparison(
            Replay replay, ReplayFilter filter, Consumer<Difference> each, Consumer<Total> progress) {}

    /** How far a comparison is: up to this notification; null: at none. */
    private record Place(@Nullable UUID last, Total total) {}

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
