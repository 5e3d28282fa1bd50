package io.quittance.core.delivery;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.quittance.core.store.FeedStore;
import io.quittance.core.store.FeedStore.FeedEvent;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.VertxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The feed as consumers read it. However many of them wait for something new, one question to the store, asked when there
 * may be news and otherwise twice a second, tells for all of them; and those who want the same page share one reading.
 */
public final class EventFeed extends VerticleBase {

    private static final Logger LOGGER = LoggerFactory.getLogger(EventFeed.class);

    private static final long POLL_MILLIS = 500;
    private static final long LOOK_MILLIS = 5_000;

    private final FeedStore store;
    private final SingleRun looking = new SingleRun(this::look);
    private final WakeUp wakeUp = new WakeUp(looking::run);
    private final Map<String, Set<Waiting>> waiting = new HashMap<>();
    private final Map<Query, Future<FeedPage>> reading = new HashMap<>();
    private boolean stopped;

    /** Reads this feed. */
    public EventFeed(FeedStore store) {
        this.store = store;
    }

    /**
     * What a consumer asks for.
     *
     * @param limit how many events at most
     */
    public record Query(FeedCursor after, int limit) {}

    private record Waiting(long after, Promise<Void> news) {}

    /** A cursor that this feed has not reached: it is of a store that knew more than this one. */
    public static final class AheadOfFeedException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        AheadOfFeedException() {
            super("The cursor is ahead of the feed", null, false, false);
        }
    }

    @Override
    public Future<?> start() {
        wakeUp.on(context);
        vertx.setPeriodic(POLL_MILLIS, tick -> looking.run());
        return Future.succeededFuture();
    }

    /** Answers all who wait with what there is. */
    @Override
    public Future<?> stop() {
        stopped = true;
        waiting.values()
                .forEach(ofMerchant ->
                        List.copyOf(ofMerchant).forEach(one -> one.news().tryComplete()));
        return Future.succeededFuture();
    }

    /** Says that there may be news; may be called from anywhere, and as often as there are. */
    public void wake() {
        wakeUp.call();
    }

    /**
     * Events behind a cursor. Fails with {@link AheadOfFeedException} if the feed never came to that cursor. May be called
     * on any context, and completes there.
     *
     * @param patience how long to wait for the first one; zero: not at all
     * @param abandoned completes when nobody wants the answer any more
     */
    public Future<FeedPage> read(Query query, Duration patience, Future<?> abandoned) {
        if (context == null) {
            return Future.failedFuture(new VertxException("The feed waits for the store", true));
        }
        Context caller = vertx.getOrCreateContext();
        Promise<FeedPage> answer = Promise.promise();
        context.runOnContext(here -> answer(query, patience, abandoned)
                .onComplete((page, failure) -> caller.runOnContext(there -> answer.complete(page, failure))));
        return answer.future();
    }

    private Future<FeedPage> answer(Query query, Duration patience, Future<?> abandoned) {
        Promise<Void> over = Promise.promise();
        long timer = vertx.setTimer(Math.max(1, patience.toMillis()), late -> over.tryComplete());
        abandoned.onComplete(gone -> context.runOnContext(here -> over.tryComplete()));
        if (patience.isZero()) {
            over.tryComplete();
        }
        return await(query, over.future()).onComplete(done -> vertx.cancelTimer(timer));
    }

    private Future<FeedPage> await(Query query, Future<Void> over) {
        return page(query)
                .compose(page -> page.events().isEmpty() && !over.isComplete() && !stopped
                        ? news(query, over).compose(told -> await(query, over))
                        : Future.succeededFuture(page));
    }

    private Future<FeedPage> page(Query query) {
        Future<FeedPage> shared = reading.get(query);
        if (shared != null) {
            return shared;
        }
        Future<FeedPage> page = load(query);
        if (!page.isComplete()) {
            reading.put(query, page);
            page.onComplete(done -> reading.remove(query));
        }
        return page;
    }

    private Future<FeedPage> load(Query query) {
        FeedCursor after = query.after();
        return store.page(after.merchant(), after.position(), query.limit())
                .compose(events -> events.isEmpty() && after.position() > 0
                        ? requireReached(after).map(events)
                        : Future.succeededFuture(events))
                .map(events -> page(after, events));
    }

    private Future<Void> requireReached(FeedCursor cursor) {
        return store.heads(Set.of(cursor.merchant()))
                .compose(heads -> heads.getOrDefault(cursor.merchant(), 0L) < cursor.position()
                        ? Future.failedFuture(new AheadOfFeedException())
                        : Future.succeededFuture());
    }

    private static FeedPage page(FeedCursor after, List<FeedEvent> events) {
        long position = events.isEmpty()
                ? after.position()
                : events.get(events.size() - 1).position();
        return new FeedPage(events.stream().map(FeedEvent::event).toList(), new FeedCursor(after.merchant(), position));
    }

    /** Completes when there may be something behind the cursor, or when it is time to answer anyway. */
    private Future<Void> news(Query query, Future<Void> over) {
        String merchant = query.after().merchant();
        Waiting waiter = new Waiting(query.after().position(), Promise.promise());
        waiting.computeIfAbsent(merchant, key -> new HashSet<>()).add(waiter);
        over.onComplete(now -> waiter.news().tryComplete());
        looking.run(); // What was committed between the reading and now.
        return waiter.news()
                .future()
                .onComplete(done -> waiting.computeIfPresent(
                        merchant, (key, all) -> all.remove(waiter) && all.isEmpty() ? null : all));
    }

    private Future<Boolean> look() {
        return waiting.isEmpty()
                ? Future.succeededFuture(false)
                : store.heads(List.copyOf(waiting.keySet()))
                        .timeout(LOOK_MILLIS, MILLISECONDS)
                        .onSuccess(this::tell)
                        .map(false)
                        .onFailure(failure -> LOGGER.atDebug().log("The feed cannot be asked for news; asked again"));
    }

    private void tell(Map<String, Long> heads) {
        List<Promise<Void>> told = new ArrayList<>();
        heads.forEach((merchant, head) -> waiting.getOrDefault(merchant, Set.of()).stream()
                .filter(waiter -> waiter.after() < head)
                .forEach(waiter -> told.add(waiter.news())));
        told.forEach(news -> news.tryComplete());
    }
}
