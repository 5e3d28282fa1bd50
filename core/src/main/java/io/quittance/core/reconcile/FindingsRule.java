package io.quittance.core.reconcile;

import io.quittance.core.store.About;
import io.quittance.core.store.CaseKind;
import io.quittance.core.store.ClaimStore.Work;
import io.quittance.core.store.Discrepancy;
import io.quittance.core.store.LedgerChanges.ItemResult;
import io.quittance.core.store.LedgerScope;
import io.quittance.core.store.LedgerScope.CaseKey;
import io.quittance.core.store.LedgerScope.Target;
import io.quittance.core.store.LedgerSnapshot;
import io.quittance.core.store.PaymentId;
import io.quittance.core.store.Replay;
import io.quittance.core.store.Replayed;
import io.quittance.core.store.StoredObservation;
import io.quittance.spi.PaymentKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What follows from findings: the scope to lock, and the changes once it is read. Pure but for the jitter of retries. */
final class FindingsRule {

    /** An unforeseen failure is tried so often before the notification is put aside. */
    static final int MAX_UNEXPECTED_ATTEMPTS = 10;

    private static final Duration UNVERIFIED_PATIENCE = Duration.ofHours(24);

    private final List<Finding> findings;
    private final Function<String, AccountTerms> terms;
    private final Instant now;
    private final RandomGenerator random;

    FindingsRule(List<Finding> findings, Function<String, AccountTerms> terms, Instant now, RandomGenerator random) {
        this.findings = findings;
        this.terms = terms;
        this.now = now;
        this.random = random;
    }

    LedgerScope scope() {
        Map<PaymentId, Target> payments = new HashMap<>();
        Set<CaseKey> about = new HashSet<>();
        for (Finding finding : findings) {
            finding.observations()
                    .forEach(stored ->
                            payments.merge(stored.payment(), target(finding.merchant(), stored), Target::and));
            about.add(new CaseKey(finding.merchant(), aboutSubject(finding)));
            finding.work().items().forEach(item -> {
                about.add(new CaseKey(finding.merchant(), About.item(item.notification(), item.position())));
                about.add(new CaseKey(finding.merchant(), About.account(item.account())));
            });
        }
        return new LedgerScope(
                findings.stream().map(finding -> finding.work().claim()).toList(),
                Set.of(),
                payments,
                about,
                replayed(findings));
    }

    Settled decide(LedgerSnapshot snapshot) {
        ChangesBuilder changes = new ChangesBuilder(now);
        List<Finding> held = findings.stream()
                .filter(finding -> snapshot.held().contains(finding.work().claim()))
                .toList();
        List<StoredObservation> observations = held.stream()
                .flatMap(finding -> finding.observations().stream())
                .toList();
        Settlement settlement = new Settlement(snapshot, terms, now, changes);
        held.forEach(finding -> repeated(finding).forEach(settlement::repeated));
        settlement.replayed(replayed(held));
        settlement.settle(observations, null, false);
        OpenCases open = new OpenCases(snapshot);
        List<Finding> settled =
                held.stream().map(finding -> settled(finding, settlement)).toList();
        settled.forEach(finding -> conclude(finding, open, changes));
        return new Settled(snapshot.held(), settled, changes.build());
    }

    private static Set<Replayed> replayed(List<Finding> findings) {
        return findings.stream().flatMap(finding -> finding.replayed().stream()).collect(Collectors.toSet());
    }

    private static Stream<UUID> repeated(Finding finding) {
        return finding.work().items().stream()
                .filter(item -> item.repeatedAt() != null)
                .map(Work::notification);
    }

    /** Without the faults that are none any more, since the order is found, or has been searched for long enough. */
    private Finding settled(Finding finding, Settlement settlement) {
        Set<OrderSearch> searches = finding.observations().stream()
                .map(stored -> settlement.search(stored.payment()))
                .collect(Collectors.toSet());
        Map<Work, Fault> remaining = new HashMap<>(finding.faults());
        remaining.entrySet().removeIf(entry -> isSettled(entry.getKey(), entry.getValue(), searches));
        return finding.with(remaining);
    }

    private boolean isSettled(Work item, Fault fault, Set<OrderSearch> searches) {
        boolean found = searches.equals(Set.of(OrderSearch.FOUND));
        boolean over =
                !searches.contains(OrderSearch.GOING_ON) && !item.receivedAt().isAfter(now.minus(OrderSearch.PATIENCE));
        return switch (fault.kind()) {
            case UNSETTLED -> found || over;
            case CONTRADICTORY -> found;
            case TEMPORARY, PROVIDER_ERROR, UNEXPECTED, UNREADABLE -> false;
        };
    }

    static Target target(String merchant, StoredObservation stored) {
        String reference = stored.observation().order().reference();
        return new Target(merchant, reference == null ? Set.of() : Set.of(reference));
    }

    private void conclude(Finding finding, OpenCases open, ChangesBuilder changes) {
        Case about = new Case(finding, aboutSubject(finding), null, CaseKind.PROVIDER_ERROR);
        Optional<Fault> wrong = finding.faults().values().stream()
                .filter(fault -> fault.kind() == Fault.Kind.PROVIDER_ERROR)
                .findFirst();
        if (wrong.isPresent()) {
            open(about, providerError(finding, wrong.get()), open, changes);
        } else if (finding.isAnswered()) {
            close(about, open, changes);
        }
        tellFailure(finding, changes);
        finding.work().items().forEach(item -> conclude(finding, item, open, changes));
    }

    /** That the order is not found, a case says. */
    private static void tellFailure(Finding finding, ChangesBuilder changes) {
        finding.faults().entrySet().stream()
                .filter(entry -> !entry.getValue().isAboutOrder())
                .min(Comparator.comparing(entry -> entry.getKey().notification()))
                .ifPresent(entry -> new ReadFailure(
                                "notification", entry.getValue(), finding.work().attempt())
                        .tell(
                                changes,
                                finding.merchant(),
                                null,
                                subject(finding),
                                entry.getKey().notification()));
    }

    private void conclude(Finding finding, Work item, OpenCases open, ChangesBuilder changes) {
        Fault fault = finding.faults().get(item);
        ItemResult result = result(item, fault);
        String key = About.item(item.notification(), item.position());
        Case about = new Case(finding, key, item, CaseKind.POISONED_NOTIFICATION);
        if (fault == null) {
            close(about, open, changes);
        } else if (result.retryMillis() == null && !item.wasDone()) {
            open(about, poisoned(fault, result.attempts()), open, changes);
        }
        if (item.effect().equals("unhandled")) {
            Case kind = new Case(finding, About.account(item.account()), item, CaseKind.UNHANDLED_KIND);
            open(kind, unhandled(item), open, changes);
        }
        if (item.isDue() || result.retryMillis() == null) {
            changes.item(result);
        }
    }

    private ItemResult result(Work item, @Nullable Fault fault) {
        if (fault == null) {
            String state = item.effect().equals("vanished") ? "vanished" : "done";
            return result(item, state, item.unforeseen(), null, null);
        }
        int unforeseen = item.unforeseen() + (fault.kind() == Fault.Kind.UNEXPECTED ? 1 : 0);
        boolean poison = isPoison(item, fault, unforeseen);
        Long delay = poison
                ? null
                : Long.valueOf(
                        RetrySchedule.delayAfter(item.attempts() + 1, random).toMillis());
        if (item.wasDone()) { // What it said is known; that it cannot be compared now breaks nothing.
            return result(item, "done", unforeseen, delay, null);
        }
        return result(item, poison ? "poisoned" : "retrying", unforeseen, delay, fault.message());
    }

    private static ItemResult result(
            Work item, String state, int unforeseen, @Nullable Long retryMillis, @Nullable String error) {
        Replay replay = item.replay();
        return new ItemResult(
                item.account(),
                item.notification(),
                item.position(),
                state,
                item.attempts() + 1,
                unforeseen,
                item.repeatedAt(),
                replay == null ? null : replay.id(),
                item.dueAt(),
                retryMillis,
                error);
    }

    /** A stranger could name ids that the provider will never accept: such an item is not asked about for ever. */
    private boolean isPoison(Work item, Fault fault, int unforeseen) {
        boolean unverified = item.credential() == null;
        return switch (fault.kind()) {
            case UNREADABLE -> true;
            case UNEXPECTED -> unforeseen >= MAX_UNEXPECTED_ATTEMPTS;
            case PROVIDER_ERROR -> unverified && since(item).isBefore(now.minus(UNVERIFIED_PATIENCE));
            case TEMPORARY, UNSETTLED, CONTRADICTORY -> false;
        };
    }

    private static Instant since(Work item) {
        Replay replay = item.replay();
        return replay == null ? item.receivedAt() : replay.at();
    }

    private static void open(Case about, Discrepancy discrepancy, OpenCases open, ChangesBuilder changes) {
        open.open(
                about.caseKey(),
                about.finding.work().claim().account(),
                about.item == null ? null : about.item.notification(),
                discrepancy,
                changes);
    }

    private static void close(Case about, OpenCases open, ChangesBuilder changes) {
        open.close(about.caseKey(), about.kind, null, changes);
    }

    private static Discrepancy providerError(Finding finding, Fault fault) {
        return new Discrepancy(
                CaseKind.PROVIDER_ERROR,
                subject(finding),
                "an answer or a notification of the provider that can be used",
                fault.message(),
                "check the account's settings and the provider's status; it is tried again meanwhile");
    }

    private static Discrepancy poisoned(Fault fault, int attempts) {
        return new Discrepancy(
                CaseKind.POISONED_NOTIFICATION,
                null,
                "a notification that the plugin can process",
                fault.message(),
                "report it to the plugin's author; the notification is kept, replay it with a plugin that can process it."
                        + " It was tried " + Words.times(attempts));
    }

    private static Discrepancy unhandled(Work item) {
        return new Discrepancy(
                CaseKind.UNHANDLED_KIND,
                null,
                "a notification of a kind that the plugin knows",
                "a notification of kind " + item.kind(),
                "look whether a newer plugin handles it; the notification is kept");
    }

    /** The payment, if the subject is one; its back end is not known. */
    private static PaymentId subject(Finding finding) {
        return new PaymentId(
                finding.work().claim().account(),
                PaymentKey.of(finding.work().claim().subject()));
    }

    private static String aboutSubject(Finding finding) {
        return About.subject(
                finding.work().claim().account(), finding.work().claim().subject());
    }

    private record Case(
            Finding finding, String key, @Nullable Work item, CaseKind kind) {

        CaseKey caseKey() {
            return new CaseKey(finding.merchant(), key);
        }
    }
}
