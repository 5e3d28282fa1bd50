package io.quittance.core.reconcile;

import io.quittance.core.store.About;
import io.quittance.core.store.CaseKind;
import io.quittance.core.store.ClaimStore.Work;
import io.quittance.core.store.Discrepancy;
import io.quittance.core.store.LedgerChanges;
import io.quittance.core.store.LedgerChanges.ItemResult;
import io.quittance.core.store.LedgerScope;
import io.quittance.core.store.LedgerScope.CaseKey;
import io.quittance.core.store.LedgerScope.Target;
import io.quittance.core.store.LedgerSnapshot;
import io.quittance.core.store.LedgerSnapshot.OpenCase;
import io.quittance.core.store.PaymentId;
import io.quittance.core.store.StoredObservation;
import io.quittance.spi.PaymentKey;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** What follows from findings: the scope to lock, and the changes once it is read. Pure but for the jitter of retries. */
final class FindingsRule {

    /** An unforeseen failure is tried so often before the notification is put aside. */
    static final int MAX_UNEXPECTED_ATTEMPTS = 10;

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
                    .forEach(stored -> payments.merge(
                            stored.payment(), target(finding.merchant(), stored), FindingsRule::knownTarget));
            about.add(new CaseKey(finding.merchant(), aboutSubject(finding)));
            finding.work().items().forEach(item -> {
                about.add(new CaseKey(finding.merchant(), About.notification(item.notification())));
                about.add(new CaseKey(finding.merchant(), About.account(item.account())));
            });
        }
        return new LedgerScope(
                findings.stream().map(finding -> finding.work().claim()).toList(), Set.of(), payments, about);
    }

    LedgerChanges decide(LedgerSnapshot snapshot) {
        ChangesBuilder changes = new ChangesBuilder(now);
        List<Finding> held = findings.stream()
                .filter(finding -> snapshot.held().contains(finding.work().claim()))
                .toList();
        List<StoredObservation> observations = held.stream()
                .flatMap(finding -> finding.observations().stream())
                .toList();
        new Settlement(snapshot, terms, now, changes).settle(observations, null);
        held.forEach(finding -> conclude(finding, snapshot, changes));
        return changes.build();
    }

    private static Target target(String merchant, StoredObservation stored) {
        return new Target(merchant, stored.observation().order().reference());
    }

    private static Target knownTarget(Target one, Target other) {
        return one.reference() != null ? one : other;
    }

    private void conclude(Finding finding, LedgerSnapshot snapshot, ChangesBuilder changes) {
        Optional<Fault> providerError = finding.faults().values().stream()
                .filter(fault -> fault.kind() == Fault.Kind.PROVIDER_ERROR)
                .findFirst();
        toggle(
                new Case(finding, aboutSubject(finding), null),
                CaseKind.PROVIDER_ERROR,
                providerError.map(fault -> providerError(finding, fault)),
                snapshot,
                changes);
        finding.work().items().forEach(item -> conclude(finding, item, snapshot, changes));
    }

    private void conclude(Finding finding, Work item, LedgerSnapshot snapshot, ChangesBuilder changes) {
        Fault fault = finding.faults().get(item);
        int attempts = item.attempts() + 1;
        Optional<Fault> poison = Optional.ofNullable(fault).filter(reason -> isPoison(reason, attempts));
        toggle(
                new Case(finding, About.notification(item.notification()), item),
                CaseKind.POISONED_NOTIFICATION,
                poison.map(reason -> poisoned(reason, attempts)),
                snapshot,
                changes);
        if (item.effect().equals("unhandled")) {
            toggle(
                    new Case(finding, About.account(item.account()), item),
                    CaseKind.UNHANDLED_KIND,
                    Optional.of(unhandled(item)),
                    snapshot,
                    changes);
        }
        changes.item(result(item, fault, attempts, poison.isPresent()));
    }

    private ItemResult result(Work item, @Nullable Fault fault, int attempts, boolean poisoned) {
        if (fault == null) {
            return result(item, "done", attempts, null, null);
        }
        Duration delay = RetrySchedule.delayAfter(attempts, random);
        return poisoned
                ? result(item, "poisoned", attempts, null, fault.message())
                : result(item, "retrying", attempts, delay.toMillis(), fault.message());
    }

    private static ItemResult result(
            Work item, String state, int attempts, @Nullable Long retryMillis, @Nullable String error) {
        return new ItemResult(
                item.account(), item.notification(), item.position(), state, attempts, retryMillis, error);
    }

    private static boolean isPoison(Fault fault, int attempts) {
        return fault.kind() == Fault.Kind.UNREADABLE
                || fault.kind() == Fault.Kind.UNEXPECTED && attempts >= MAX_UNEXPECTED_ATTEMPTS;
    }

    /** Opens the case if there is a discrepancy and it is not open yet; closes it if there is none any more. */
    private static void toggle(
            Case about,
            CaseKind kind,
            Optional<Discrepancy> discrepancy,
            LedgerSnapshot snapshot,
            ChangesBuilder changes) {
        Finding finding = about.finding;
        Optional<OpenCase> open = snapshot.openCases().stream()
                .filter(known -> known.merchant().equals(finding.merchant()))
                .filter(known -> known.about().equals(about.key) && known.kind() == kind)
                .findFirst();
        if (discrepancy.isEmpty()) {
            open.ifPresent(known -> changes.close(known, null));
        } else if (open.isEmpty()) {
            changes.open(
                    finding.merchant(),
                    about.key,
                    finding.work().claim().account(),
                    null,
                    about.item == null ? null : about.item.notification(),
                    discrepancy.get());
        }
    }

    private static Discrepancy providerError(Finding finding, Fault fault) {
        PaymentId payment = new PaymentId(
                finding.work().claim().account(),
                PaymentKey.of(finding.work().claim().subject()));
        return new Discrepancy(
                CaseKind.PROVIDER_ERROR,
                payment,
                "an answer of the provider that can be used",
                fault.message(),
                "check the account's settings and the provider's status; it is tried again meanwhile");
    }

    private static Discrepancy poisoned(Fault fault, int attempts) {
        return new Discrepancy(
                CaseKind.POISONED_NOTIFICATION,
                null,
                "a notification that the plugin can process",
                fault.message() + ", tried " + attempts + " times",
                "report it to the plugin's author; replay the notification with a corrected plugin");
    }

    private static Discrepancy unhandled(Work item) {
        return new Discrepancy(
                CaseKind.UNHANDLED_KIND,
                null,
                "kinds of notifications that the plugin knows",
                "a notification of kind " + item.kind(),
                "look whether a newer plugin handles it; the notification is kept");
    }

    private static String aboutSubject(Finding finding) {
        return About.subject(
                finding.work().claim().account(), finding.work().claim().subject());
    }

    private record Case(
            Finding finding, String key, @Nullable Work item) {}
}
