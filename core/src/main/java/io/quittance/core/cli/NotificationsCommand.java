package io.quittance.core.cli;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code quittance notifications}: what arrived, and what became of it. */
@Command(
        name = "notifications",
        addMethodSubcommands = false,
        description = {
            "Lists the notifications that arrived, newest first, or shows one.",
            "All that is given must hold. What is sensitive is masked."
        },
        footer = {
            "The newest", "quittance notifications --config quittance.json",
            "Those of an order", "quittance notifications --config quittance.json --order 10482",
            "All that went wrong since a day, for a machine",
                    "quittance notifications --config quittance.json --state poisoned --from 2026-11-20 --all --json",
            "One of them", "quittance notifications show --config quittance.json 019ab2c4-7d1e-7c3a-9f00-5b1d2e3f4a5b"
        })
final class NotificationsCommand implements Callable<Integer> {

    private static final String PATH = "/v1/notifications";
    private static final List<Column> COLUMNS = List.of(
            Column.time("RECEIVED", "receivedAt"),
            Column.state("STATE", "state"),
            Column.text("ACCOUNT", "account"),
            Column.text("SUBJECT", "subject"),
            Column.text("KIND", "kind"),
            Column.number("ARRIVALS", "arrivals"),
            Column.whole("ID", "id"));
    private static final List<Column> ITEMS = List.of(
            Column.state("STATE", "state"),
            Column.text("SUBJECT", "subject"),
            Column.text("KIND", "kind"),
            Column.number("ATTEMPTS", "attempts"),
            Column.time("NEXT ATTEMPT", "nextAttemptAt"),
            Column.whole("LAST ERROR", "lastError"));

    @Mixin
    private final ListOptions list = new ListOptions();

    @Option(names = "--account", paramLabel = "ID", description = "Those of an account.")
    private @Nullable String account;

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
            names = "--from",
            paramLabel = "TIME",
            converter = Moment.class,
            description = "Received at or after, such as 2026-11-20T10:00:00Z or 2026-11-20, in UTC.")
    private @Nullable Instant from;

    @Option(names = "--to", paramLabel = "TIME", converter = Moment.class, description = "Received before.")
    private @Nullable Instant to;

    @Override
    public Integer call() throws InterruptedException {
        Query query = Query.of(PATH)
                .with("account", account)
                .with("state", state)
                .with("kind", kind)
                .with("subject", subject)
                .with("order", order)
                .with("from", from)
                .with("to", to);
        return list.print(query, COLUMNS);
    }

    @Command(
            name = "show",
            description = {
                "Shows one notification, what is sensitive masked.",
                "Its items tell how far each of them is, and what went wrong last."
            },
            footer = {
                "A notification",
                "quittance notifications show --config quittance.json 019ab2c4-7d1e-7c3a-9f00-5b1d2e3f4a5b"
            })
    int show(@Parameters(paramLabel = "ID", description = "The notification's id.") String id)
            throws InterruptedException {
        JsonObject found = list.gateway().toRead().read(Query.of(PATH, id).toString());
        list.document().print(found, this::tell);
        return ExitCode.OK;
    }

    @Command(
            name = "reveal",
            description = {
                "Shows what is masked in one; who asked for it is on record before.",
                "It takes an operator's token. The command audit lists who revealed what."
            },
            footer = {
                "A notification",
                "quittance notifications reveal --config quittance.json 019ab2c4-7d1e-7c3a-9f00-5b1d2e3f4a5b"
            })
    int reveal(@Parameters(paramLabel = "ID", description = "The notification's id.") String id)
            throws InterruptedException {
        JsonObject found = list.gateway().toAct().act(Query.of(PATH, id) + "/reveal", new JsonObject());
        list.document().print(found, (revealed, out, screen) -> {
            new Facts()
                    .with("notification", Values.text(revealed, "id"))
                    .with("query", Values.text(revealed, "query"))
                    .with("body in base 64", Values.text(revealed, "bodyBase64"))
                    .print(out);
            String body = revealed.getString("body");
            if (body != null) {
                Document.heading(out, screen, "Body");
                body.lines().map(Values::printable).forEach(out::println);
            }
        });
        return ExitCode.OK;
    }

    private void tell(JsonObject found, PrintWriter out, Screen screen) {
        new Facts()
                .with("notification", Values.text(found, "id"))
                .with("received", Values.time(found, "receivedAt"))
                .with("state", Values.text(found, "state"))
                .with("account", Values.text(found, "account") + " of " + Values.text(found, "merchant"))
                .with("kind", Values.text(found, "kind"))
                .with("subject", Values.text(found, "subject"))
                .with("arrivals", Values.text(found, "arrivals"))
                .with("verified by", Values.text(found, "verification"))
                .with("from", Values.text(found, "remoteAddress"))
                .with("request", request(found))
                .with("body", Values.text(found, "bodyLength") + " bytes, SHA-256 " + Values.text(found, "bodySha256"))
                .print(out);
        Document.section(out, screen, "Items", Documents.items(found, "items"), ITEMS);
        headers(found, out, screen);
        Object body = found.getValue("body");
        if (body != null) {
            Document.heading(out, screen, "Body, masked");
            Values.lines(body).forEach(out::println);
        }
    }

    private static String request(JsonObject found) {
        String query = found.getString("query");
        return Values.printable(found.getString("method") + " " + found.getString("path")
                + (query == null || query.isEmpty() ? "" : "?" + query));
    }

    private static void headers(JsonObject found, PrintWriter out, Screen screen) {
        JsonArray headers = found.getJsonArray("headers");
        if (headers != null && !headers.isEmpty()) {
            Document.heading(out, screen, "Headers");
            headers.stream()
                    .map(JsonArray.class::cast)
                    .forEach(header -> out.println(
                            Values.printable(header.getString(0)) + ": " + Values.printable(header.getString(1))));
        }
    }
}
