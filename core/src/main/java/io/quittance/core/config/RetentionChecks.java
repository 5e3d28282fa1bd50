package io.quittance.core.config;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the schema cannot say about how long things are kept: above all, never shorter than providers send again. */
final class RetentionChecks {

    private static final List<String> OF_ACCOUNTS = List.of("bodies", "keys");
    private static final Duration SHORTEST = Duration.ofDays(1);

    /** Deliveries are tried for three days, and merchants want to look at what they missed. */
    private static final Duration SHORTEST_OF_EVENTS = Duration.ofDays(7);

    /** Refunds and disputes come months after the payment, and need the order to be judged by. */
    private static final Duration SHORTEST_OF_HISTORY = Duration.ofDays(180);

    private final ProviderCatalog catalog;
    private final JsonObject general;
    private final Problems problems;

    RetentionChecks(ProviderCatalog catalog, JsonObject root, Problems problems) {
        this.catalog = catalog;
        this.general = Lenient.object(root, "retention");
        this.problems = problems;
    }

    void check(List<JsonObject> accounts) {
        OF_ACCOUNTS.forEach(key -> checkShortest(general, "/retention", key, SHORTEST));
        checkShortest(general, "/retention", "events", SHORTEST_OF_EVENTS);
        checkShortest(general, "/retention", "history", SHORTEST_OF_HISTORY);
        for (int i = 0; i < accounts.size(); i++) {
            checkAccount(accounts.get(i), Pointers.child("/accounts", i));
        }
        checkKeys(accounts);
        checkHistory(accounts);
    }

    private void checkAccount(JsonObject account, String pointer) {
        JsonObject own = Lenient.object(account, "retention");
        String place = Pointers.child(pointer, "retention");
        String provider = Lenient.text(account, "provider");
        for (String key : OF_ACCOUNTS) {
            checkShortest(own, place, key, SHORTEST);
            if (provider != null) {
                boolean isOwn = own.getValue(key) != null;
                catalog.manifest(provider)
                        .ifPresent(manifest -> checkWindow(
                                isOwn ? own : general,
                                Pointers.child(isOwn ? place : "/retention", key),
                                provider,
                                manifest.retryWindow()));
            }
        }
    }

    /** A shorter one would take what comes again for new, or have nothing to show for it. */
    private void checkWindow(JsonObject kept, String pointer, String provider, Duration window) {
        Duration length = length(kept, pointer);
        if (length != null && length.compareTo(window) < 0) {
            problems.add(pointer, "must be at least %s: %s sends again for so long".formatted(words(window), provider));
        }
    }

    private void checkShortest(JsonObject kept, String place, String key, Duration shortest) {
        Duration length = length(kept, Pointers.child(place, key));
        if (length != null && length.compareTo(shortest) < 0) {
            problems.add(Pointers.child(place, key), "must be at least " + words(shortest));
        }
    }

    /** A repeat that is known while what it repeats is gone would be neither stored nor tried again. */
    private void checkKeys(List<JsonObject> accounts) {
        checkKeys(general, "/retention/keys", general, "/retention/bodies");
        for (int i = 0; i < accounts.size(); i++) {
            JsonObject own = Lenient.object(accounts.get(i), "retention");
            String place = Pointers.child(Pointers.child("/accounts", i), "retention");
            boolean ownKeys = own.getValue("keys") != null;
            boolean ownBodies = own.getValue("bodies") != null;
            if (ownKeys || ownBodies) {
                checkKeys(
                        ownKeys ? own : general,
                        ownKeys ? place + "/keys" : "/retention/keys",
                        ownBodies ? own : general,
                        ownBodies ? place + "/bodies" : "/retention/bodies");
            }
        }
    }

    /** Said where the account says something: at its keys, or else at its bodies. */
    private void checkKeys(JsonObject ofKeys, String keysPointer, JsonObject ofBodies, String bodiesPointer) {
        Duration keys = length(ofKeys, keysPointer);
        Duration bodies = length(ofBodies, bodiesPointer);
        if (keys == null || bodies == null || keys.compareTo(bodies) <= 0) {
            return;
        }
        if (keysPointer.equals("/retention/keys") && !bodiesPointer.equals("/retention/bodies")) {
            problems.add(
                    bodiesPointer,
                    "must be at least %s, for which retention.keys knows repeats of them; or set keys beside it"
                            .formatted(words(keys)));
        } else {
            problems.add(
                    keysPointer,
                    "must be at most %s, for which bodies are kept: a repeat is known only while what it repeats is there"
                            .formatted(words(bodies)));
        }
    }

    /** What explains an order must not go before what it explains with. */
    private void checkHistory(List<JsonObject> accounts) {
        Duration history = length(general, "/retention/history");
        if (history == null) {
            return;
        }
        checkLongest(general, "/retention", "bodies", history);
        checkLongest(general, "/retention", "events", history);
        for (int i = 0; i < accounts.size(); i++) {
            JsonObject own = Lenient.object(accounts.get(i), "retention");
            checkLongest(own, Pointers.child(Pointers.child("/accounts", i), "retention"), "bodies", history);
        }
    }

    private void checkLongest(JsonObject kept, String place, String key, Duration history) {
        Duration length = length(kept, Pointers.child(place, key));
        if (length != null && length.compareTo(history) > 0) {
            problems.add(
                    Pointers.child(place, key),
                    "must be at most %s, for which retention.history keeps what it is about".formatted(words(history)));
        }
    }

    private @Nullable Duration length(JsonObject kept, String pointer) {
        String text = Lenient.text(kept, pointer.substring(pointer.lastIndexOf('/') + 1));
        return text == null || problems.isTouched(pointer) ? null : Durations.parse(text);
    }

    private static String words(Duration duration) {
        long seconds = duration.toSeconds();
        if (seconds % Duration.ofDays(1).toSeconds() == 0) {
            return duration.toDays() + "d";
        }
        return seconds % Duration.ofHours(1).toSeconds() == 0 ? duration.toHours() + "h" : seconds + "s";
    }
}
