package io.quittance.core.reconcile;

import io.quittance.core.store.About;
import io.quittance.core.store.CaseKind;
import io.quittance.core.store.Discrepancy;
import io.quittance.core.store.Expectation;
import io.quittance.core.store.LedgerChanges;
import io.quittance.core.store.LedgerChanges.OrderLookupResult;
import io.quittance.core.store.LedgerScope;
import io.quittance.core.store.LedgerScope.CaseKey;
import io.quittance.core.store.LedgerScope.Target;
import io.quittance.core.store.LedgerSnapshot;
import io.quittance.core.store.Order;
import io.quittance.core.store.OrderKey;
import io.quittance.core.store.PaymentId;
import io.quittance.core.store.TimelineKind;
import io.quittance.core.store.WantedOrder;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What follows from a provider's answer to the look-up of an order: the scope to lock, and the changes once it is read. Pure
 * but for the jitter of retries.
 */
public final class OrderLookupRule {

    private final LookupAnswer<WantedOrder> answer;
    private final Function<String, AccountTerms> terms;
    private final Instant now;
    private final RandomGenerator random;

    /**
     * The rule for one answer.
     *
     * @param terms those of an account, by its id
     */
    public OrderLookupRule(
            LookupAnswer<WantedOrder> answer,
            Function<String, AccountTerms> terms,
            Instant now,
            RandomGenerator random) {
        this.answer = answer;
        this.terms = terms;
        this.now = now;
        this.random = random;
    }

    /**
     * When the provider of an account is asked for the first time about an order that is registered now.
     *
     * @param expiresAt when the order expires; null: never
     * @return empty if it expires at once
     */
    static Optional<Duration> first(OrderKey order, String account, Instant now, @Nullable Instant expiresAt) {
        return LookupSchedule.ORDER.next(Duration.ZERO, end(now, expiresAt), seed(order, account, 0));
    }

    /** What has to be locked. */
    public LedgerScope scope() {
        Map<PaymentId, Target> payments = new HashMap<>();
        answer.observations()
                .forEach(stored ->
                        payments.merge(stored.payment(), FindingsRule.target(merchant(), stored), Target::and));
        return new LedgerScope(List.of(answer.wanted().claim()), Set.of(asked()), payments, Set.of(about()));
    }

    /** What is written; nothing if another node has taken over. */
    public LedgerChanges decide(LedgerSnapshot snapshot) {
        ChangesBuilder changes = new ChangesBuilder(now);
        if (!snapshot.held().contains(answer.wanted().claim())) {
            return changes.build();
        }
        boolean isOpen = isOpen(snapshot.orders().get(asked()));
        Optional<Duration> next = isOpen ? next() : Optional.empty();
        Settlement settlement = new Settlement(snapshot, terms, now, changes);
        settlement.awaiting().isAskedForWantOfNews();
        if (isOpen && next.isEmpty() && answer.observations().isEmpty()) {
            endWaiting(settlement.awaiting(), changes);
        }
        settlement.settle(answer.observations(), null, false);
        Fault fault = answer.fault();
        if (fault != null) {
            new ReadFailure("order", fault, answer.wanted().attempts() + 1)
                    .tell(changes, merchant(), asked().reference(), null, null);
        }
        concludeCase(snapshot, changes);
        changes.lookup(result(next, isOpen));
        return changes.build();
    }

    /** That nobody pays is normal, and no discrepancy; that nobody knows is one. */
    private void endWaiting(Awaiting awaiting, ChangesBuilder changes) {
        CaseKey order = new CaseKey(merchant(), About.order(asked().reference()));
        Expectation expectation = expectation();
        Fault fault = answer.fault();
        if (fault != null) {
            awaiting.missing(order, Overdue.order(account(), expectation, fault));
            return;
        }
        if (answer.wanted().attempts() > 0) {
            awaiting.isNormal(order);
        }
        JsonObject detail = new JsonObject()
                .put("account", account())
                .put("since", expectation.since().toString())
                .put("asked", expectation.asked());
        changes.timeline(merchant(), TimelineKind.ORDER_NOT_PAID, asked().reference(), null, null, detail);
    }

    /** A merchant that gave up waiting, and money that came, both end it. */
    private static boolean isOpen(@Nullable Order order) {
        return order != null
                && order.isRegistered()
                && order.cancelledAt() == null
                && MerchantRule.WITHOUT_MONEY.contains(order.state().status());
    }

    private OrderLookupResult result(Optional<Duration> next, boolean isOpen) {
        Fault fault = answer.fault();
        if (fault == null || !isOpen) {
            return result(0, next.map(Duration::toMillis).orElse(null), null);
        }
        int attempt = answer.wanted().attempts() + 1;
        Duration delay = fault.kind() == Fault.Kind.TEMPORARY
                ? RetrySchedule.calmDelayAfter(attempt, random)
                : RetrySchedule.atLeastLongest(next);
        return result(attempt, delay.toMillis(), fault.message());
    }

    private OrderLookupResult result(int attempts, @Nullable Long retryMillis, @Nullable String error) {
        return new OrderLookupResult(asked(), account(), expectation().asked(), attempts, retryMillis, error);
    }

    /** One case for all orders of the account: what refuses one will refuse the others. */
    private void concludeCase(LedgerSnapshot snapshot, ChangesBuilder changes) {
        OpenCases open = new OpenCases(snapshot);
        Fault fault = answer.fault();
        if (fault == null) {
            open.close(about(), CaseKind.PROVIDER_ERROR, null, changes);
        } else if (fault.kind() != Fault.Kind.TEMPORARY) {
            open.open(about(), account(), null, noAnswer(fault), changes);
        }
    }

    private static Discrepancy noAnswer(Fault fault) {
        return new Discrepancy(
                CaseKind.PROVIDER_ERROR,
                null,
                "an answer of the provider when it is asked about an order",
                fault.message(),
                "check the account's settings and the provider's status; it is asked again meanwhile");
    }

    private Optional<Duration> next() {
        Instant since = answer.wanted().expectation().since();
        return LookupSchedule.ORDER.next(
                Duration.between(since, now),
                end(since, answer.wanted().endsAt()),
                seed(asked(), account(), expectation().asked()));
    }

    private static Duration end(Instant since, @Nullable Instant expiresAt) {
        return expiresAt == null ? LookupSchedule.ORDER.end() : Duration.between(since, expiresAt);
    }

    private static long seed(OrderKey order, String account, int asked) {
        return 31L * (31L * order.hashCode() + account.hashCode()) + asked;
    }

    /** For how long it was waited for, this answer included. */
    private Expectation expectation() {
        Expectation known = answer.wanted().expectation();
        return answer.fault() == null ? new Expectation(known.since(), known.asked() + 1) : known;
    }

    private CaseKey about() {
        return new CaseKey(merchant(), About.orderLookups(account()));
    }

    private OrderKey asked() {
        return answer.wanted().order();
    }

    private String account() {
        return answer.wanted().claim().account();
    }

    private String merchant() {
        return asked().merchant();
    }
}
