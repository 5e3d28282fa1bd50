package io.quittance.spi.testing.conformance;

import static io.quittance.spi.testing.conformance.Finding.require;

import io.quittance.spi.ProviderManifest;
import io.quittance.spi.testing.StrictJson;
import io.quittance.spi.testing.TestingNotification;
import io.quittance.spi.testing.conformance.Trouble.Result;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Secrets and payer data are seen by nobody who need not see them. */
final class SecrecyChecks {

    private static final Set<String> ALWAYS_SECRET = Set.of("authorization", "cookie");
    private static final Pattern MAIL = Pattern.compile("[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+");
    private static final Pattern IBAN =
            Pattern.compile("\\b[A-Z]{2}[0-9]{2}[A-Z]{4}[0-9]{10}\\b|\\b[A-Z]{2}[0-9]{18,24}\\b");

    private SecrecyChecks() {}

    static List<Check> all() {
        return List.of(
                new Check(
                        "secret-headers-declared",
                        "Notifications are kept for months and shown to people; a key among their headers lets every one"
                                + " of them post payments.",
                        "A header that proves the sender and is the same with every body is named in secretHeaders"
                                + " (Authorization and Cookie need not be); only a fingerprint of it is then kept.",
                        SecrecyChecks::secretHeaders),
                new Check(
                        "payer-data-masked",
                        "Support looks at notifications every day, and need not see who pays, from which account.",
                        "sensitiveFields names the JSON fields that hold payer data, at whatever depth; everything below"
                                + " such a field is masked.",
                        SecrecyChecks::payerData),
                new Check(
                        "failures-tell-nothing",
                        "Messages of failures and log lines go to logs, cases and tickets, where secrets and payer data do"
                                + " not belong.",
                        "A message says what failed and what was expected, with ids and codes; it quotes no body, no"
                                + " secret and no payer data.",
                        SecrecyChecks::failures));
    }

    private static void secretHeaders(Bench bench) {
        TestedAccount account = bench.account();
        TestingNotification authentic =
                bench.subject.authentic(bench.subject.recordings().get(0).body());
        TestingNotification other =
                bench.subject.authentic(authentic.body().copy().appendString(" "));
        if (!account.authenticate(authentic).isVerified()) {
            throw new NotApplicable("The provider does not sign");
        }
        Set<String> declared = Stream.concat(
                        ALWAYS_SECRET.stream(), bench.subject.factory().manifest().secretHeaders().stream())
                .map(name -> name.toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        for (Credential credential : Credential.of(account, authentic)) {
            boolean bearer = credential.isHeader()
                    && other.headerValues(credential.name()).contains(credential.value());
            require(
                    !bearer || declared.contains(credential.name().toLowerCase(Locale.ROOT)),
                    "the header %s proves the sender whatever the body is, and is not among secretHeaders",
                    credential.name());
        }
    }

    private static void payerData(Bench bench) {
        ProviderManifest manifest = bench.subject.factory().manifest();
        Set<String> fields = manifest.sensitiveFields().stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        Set<String> seen = new TreeSet<>();
        for (Recording recording : bench.subject.recordings()) {
            JsonObject body = StrictJson.object(recording.body());
            String all = body.encode();
            bench.subject.payerData().stream().filter(all::contains).forEach(seen::add);
            look(body, "", fields, bench.subject.payerData(), recording.name());
        }
        require(
                seen.containsAll(bench.subject.payerData()),
                "the subject's payerData() names what no recording holds; held are only %s",
                seen);
    }

    private static void look(
            Object value, String pointer, Set<String> masked, List<String> payerData, String recording) {
        if (value instanceof JsonObject object) {
            object.fieldNames().stream()
                    .filter(name -> !masked.contains(name.toLowerCase(Locale.ROOT)))
                    .forEach(name -> look(object.getValue(name), pointer + "/" + name, masked, payerData, recording));
        } else if (value instanceof JsonArray array) {
            array.forEach(element -> look(element, pointer, masked, payerData, recording));
        } else if (value != null) {
            String text = value.toString();
            require(
                    payerData.stream().noneMatch(text::contains) && !find(MAIL, text) && !find(IBAN, text),
                    "%s of %s holds payer data and is not masked: neither it nor what it is in is named in"
                            + " sensitiveFields",
                    pointer,
                    recording);
        }
    }

    private static boolean find(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find();
    }

    private static void failures(Bench bench) {
        Leak leak = new Leak(bench);
        TestedAccount account = bench.account();
        for (TestingNotification stranger : bench.subject.strangers()) {
            look(leak, Use.failure(() -> account.authenticate(stranger)), "the refusal of a stranger");
        }
        for (Recording recording : bench.subject.recordings()) {
            Mutation.ofShape(StrictJson.object(recording.body()))
                    .forEach(mutation -> look(
                            leak,
                            Use.failure(() -> account.observe(new Recording("", mutation.body()))),
                            recording.name() + " with " + mutation.what()));
        }
        account.context.log.lines.forEach(line -> leak.require(line, "a log line"));
        Throwable nothingToAsk = Use.failure(() -> Trouble.of(bench));
        if (nothingToAsk == null) {
            Trouble.of(bench)
                    .forEach(trouble -> Stream.concat(Fault.outages().stream(), Fault.nonsense().stream())
                            .forEach(fault -> look(leak, trouble.meet(bench, fault), trouble.inWords(fault))));
        }
    }

    private static void look(Leak leak, Result result, String what) {
        look(leak, result.failure(), what);
        result.log().forEach(line -> leak.require(line, "what is logged by " + what));
    }

    private static void look(Leak leak, Throwable failure, String what) {
        if (failure != null) {
            leak.require(Chain.of(failure), "the failure of " + what);
        }
    }
}
