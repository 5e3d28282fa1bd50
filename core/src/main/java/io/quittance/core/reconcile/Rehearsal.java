package io.quittance.core.reconcile;

import static java.util.Objects.requireNonNull;

import io.quittance.core.plugin.RunningAccount;
import io.quittance.core.store.Claim;
import io.quittance.core.store.ClaimStore.Work;
import io.quittance.core.store.LedgerScope;
import io.quittance.core.store.LedgerSnapshot;
import io.quittance.core.store.LedgerStore;
import io.quittance.spi.PaymentLookup;
import io.vertx.core.Future;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * Finds out what the reconciliation of items would change, with the real rules and the real providers, and changes nothing:
 * no claim is taken, and the transaction is rolled back.
 */
public final class Rehearsal {

    private static final int AT_A_TIME = 16;
    private static final Duration TIME_LIMIT = Duration.ofSeconds(20);

    private final Map<String, RunningAccount> accounts;
    private final Function<RunningAccount, Inquiry> inquiries;
    private final LedgerStore ledger;
    private final Function<String, AccountTerms> terms;
    private final Clock clock;
    private final RandomGenerator random = new SecureRandom();

    /**
     * Rehearses for these accounts.
     *
     * @param accounts by id
     * @param inquiries how to ask the provider of one, whose reads are as harmless as any {@link PaymentLookup}
     */
    public Rehearsal(
            Map<String, RunningAccount> accounts,
            Function<RunningAccount, Inquiry> inquiries,
            LedgerStore ledger,
            Function<String, AccountTerms> terms,
            Clock clock) {
        this.accounts = Map.copyOf(accounts);
        this.inquiries = inquiries;
        this.ledger = ledger;
        this.terms = terms;
        this.clock = clock;
    }

    /** What would change, as far as providers answer within 20 seconds. Items of accounts that do not run are left out. */
    public Future<Forecast> of(List<Work> items) {
        List<SubjectWork> subjects = subjects(items);
        Instant deadline = clock.instant().plus(TIME_LIMIT);
        List<Future<List<Finding>>> lanes = new ArrayList<>();
        for (int lane = 0; lane < AT_A_TIME; lane++) {
            lanes.add(findings(subjects, lane, deadline));
        }
        return Future.all(lanes)
                .map(all ->
                        lanes.stream().flatMap(lane -> lane.result().stream()).toList())
                .compose(this::decide);
    }

    private List<SubjectWork> subjects(List<Work> items) {
        List<Work> ours = items.stream()
                .filter(item -> accounts.containsKey(item.account()))
                .toList();
        List<Claim> claims = ours.stream()
                .map(item -> new Claim(item.account(), item.subject(), 0))
                .distinct()
                .toList();
        return SubjectWork.of(claims, ours);
    }

    private Future<List<Finding>> findings(List<SubjectWork> subjects, int lane, Instant deadline) {
        Future<List<Finding>> all = Future.succeededFuture(new ArrayList<>());
        for (int index = lane; index < subjects.size(); index += AT_A_TIME) {
            SubjectWork work = subjects.get(index);
            all = all.compose(found -> finding(work, deadline).map(finding -> {
                found.add(finding);
                return found;
            }));
        }
        return all;
    }

    private Future<Finding> finding(SubjectWork work, Instant deadline) {
        RunningAccount account = requireNonNull(accounts.get(work.claim().account()), "items of others are left out");
        if (clock.instant().isBefore(deadline)) {
            return inquiries.apply(account).about(work);
        }
        Fault late = new Fault(Fault.Kind.TEMPORARY, "not asked any more");
        return Future.succeededFuture(Finding.failed(work, account.config().merchant(), late));
    }

    private Future<Forecast> decide(List<Finding> findings) {
        FindingsRule rule = new FindingsRule(findings, terms, clock.instant(), random);
        LedgerScope scope = rule.scope();
        Set<Claim> claims = new HashSet<>(scope.claims());
        Set<UUID> unanswered = findings.stream()
                .flatMap(finding -> finding.faults().entrySet().stream())
                .filter(entry -> !entry.getValue().isAboutOrder())
                .map(entry -> entry.getKey().notification())
                .collect(Collectors.toSet());
        LedgerScope unclaimed =
                new LedgerScope(List.of(), scope.orders(), scope.payments(), scope.about(), scope.replayed());
        return ledger.rehearse(unclaimed, snapshot -> {
            LedgerSnapshot held = snapshot.withHeld(claims);
            return Forecast.of(held, rule.decide(held).changes(), unanswered.size());
        });
    }
}
