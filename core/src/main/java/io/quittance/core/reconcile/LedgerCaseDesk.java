package io.quittance.core.reconcile;

import io.quittance.core.store.CaseAction;
import io.quittance.core.store.CaseKind;
import io.quittance.core.store.CaseTopic;
import io.quittance.core.store.LedgerChanges;
import io.quittance.core.store.LedgerScope;
import io.quittance.core.store.LedgerScope.CaseKey;
import io.quittance.core.store.LedgerScope.Target;
import io.quittance.core.store.LedgerSnapshot;
import io.quittance.core.store.LedgerSnapshot.OpenCase;
import io.quittance.core.store.LedgerStore;
import io.quittance.core.store.LedgerStore.Decision;
import io.quittance.core.store.OperatorDecision;
import io.quittance.core.store.OrderKey;
import io.quittance.core.store.OrderStatus;
import io.quittance.core.store.PaymentId;
import io.quittance.core.store.Resolution;
import io.quittance.core.telemetry.GatewayMetrics;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Resolves cases in the ledger. The operator's decision, and what follows from it for the order, are one transaction under the
 * locks of every decision.
 */
public final class LedgerCaseDesk implements CaseDesk {

    private static final Logger LOGGER = LoggerFactory.getLogger(LedgerCaseDesk.class);

    private final LedgerStore ledger;
    private final Function<String, AccountTerms> terms;
    private final GatewayMetrics metrics;
    private final Clock clock;

    /**
     * Resolves in this ledger.
     *
     * @param terms those of an account, by its id
     */
    public LedgerCaseDesk(
            LedgerStore ledger, Function<String, AccountTerms> terms, GatewayMetrics metrics, Clock clock) {
        this.ledger = ledger;
        this.terms = terms;
        this.metrics = metrics;
        this.clock = clock;
    }

    private record Resolved(Outcome outcome, LedgerChanges changes) {}

    @Override
    public Future<Outcome> resolve(CaseTopic topic, CaseAction action, String note, String by) {
        if (action == CaseAction.ACCEPT && !topic.kind().isAcceptable()) {
            throw new IllegalArgumentException("A case of kind " + topic.kind() + " cannot be accepted");
        }
        Resolution resolution = new Resolution(action, note, by, clock.instant());
        return ledger.decide(scope(topic), snapshot -> {
                    Resolved resolved = resolve(snapshot, topic, resolution);
                    return Decision.of(resolved.changes(), resolved);
                })
                .map(resolved -> {
                    record(topic, resolution, resolved);
                    return resolved.outcome();
                });
    }

    private static LedgerScope scope(CaseTopic topic) {
        PaymentId payment = topic.payment();
        OrderKey order = topic.order();
        return new LedgerScope(
                List.of(),
                order == null ? Set.of() : Set.of(order),
                payment == null ? Map.of() : Map.of(payment, new Target(topic.merchant(), Set.of())),
                Set.of(new CaseKey(topic.merchant(), topic.about())));
    }

    private Resolved resolve(LedgerSnapshot snapshot, CaseTopic topic, Resolution resolution) {
        Instant now = resolution.at();
        Optional<OpenCase> known = snapshot.openCases().stream()
                .filter(open -> open.id().equals(topic.id()))
                .findFirst();
        if (known.isEmpty()) {
            return new Resolved(Outcome.NOT_OPEN, new ChangesBuilder(now).build());
        }
        OpenCase open = known.get();
        ChangesBuilder changes = new ChangesBuilder(now, new ChangesBuilder.Resolving(open.id(), resolution));
        settle(
                snapshot.with(new OperatorDecision(open.id(), open.facts(), resolution.action())),
                topic.kind().wireName() + " was " + past(resolution.action()) + " by " + resolution.by(),
                changes,
                now);
        if (changes.opens(open.facts())) {
            ChangesBuilder replaced = new ChangesBuilder(now);
            settle(snapshot, "the facts of " + topic.kind().wireName() + " have changed", replaced, now);
            return new Resolved(Outcome.CHANGED, replaced.build());
        }
        if (!changes.isResolved()) {
            changes.close(open, topic.payment());
        }
        LedgerChanges built = changes.build();
        return isNothingToAccept(topic, resolution, built)
                ? new Resolved(Outcome.NOTHING_TO_ACCEPT, new ChangesBuilder(now).build())
                : new Resolved(Outcome.RESOLVED, built);
    }

    private void settle(LedgerSnapshot snapshot, String cause, ChangesBuilder changes, Instant now) {
        new Settlement(snapshot, terms, now, changes).settle(List.of(), cause, false);
    }

    private static boolean isNothingToAccept(CaseTopic topic, Resolution resolution, LedgerChanges changes) {
        return topic.kind() == CaseKind.UNDERPAID
                && resolution.action() == CaseAction.ACCEPT
                && changes.orders().stream().noneMatch(order -> order.state().status() == OrderStatus.PAID);
    }

    private static String past(CaseAction action) {
        return action == CaseAction.ACCEPT ? "accepted" : "dismissed";
    }

    private void record(CaseTopic topic, Resolution resolution, Resolved resolved) {
        if (resolved.outcome() == Outcome.RESOLVED) {
            String action = resolution.action().wireName();
            metrics.caseResolved(topic.kind().wireName(), action);
            LOGGER.atInfo()
                    .addKeyValue("merchant", topic.merchant())
                    .addKeyValue("case", topic.id())
                    .addKeyValue("kind", topic.kind().wireName())
                    .addKeyValue("action", action)
                    .addKeyValue("by", resolution.by())
                    .log("A case is resolved");
        }
    }
}
