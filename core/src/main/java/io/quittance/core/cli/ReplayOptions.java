package io.quittance.core.cli;

import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which notifications are replayed: all that is given must hold. What is wrong, the gateway tells. */
final class ReplayOptions {

    @Option(names = "--notification", paramLabel = "ID", description = "Only this one.")
    private @Nullable String notification;

    @Option(names = "--merchant", paramLabel = "ID", description = "Those of a merchant's accounts.")
    private @Nullable String merchant;

    @Option(names = "--account", paramLabel = "ID", description = "Those of an account.")
    private @Nullable String account;

    @Option(names = "--from", paramLabel = "TIME", description = "Received at or after, such as 2026-11-20T00:00:00Z.")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "TIME", description = "Received before.")
    private @Nullable String to;

    @Option(
            names = "--state",
            paramLabel = "STATE",
            completionCandidates = Words.NotificationStates.class,
            description = "In this state: ${COMPLETION-CANDIDATES}.")
    private @Nullable String state;

    @Option(names = "--kind", paramLabel = "KIND", description = "Of this kind, in the provider's words.")
    private @Nullable String kind;

    @Option(names = "--subject", paramLabel = "ID", description = "About this, by the provider's id.")
    private @Nullable String subject;

    @Option(names = "--order", paramLabel = "REFERENCE", description = "About payments of this order.")
    private @Nullable String order;

    @Option(
            names = "--case",
            paramLabel = "KIND",
            completionCandidates = Words.CaseKinds.class,
            description = "About which, or whose payment, such a case is open: ${COMPLETION-CANDIDATES}.")
    private @Nullable String openCase;

    JsonObject filter() {
        JsonObject filter = new JsonObject();
        put(filter, "notification", notification);
        put(filter, "merchant", merchant);
        put(filter, "account", account);
        put(filter, "from", from);
        put(filter, "to", to);
        put(filter, "state", state);
        put(filter, "kind", kind);
        put(filter, "subject", subject);
        put(filter, "order", order);
        put(filter, "case", openCase);
        return filter;
    }

    private static void put(JsonObject filter, String key, @Nullable String value) {
        if (value != null) {
            filter.put(key, value);
        }
    }
}
