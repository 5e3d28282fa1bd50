package io.quittance.spi.testing.conformance;

import static io.quittance.spi.testing.conformance.Finding.require;

import io.quittance.spi.InboundNotification;
import io.quittance.spi.NotificationItem;
import io.quittance.spi.testing.StrictJson;
import io.quittance.spi.testing.TestingNotification;
import io.quittance.spi.testing.conformance.TestedAccount.Heard;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What a notification says does not depend on when, where and how often it is read. */
final class ParseChecks {

    private static final int LONGEST_KEY = 1_000;
    private static final int LONGEST_SUBJECT = 200;
    private static final int LONGEST_KIND = 100;

    private ParseChecks() {}

    static List<Check> all() {
        return List.of(
                new Check(
                        "parse-is-pure",
                        "Notifications are parsed at intake, again when they are replayed, and on other nodes; keys that"
                                + " differ then make one event two.",
                        "The same bytes give the same items: called twice, by another instance, after other"
                                + " notifications, received later and from elsewhere. The notification is left as it is.",
                        ParseChecks::pure),
                new Check(
                        "retries-have-equal-keys",
                        "A repeat with a new key is a new event: it is stored and reconciled again, and counted as news.",
                        "Keys derive from the event's id, or from the content that matters, without times, texts and the"
                                + " way in which numbers are written.",
                        ParseChecks::retries),
                new Check(
                        "changes-have-new-keys",
                        "News with the key of something older is taken for a repeat, and \"paid\" is never heard of.",
                        "Everything that changes what a notification means is part of its key: ids, status, amounts.",
                        ParseChecks::changes),
                new Check(
                        "items-within-bounds",
                        "Keys, subjects and kinds are stored, indexed and shown; what is too long or missing fails there.",
                        "No item is null or lacks anything; a key has 1 to 1,000 characters, a subject at most 200 and one"
                                + " at least if it is about a payment, a kind 1 to 100; no key is there twice.",
                        ParseChecks::bounds),
                new Check(
                        "kinds-from-a-small-set",
                        "The kind becomes a metric label: if it copies what is sent, whoever sends can fill the memory of"
                                + " everything that keeps metrics.",
                        "kind is a word that the plugin knows, and one common word for everything else.",
                        ParseChecks::kinds));
    }

    private static void pure(Bench bench) {
        TestedAccount account = bench.account();
        TestedAccount another = bench.account();
        List<Recording> recordings = bench.subject.recordings();
        List<List<NotificationItem>> first = recordings.stream()
                .map(recording -> account.hear(recording).items())
                .toList();
        for (int i = recordings.size() - 1; i >= 0; i--) {
            Recording recording = recordings.get(i);
            TestingNotification inbound = bench.subject.authentic(recording.body());
            byte[] bytes = inbound.body().getBytes();
            Heard again = account.hear(inbound);
            requireSame(first.get(i), again.items(), recording, "when it is parsed again");
            requireSame(first.get(i), another.hear(recording).items(), recording, "by another instance");
            requireSame(
                    first.get(i),
                    account.parse(later(inbound), again.verification()),
                    recording,
                    "when it is received a day later and from elsewhere");
            require(Arrays.equals(bytes, inbound.body().getBytes()), "parse changes the bytes of %s", recording.name());
        }
    }

    private static InboundNotification later(TestingNotification inbound) {
        return new TestingNotification(
                inbound.receivedAt().plus(Duration.ofDays(1)),
                "192.0.2.7",
                inbound.path(),
                inbound.headers(),
                inbound.queryParameters(),
                inbound.body());
    }

    private static void requireSame(
            List<NotificationItem> first, List<NotificationItem> again, Recording recording, String when) {
        require(
                first.equals(again),
                "%s gives other items %s: first %s, then %s",
                recording.name(),
                when,
                first,
                again);
    }

    private static void retries(Bench bench) {
        if (bench.subject.retries().isEmpty()) {
            throw new NotApplicable("The subject's retries() are empty: the provider repeats the same bytes");
        }
        TestedAccount account = bench.account();
        bench.subject
                .retries()
                .forEach(pair -> require(
                        keys(account, pair.before()).equals(keys(account, pair.after())),
                        "%s repeats %s and has other keys: %s instead of %s",
                        pair.after().name(),
                        pair.before().name(),
                        keys(account, pair.after()),
                        keys(account, pair.before())));
    }

    private static void changes(Bench bench) {
        require(!bench.subject.changes().isEmpty(), "the subject's changes() are empty; give at least one pair");
        TestedAccount account = bench.account();
        bench.subject.changes().forEach(pair -> {
            Set<String> before = keys(account, pair.before());
            Set<String> after = keys(account, pair.after());
            require(
                    !after.isEmpty(),
                    "%s has no items, and so no news",
                    pair.after().name());
            require(
                    !before.containsAll(after),
                    "%s tells something new after %s and has the same keys: %s",
                    pair.after().name(),
                    pair.before().name(),
                    after);
        });
    }

    private static Set<String> keys(TestedAccount account, Recording recording) {
        return account.hear(recording).items().stream()
                .map(NotificationItem::key)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static void bounds(Bench bench) {
        TestedAccount account = bench.account();
        for (Recording recording : bench.subject.recordings()) {
            List<NotificationItem> items = account.hear(recording).items();
            require(items != null, "parse of %s returns null", recording.name());
            items.forEach(item -> requireWithin(item, recording.name()));
            require(
                    items.stream().map(NotificationItem::key).distinct().count() == items.size(),
                    "%s has two items of one key: %s",
                    recording.name(),
                    items);
        }
    }

    private static void requireWithin(NotificationItem item, String recording) {
        require(item != null && item.effect() != null, "%s has an item that lacks something: %s", recording, item);
        requireLength(item.key(), 1, LONGEST_KEY, "key", recording);
        boolean payment = item.effect() == NotificationItem.Effect.PAYMENT;
        requireLength(item.subject(), payment ? 1 : 0, LONGEST_SUBJECT, "subject", recording);
        requireLength(item.kind(), 1, LONGEST_KIND, "kind", recording);
    }

    private static void requireLength(String text, int least, int most, String what, String recording) {
        require(
                text != null && text.length() >= least && text.length() <= most,
                "%s has an item whose %s is %s",
                recording,
                what,
                text == null ? "null" : text.length() + " characters long");
    }

    private static void kinds(Bench bench) {
        TestedAccount account = bench.account();
        for (Recording recording : bench.subject.recordings()) {
            JsonObject original = StrictJson.object(recording.body());
            Mutation.ofWords(original).forEach(mutation -> {
                List<NotificationItem> items = new ArrayList<>();
                Use.failure(() -> items.addAll(
                        account.hear(bench.subject.authentic(mutation.body())).items()));
                items.forEach(item -> require(
                        !item.kind().contains(Mutation.STRANGE_NAME),
                        "%s with %s has the kind \"%s\"",
                        recording.name(),
                        mutation.what(),
                        item.kind()));
            });
        }
    }
}
