package io.quittance.core.reconcile;

import io.quittance.core.plugin.ReceivedNotification;
import io.quittance.core.plugin.RunningAccount;
import io.quittance.core.store.ClaimStore.Work;
import io.quittance.core.store.Ids;
import io.quittance.core.store.PaymentId;
import io.quittance.core.store.StoredObservation;
import io.quittance.core.telemetry.LogLimit;
import io.quittance.core.telemetry.NotificationLines;
import io.quittance.spi.InboundNotification;
import io.quittance.spi.NotificationItem;
import io.quittance.spi.OrderMatch;
import io.quittance.spi.PaymentObservation;
import io.quittance.spi.PaymentStore;
import io.quittance.spi.ProviderManifest.KeySource;
import io.quittance.spi.ReconciliationWork;
import io.quittance.spi.Verification;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks an account's provider what is true about a subject. Never fails: what goes wrong is part of the finding. */
public final class Inquiry {

    private static final Logger LOGGER = LoggerFactory.getLogger(Inquiry.class);

    private final RunningAccount account;
    private final ProviderCalls calls;
    private final PaymentStore store;
    private final Clock clock;
    private final LogLimit logs;

    /**
     * Asks one account's provider, which sees the store through this view of it.
     *
     * @param calls reach the account's provider
     * @param logs of failures, shared by all inquiries
     */
    public Inquiry(RunningAccount account, ProviderCalls calls, PaymentStore store, Clock clock, LogLimit logs) {
        this.account = account;
        this.calls = calls;
        this.store = store;
        this.clock = clock;
        this.logs = logs;
    }

    Future<Finding> about(SubjectWork work) {
        Map<Work, Fault> faults = new HashMap<>();
        List<Work> payments = new ArrayList<>();
        for (Work item : work.items()) {
            if (item.unopened() != null) {
                Fault unopened = new Fault(Fault.Kind.UNEXPECTED, item.unopened());
                faults.put(item, unopened);
                logFault(work, unopened);
                continue;
            }
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
                    unsettled(observations)
                            .ifPresent(fault -> payments.forEach(item -> faults.putIfAbsent(item, fault)));
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

    /**
     * Where events have ids, a notification only says that something happened: the provider was asked, and would say the same
     * about each of them. The same is true of items that nobody verified.
     */
    private boolean mayBlameOneItem(Fault fault, List<Work> items) {
        boolean carried = account.manifest().keySource() == KeySource.CONTENT
                && items.stream().anyMatch(item -> item.credential() != null);
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
        return calls.call(() -> account.plugin().reconcile(question, store, work.span()))
                .map(observations -> observations.stream()
                        .map(observation -> stored(observation, askedAt, carrier(observation, evidence, latest)))
                        .toList());
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
                carrier.subject(),
                read ? askedAt : carrier.receivedAt(),
                observation);
    }

    private static Optional<Fault> unsettled(List<StoredObservation> observations) {
        return observations.stream()
                .map(StoredObservation::observation)
                .filter(observation -> observation.source() == PaymentObservation.Source.READ)
                .map(PaymentObservation::order)
                .flatMap(match -> unsettled(match).stream())
                .findFirst();
    }

    private static Optional<Fault> unsettled(OrderMatch match) {
        return switch (match.kind()) {
            case NONE -> Optional.of(new Fault(Fault.Kind.UNSETTLED, detail(match)));
            case AMBIGUOUS -> Optional.of(new Fault(Fault.Kind.CONTRADICTORY, detail(match)));
            case MATCHED, NOT_TOLD -> Optional.empty();
        };
    }

    private static String detail(OrderMatch match) {
        return Objects.requireNonNullElse(match.detail(), "the provider names no order");
    }

    private void logFault(SubjectWork work, Fault fault) {
        logs.admit(work.claim().account())
                .ifPresent(leftOut -> NotificationLines.traced(
                                LOGGER.atWarn()
                                        .addKeyValue("account", work.claim().account())
                                        .addKeyValue("subject", work.claim().subject())
                                        .addKeyValue("attempt", work.attempt())
                                        .addKeyValue("kind", fault.kind())
                                        .addKeyValue("reason", fault.message())
                                        .addKeyValue("left_out", leftOut),
                                work.span().context())
                        .log("Reconciliation failed and is tried again"));
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
