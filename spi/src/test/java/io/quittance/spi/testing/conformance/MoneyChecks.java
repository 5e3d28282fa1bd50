package io.quittance.spi.testing.conformance;

import static io.quittance.spi.testing.conformance.Finding.require;

import io.quittance.spi.Money;
import io.quittance.spi.PaymentObservation;
import io.quittance.spi.PaymentObservation.Refund;
import io.quittance.spi.ProviderException;
import io.quittance.spi.testing.StrictJson;
import io.vertx.core.Future;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** Money is what the provider said, or nothing. */
final class MoneyChecks {

    private MoneyChecks() {}

    static List<Check> all() {
        return List.of(
                new Check(
                        "amounts-exact",
                        "An amount that is a hundred times too large pays orders that nobody paid; that is what yen and"
                                + " dinars become where every currency is taken to have two decimals.",
                        "Money is whole minor units of ISO 4217, whatever the provider counts in; what does not convert"
                                + " exactly fails or stays out (Money.ofDecimals).",
                        MoneyChecks::exact),
                new Check(
                        "amounts-never-guessed",
                        "A number that is rounded, cut to 64 bits or taken without its sign is money that does not exist.",
                        "A number that is no amount (a fraction, a negative one, one beyond 64 bits) fails or stays out; it"
                                + " never makes more than the readable notification told.",
                        MoneyChecks::neverGuessed),
                new Check(
                        "environment-told",
                        "A test payment that calls itself real because the account is would pay a real order.",
                        "live() of an observation is what the provider tells, or null; it does not depend on"
                                + " ProviderContext.live(). The gateway compares them.",
                        MoneyChecks::environment));
    }

    private static void exact(Bench bench) {
        requireCurrency(bench, 0, "without minor units, such as JPY");
        requireCurrency(bench, 3, "with three decimals, such as KWD");
        for (ToldAmount told : bench.subject.amounts()) {
            String name = told.notification().name();
            TestedAccount account = bench.account(told.api());
            List<PaymentObservation> observations = new ArrayList<>();
            Throwable failure = Use.failure(() -> observations.addAll(account.observe(told.notification())));
            List<Money> amounts = observations.stream()
                    .map(PaymentObservation::amount)
                    .filter(Objects::nonNull)
                    .toList();
            if (told.amount().isPresent()) {
                require(failure == null, "%s cannot be read: %s", name, Words.of(failure));
                require(
                        !amounts.isEmpty()
                                && amounts.stream().allMatch(told.amount().get()::equals),
                        "%s comes to %s instead of %s",
                        name,
                        amounts,
                        told.amount().get());
            } else {
                require(amounts.isEmpty(), "%s is no whole number of minor units, and comes to %s", name, amounts);
                require(
                        failure == null || failure instanceof ProviderException,
                        "%s fails with %s",
                        name,
                        Words.of(failure));
            }
        }
    }

    private static void requireCurrency(Bench bench, int decimals, String inWords) {
        require(
                bench.subject.amounts().stream()
                        .anyMatch(told -> Currency.getInstance(told.currency()).getDefaultFractionDigits() == decimals),
                "the subject's amounts() hold none of a currency %s",
                inWords);
    }

    private static void neverGuessed(Bench bench) {
        TestedAccount account = bench.account();
        for (Recording recording : bench.subject.recordings()) {
            List<Money> right = new ArrayList<>();
            Use.failure(() -> right.addAll(money(account.observe(recording))));
            Mutation.ofNumbers(StrictJson.object(recording.body())).forEach(mutation -> {
                List<Money> made = new ArrayList<>();
                Use.failure(() -> made.addAll(money(account.observe(new Recording("", mutation.body())))));
                requireNoMore(right, made, recording.name() + " with " + mutation.what());
            });
        }
        if (Use.failure(() -> Trouble.of(bench)) == null) {
            answersNeverGuessed(bench);
        }
    }

    private static void answersNeverGuessed(Bench bench) {
        Set<String> mutated = new HashSet<>();
        for (Trouble trouble : Trouble.of(bench)) {
            if (mutated.add(trouble.question().name() + trouble.call())) {
                List<Money> right = money(trouble.question().ask().of(bench.account()));
                mutations(trouble)
                        .map(Fault::of)
                        .forEach(fault -> requireNoMore(
                                right, money(trouble.meet(bench, fault).told()), trouble.inWords(fault)));
            }
        }
    }

    private static Stream<Mutation> mutations(Trouble trouble) {
        try {
            return Mutation.ofNumbers(new JsonObject(trouble.right().body()));
        } catch (DecodeException | ClassCastException e) {
            return Stream.empty();
        }
    }

    private static void requireNoMore(List<Money> right, List<Money> made, String what) {
        for (Money money : made) {
            long most = right.stream()
                    .filter(other -> other.currency().equals(money.currency()))
                    .mapToLong(Money::minorUnits)
                    .max()
                    .orElse(0);
            require(
                    money.minorUnits() >= 0 && money.minorUnits() <= most,
                    "%s: this comes to %s, and without the change to %s",
                    what,
                    money,
                    right);
        }
    }

    private static List<Money> money(List<PaymentObservation> observations) {
        return observations.stream()
                .flatMap(told -> Stream.concat(
                        Stream.of(told.amount(), told.captured()).filter(Objects::nonNull),
                        told.refunds().stream().map(Refund::amount)))
                .toList();
    }

    private static void environment(Bench bench) {
        for (Question question : Question.of(bench)) {
            TestedAccount test = bench.account();
            TestedAccount live = bench.account(
                    request -> Future.succeededFuture(bench.subject.api().answer(request)), true);
            List<String> onTest = new ArrayList<>();
            List<String> onLive = new ArrayList<>();
            Use.failure(() -> onTest.addAll(environments(question.ask().of(test))));
            Use.failure(() -> onLive.addAll(environments(question.ask().of(live))));
            require(
                    onTest.equals(onLive),
                    "%s tells another environment on a live account: %s instead of %s",
                    question.name(),
                    onLive,
                    onTest);
        }
    }

    private static List<String> environments(List<PaymentObservation> observations) {
        return observations.stream()
                .map(told -> told.payment() + " live=" + told.live())
                .toList();
    }
}
