package io.quittance.spi.testing.conformance;

import static io.quittance.spi.testing.conformance.Finding.require;

import io.quittance.spi.Acknowledgement;
import io.quittance.spi.ErrorCategory;
import io.quittance.spi.InboundNotification;
import io.quittance.spi.IntakeOutcome;
import io.quittance.spi.PaymentObservation;
import io.quittance.spi.PaymentObservation.Source;
import io.quittance.spi.ProviderException;
import io.quittance.spi.Verification;
import io.quittance.spi.testing.TestingNotification;
import io.quittance.spi.testing.TestingPaymentStore;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Only the provider is believed. */
final class AuthenticationChecks {

    private static final String DOES_NOT_SIGN = "The provider does not sign: its own notifications are unverified";

    private AuthenticationChecks() {}

    static List<Check> all() {
        return List.of(
                new Check(
                        "authentic-let-in",
                        "A genuine notification that is refused is a payment that nobody hears of.",
                        "authenticate takes each recorded notification, and names one of the credentials that"
                                + " credentials() lists, or none of a provider that does not sign.",
                        AuthenticationChecks::letIn),
                new Check(
                        "authenticates-before-parsing",
                        "Anybody may post. What is done with their bytes before they are refused is done for everybody:"
                                + " a parser at work, and answers that tell what it found.",
                        "authenticate does not call json(), and decides the same about a sender whatever the body is.",
                        AuthenticationChecks::beforeParsing),
                new Check(
                        "fails-closed",
                        "Whoever gets in may say that an order is paid.",
                        "A credential that is missing, empty, cut, too long, changed, or there twice is refused with"
                                + " ProviderException.unauthenticated: neither let in nor any other failure. Take"
                                + " headerValues and queryValues, and refuse more than one.",
                        AuthenticationChecks::failsClosed),
                new Check(
                        "refusals-alike",
                        "If an unknown id and a wrong key get different answers, ids can be tried out one after another.",
                        "authenticate does the same work for both (Secret.matches, Secret.equal, each key tried) and"
                                + " refuses both in the same words; the answer to the sender is the same.",
                        AuthenticationChecks::refusalsAlike),
                new Check(
                        "unverified-carries-nothing",
                        "What an unsigned notification claims can be claimed by anybody: taken for a fact, it pays orders.",
                        "Of an unverified notification, reconcile returns only observations with Source.READ.",
                        AuthenticationChecks::unverifiedCarriesNothing));
    }

    private static void letIn(Bench bench) {
        TestedAccount account = bench.account();
        for (Recording recording : bench.subject.recordings()) {
            try {
                Verification verification = account.authenticate(bench.subject.authentic(recording.body()));
                verification
                        .credential()
                        .ifPresent(name -> require(
                                account.provider.credentials().contains(name),
                                "%s is verified by \"%s\", and credentials() lists %s",
                                recording.name(),
                                name,
                                account.provider.credentials()));
            } catch (ProviderException e) {
                throw new Finding(recording.name() + " is refused: " + e.getMessage());
            }
        }
    }

    private static void beforeParsing(Bench bench) {
        TestedAccount account = bench.account();
        TestingNotification genuine = first(bench);
        ListeningNotification listening = new ListeningNotification(genuine);
        account.authenticate(listening);
        require(!listening.isParsed(), "authenticate parses the body");
        Optional<ErrorCategory> stranger = decision(account, stripped(genuine));
        HostileBodies.all(genuine.body()).forEach((name, body) -> {
            ListeningNotification hostile = new ListeningNotification(stripped(bench.subject.authentic(body)));
            require(
                    decision(account, hostile).equals(stranger),
                    "a stranger with a body that is %s is answered differently: %s instead of %s",
                    name,
                    decision(account, hostile).map(ErrorCategory::toString).orElse("let in"),
                    stranger.map(ErrorCategory::toString).orElse("let in"));
            require(!hostile.isParsed(), "authenticate parses a stranger's body that is %s", name);
        });
    }

    /** The category of a refusal; empty if the sender is let in. */
    private static Optional<ErrorCategory> decision(TestedAccount account, InboundNotification inbound) {
        try {
            account.authenticate(inbound);
            return Optional.empty();
        } catch (ProviderException e) {
            return Optional.of(e.category());
        } catch (Finding e) {
            throw e;
        } catch (RuntimeException e) {
            throw new Finding("authenticate fails with " + Words.of(e) + " for " + Words.of(inbound.body()));
        }
    }

    private static void failsClosed(Bench bench) {
        TestedAccount account = bench.account();
        TestingNotification authentic = verified(bench, account);
        List<Credential> credentials = Credential.of(account, authentic);
        if (credentials.isEmpty()) {
            TestingNotification changed = bench.subject.authentic(authentic.body());
            changed = new TestingNotification(
                    changed.receivedAt(),
                    changed.remoteAddress(),
                    changed.path(),
                    changed.headers(),
                    changed.queryParameters(),
                    changed.body().copy().appendString(" "));
            require(
                    !Credential.isVerified(account, stripped(changed)),
                    "a notification is verified without any header and query, and with another body");
        }
        for (Credential credential : credentials) {
            credential
                    .forgeries(authentic)
                    .forEach((name, forgery) -> requireRefused(account, forgery, credential.inWords() + ", " + name));
        }
    }

    private static void requireRefused(TestedAccount account, InboundNotification forgery, String what) {
        try {
            Verification verification = account.authenticate(forgery);
            throw new Finding(what + ", is let in: " + verification);
        } catch (ProviderException e) {
            require(
                    e.category() == ErrorCategory.UNAUTHENTICATED,
                    "%s, fails with category %s instead of UNAUTHENTICATED",
                    what,
                    e.category());
        } catch (Finding e) {
            throw e;
        } catch (RuntimeException e) {
            throw new Finding(what + ", fails with " + Words.of(e));
        }
    }

    private static void refusalsAlike(Bench bench) {
        TestedAccount account = bench.account();
        List<TestingNotification> strangers = bench.subject.strangers();
        if (strangers.isEmpty()) {
            verified(bench, account);
            throw new Finding("the subject names no strangers(), so that an unknown id cannot be told from a wrong key;"
                    + " give at least one notification of a sender who holds no credential");
        }
        Map<String, TestingNotification> refusals = new LinkedHashMap<>();
        List<Acknowledgement> answers = new ArrayList<>();
        for (TestingNotification stranger : strangers) {
            requireRefused(account, stranger, "a stranger with the headers " + names(stranger));
            Throwable refusal = Use.failure(() -> account.authenticate(stranger));
            refusals.put(refusal == null ? "" : String.valueOf(refusal.getMessage()), stranger);
            answers.add(account.acknowledge(stranger, IntakeOutcome.UNAUTHENTICATED));
        }
        require(refusals.size() == 1, "strangers are refused in different words: %s", refusals.keySet());
        require(answers.stream().distinct().count() == 1, "strangers get different answers: %s", answers);
    }

    private static void unverifiedCarriesNothing(Bench bench) {
        TestedAccount account = bench.account();
        for (Recording recording : bench.subject.recordings()) {
            TestingNotification authentic = bench.subject.authentic(recording.body());
            for (TestingNotification sent : List.of(authentic, stripped(authentic))) {
                if (decision(account, sent).isEmpty()
                        && !account.authenticate(sent).isVerified()) {
                    for (PaymentObservation told : observations(account, sent)) {
                        require(
                                told.source() == Source.READ,
                                "%s is unverified, and carries that payment %s is %s",
                                recording.name(),
                                told.payment(),
                                told.status().status());
                    }
                }
            }
        }
    }

    private static List<PaymentObservation> observations(TestedAccount account, TestingNotification sent) {
        List<PaymentObservation> observations = new ArrayList<>();
        Throwable failure =
                Use.failure(() -> observations.addAll(account.observe(account.hear(sent), new TestingPaymentStore())));
        return failure == null ? observations : List.of();
    }

    private static TestingNotification verified(Bench bench, TestedAccount account) {
        TestingNotification authentic = first(bench);
        if (!account.authenticate(authentic).isVerified()) {
            throw new NotApplicable(DOES_NOT_SIGN);
        }
        return authentic;
    }

    private static TestingNotification first(Bench bench) {
        return bench.subject.authentic(bench.subject.recordings().get(0).body());
    }

    /** Without headers and query: nobody can say who sent it. */
    private static TestingNotification stripped(TestingNotification notification) {
        return new TestingNotification(
                notification.receivedAt(),
                notification.remoteAddress(),
                notification.path(),
                List.of(),
                List.of(),
                notification.body());
    }

    private static List<String> names(TestingNotification notification) {
        return notification.headers().stream().map(Map.Entry::getKey).toList();
    }
}
