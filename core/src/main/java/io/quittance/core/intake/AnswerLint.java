package io.quittance.core.intake;

import io.quittance.core.config.Warning;
import io.quittance.core.plugin.RunningAccount;
import io.quittance.spi.Acknowledgement;
import io.quittance.spi.AnswerPolicy;
import io.quittance.spi.AnswerPolicy.Withholding;
import io.quittance.spi.ProviderManifest;
import io.vertx.core.Future;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Finds configured answers that are allowed, but that the provider does not take well, or that change nothing. */
public final class AnswerLint {

    private final ProviderManifest manifest;
    private final String provider;
    private final String pointer;

    private AnswerLint(RunningAccount account, int place) {
        this.manifest = account.manifest();
        this.provider = account.config().provider();
        this.pointer = "/accounts/" + place + "/acknowledgements";
    }

    /** Warnings about these accounts, which are all of a configuration, in the order of its file. */
    public static Future<List<Warning>> of(List<RunningAccount> accounts) {
        List<Future<List<Warning>>> found = IntStream.range(0, accounts.size())
                .filter(place ->
                        !accounts.get(place).config().acknowledgements().isEmpty())
                .mapToObj(place -> ExplainedAnswer.matrix(accounts.get(place))
                        .map(answers -> new AnswerLint(accounts.get(place), place).warnings(answers)))
                .toList();
        return Future.all(found)
                .map(all -> found.stream().flatMap(one -> one.result().stream()).toList());
    }

    private List<Warning> warnings(List<ExplainedAnswer> answers) {
        return answers.stream()
                .flatMap(answer -> answer.configured().stream().flatMap(own -> warnings(answer, own)))
                .toList();
    }

    private Stream<Warning> warnings(ExplainedAnswer explained, Acknowledgement own) {
        String place = pointer + "/" + explained.outcome().name().toLowerCase(Locale.ROOT);
        if (isSame(own, explained.ofProvider())) {
            return Stream.of(new Warning(place, "is what " + provider + " is answered anyway; leave it out"));
        }
        return (explained.outcome().isSuccess() ? unacknowledged(own, place) : withheld(explained, own, place))
                .stream();
    }

    private Optional<Warning> unacknowledged(Acknowledgement own, String place) {
        AnswerPolicy policy = manifest.answers();
        if (policy.isAcknowledgedBy(own)) {
            return Optional.empty();
        }
        boolean status =
                !policy.successStatuses().isEmpty() && !policy.successStatuses().contains(own.status());
        String taken = status
                ? "the status "
                        + new TreeSet<>(policy.successStatuses())
                                .stream().map(String::valueOf).collect(Collectors.joining(" or "))
                : "the body \"" + Objects.requireNonNull(policy.successBody()) + "\"";
        return Optional.of(new Warning(
                place + (status ? "/status" : "/body"),
                "is no acknowledgement to " + provider + ", which takes only " + taken
                        + ": it would send every such notification again for "
                        + ExplainedAnswer.words(manifest.retryWindow())));
    }

    private Optional<Warning> withheld(ExplainedAnswer explained, Acknowledgement own, String place) {
        Optional<Withholding> instead =
                manifest.answers().withholding(explained.ofProvider().status());
        return manifest.answers()
                .withholding(own.status())
                .map(held -> new Warning(
                        place + "/status",
                        "makes " + provider + " withhold all later notifications for up to "
                                + ExplainedAnswer.words(held.duration()) + ", as every answer from " + held.from()
                                + " to " + held.to() + " does; "
                                + (instead.isEmpty()
                                        ? "leave it out to answer "
                                                + explained.ofProvider().status()
                                        : "take a status outside of these")));
    }

    private static boolean isSame(Acknowledgement one, Acknowledgement other) {
        return one.status() == other.status()
                && headers(one).equals(headers(other))
                && one.body().equals(other.body());
    }

    private static TreeMap<String, String> headers(Acknowledgement answer) {
        TreeMap<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        answer.headers().forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
        return headers;
    }
}
