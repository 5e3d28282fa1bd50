package io.quittance.core.reconcile;

import static java.util.Objects.requireNonNull;

import io.quittance.core.plugin.ReceivedNotification;
import io.quittance.core.plugin.RunningAccount;
import io.quittance.core.store.ClaimStore.Work;
import io.quittance.core.store.Ids;
import io.quittance.core.store.PaymentId;
import io.quittance.core.store.StoredObservation;
import io.quittance.spi.InboundNotification;
import io.quittance.spi.NotificationItem;
import io.quittance.spi.OrderMatch;
import io.quittance.spi.PaymentObservation;
import io.quittance.spi.PaymentStore;
import io.quittance.spi.ProviderException;
import io.quittance.spi.ReconciliationWork;
import io.quittance.spi.Verification;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks an account's provider what is true about a subject. Never fails: what goes wrong is part of the finding. */
public final class Inquiry {

    private static final Logger LOGGER = LoggerFactory.getLogger(Inquiry.class);

    private static final Duration TIME_LIMIT = Duration.ofSeconds(60);
    private static final Duration ORDER_SEARCH = Duration.ofHours(24);

    private final Vertx vertx;
    private final RunningAccount account;
    private final PaymentStore store;
    private final Clock clock;
    private final Duration timeLimit;

    /** Asks one account's provider, which sees the store through this view of it. */
    public Inquiry(Vertx vertx, RunningAccount account, PaymentStore store, Clock clock) {
        this(vertx, account, store, clock, TIME_LIMIT);
    }

    Inquiry(Vertx vertx, RunningAccount account, PaymentStore store, Clock clock, Duration timeLimit) {
        this.vertx = vertx;
        this.account = account;
        this.store = store;
        this.clock = clock;
        this.timeLimit = timeLimit;
    }

    Future<Finding> about(SubjectWork work) {
        Map<Work, Fault> faults = new HashMap<>();
        List<Work> payments = new ArrayList<>();
        for (Work item : work.items()) {
            switch (item.effect()) {
                case "payment" -> payments.add(item);
                case "unreadable" ->
                    faults.put(item, new Fault(Fault.Kind.UNREADABLE, "the plugin cannot read this notification"));
                default -> {} // Kept and listed, and nothing more to do.
            }
        }
        return ask(work, payments)
                .recover(failure -> askOneByOne(work, payments, failure, faults))
                .map(observations -> {
                    payments.forEach(item -> unsettled(item, observations).ifPresent(f -> faults.putIfAbsent(item, f)));
                    return new Finding(work, account.config().merchant(), observations, faults);
                })
                .otherwise(failure -> Finding.failed(work, account.config().merchant(), Fault.of(failure)));
    }

    /** What one item does to the plugin must not harm its neighbours. */
    private Future<List<StoredObservation>> askOneByOne(
            SubjectWork work, List<Work> items, Throwable failure, Map<Work, Fault> faults) {
        Fault fault = Fault.of(failure);
        if (items.size() == 1 || !mayBlameOneItem(fault, items)) {
            items.forEach(item -> faults.put(item, fault));
            logFault(work, fault);
            return Future.succeededFuture(List.of());
        }
        Future<List<StoredObservation>> all = Future.succeededFuture(new ArrayList<>());
        for (Work item : items) {
            all = all.compose(found -> ask(work, List.of(item))
                    .recover(single -> askOneByOne(work, List.of(item), single, faults))
                    .map(more -> {
                        found.addAll(more);
                        return found;
                    }));
        }
        return all;
    }

    /** Items that nobody verified carry nothing: the provider was asked, and would say the same about each of them. */
    private static boolean mayBlameOneItem(Fault fault, List<Work> items) {
        boolean carried = items.stream().anyMatch(item -> item.credential() != null);
        return fault.kind() == Fault.Kind.UNEXPECTED || (fault.kind() == Fault.Kind.PROVIDER_ERROR && carried);
    }

    private Future<List<StoredObservation>> ask(SubjectWork work, List<Work> items) {
        if (items.isEmpty()) {
            return Future.succeededFuture(List.of());
        }
        Instant askedAt = clock.instant();
        Map<InboundNotification, Work> evidence = new IdentityHashMap<>();
        List<ReconciliationWork.Item> said = items.stream()
                .map(item -> {
                    ReceivedNotification notification = notification(item);
                    evidence.put(notification, item);
                    return new ReconciliationWork.Item(item(item), notification, verification(item));
                })
                .toList();
        ReconciliationWork question = new ReconciliationWork(work.claim().subject(), said, work.attempt());
        Work latest = items.get(items.size() - 1);
        return onAccountLoop(() -> account.provider().reconcile(question, store))
                .map(observations -> observations.stream()
                        .map(observation -> stored(observation, askedAt, carrier(observation, evidence, latest)))
                        .toList());
    }

    /** The provider works on the loop of its account; what follows goes on on ours. */
    private <T> Future<T> onAccountLoop(Supplier<Future<T>> call) {
        Context ours = vertx.getOrCreateContext();
        Promise<T> promise = Promise.promise();
        // Not the Future's own time-out, which would go on on a thread of nobody.
        long timer = vertx.setTimer(timeLimit.toMillis(), late -> promise.tryFail(noAnswer()));
        account.context()
                .runOnContext(theirs -> Future.succeededFuture()
                        .compose(ready -> requireNonNull(call.get(), "the plugin returns null"))
                        .onComplete(
                                (result, failure) -> ours.runOnContext(back -> complete(promise, result, failure))));
        return promise.future().onComplete(done -> vertx.cancelTimer(timer));
    }

    private static <T> void complete(Promise<T> promise, T result, @Nullable Throwable failure) {
        if (failure == null) {
            promise.tryComplete(result);
        } else {
            promise.tryFail(failure);
        }
    }

    private ProviderException noAnswer() {
        return ProviderException.temporary("no answer within " + timeLimit.toMillis() + " ms");
    }

    private static Work carrier(PaymentObservation observation, Map<InboundNotification, Work> evidence, Work latest) {
        InboundNotification carriedBy = observation.evidence();
        return carriedBy == null ? latest : evidence.getOrDefault(carriedBy, latest);
    }

    private StoredObservation stored(PaymentObservation observation, Instant askedAt, Work carrier) {
        boolean read = observation.source() == PaymentObservation.Source.READ;
        return new StoredObservation(
                Ids.next(),
                new PaymentId(account.config().id(), observation.payment()),
                carrier.notification(),
                read ? askedAt : carrier.receivedAt(),
                observation);
    }

    private Optional<Fault> unsettled(Work item, List<StoredObservation> observations) {
        if (!item.receivedAt().isAfter(clock.instant().minus(ORDER_SEARCH))) {
            return Optional.empty();
        }
        return observations.stream()
                .map(StoredObservation::observation)
                .filter(observation -> observation.source() == PaymentObservation.Source.READ)
                .map(PaymentObservation::order)
                .filter(match -> match.kind() == OrderMatch.Kind.NONE || match.kind() == OrderMatch.Kind.AMBIGUOUS)
                .map(match -> new Fault(
                        Fault.Kind.UNSETTLED,
                        Objects.requireNonNullElse(match.detail(), "the provider names no order")))
                .findFirst();
    }

    private static void logFault(SubjectWork work, Fault fault) {
        LOGGER.atWarn()
                .addKeyValue("account", work.claim().account())
                .addKeyValue("subject", work.claim().subject())
                .addKeyValue("attempt", work.attempt())
                .addKeyValue("kind", fault.kind())
                .addKeyValue("reason", fault.message())
                .log("Reconciliation failed and is tried again");
    }

    private static ReceivedNotification notification(Work item) {
        return new ReceivedNotification(
                item.receivedAt(),
                item.method(),
                item.path(),
                item.query(),
                item.headers(),
                item.remoteAddress(),
                item.body());
    }

    private static NotificationItem item(Work item) {
        NotificationItem.Effect effect =
                NotificationItem.Effect.valueOf(item.effect().toUpperCase(Locale.ROOT));
        return new NotificationItem(item.key(), item.subject(), item.kind(), effect);
    }

    private static Verification verification(Work item) {
        String credential = item.credential();
        return credential == null ? Verification.unverified() : Verification.verified(credential);
    }
}
