package io.quittance.core.cli;

import static java.util.Objects.requireNonNull;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code quittance events}: the feed of a merchant. */
@Command(
        name = "events",
        description = {
            "Lists the events of a merchant's orders, oldest first.",
            "It is the feed that shops read: each visible change of an order is one event."
        },
        footer = {
            "From the beginning", "quittance events --config quittance.json shop-de",
            "All of them, for a machine", "quittance events --config quittance.json shop-de --all --json",
            "What came since", "quittance events --config quittance.json shop-de --after 184"
        })
final class EventsCommand implements Callable<Integer> {

    private static final List<Column> COLUMNS = List.of(
            Column.time("TIME", "time"),
            Column.whole("TYPE", "type"),
            new Column("ORDER", Column.Kind.LONG, event -> Values.text(event.getJsonObject("order"), "reference")),
            new Column("VERSION", Column.Kind.NUMBER, event -> Values.text(event.getJsonObject("order"), "version")),
            new Column("BEFORE", Column.Kind.WHOLE, event -> status(event, "before")),
            new Column("AFTER", Column.Kind.STATE, event -> status(event, "after")),
            new Column("REASON", Column.Kind.LONG, event -> Values.text(event, "reason")));

    @Mixin
    private final ListOptions list = new ListOptions();

    @Parameters(index = "0", paramLabel = "MERCHANT", description = "Whose events.")
    private @Nullable String merchant;

    @Option(
            names = "--after",
            paramLabel = "CURSOR",
            description = "Goes on there: the next of what --json printed. Default: from the beginning.")
    private @Nullable String after;

    @Override
    public Integer call() throws InterruptedException {
        Query query =
                Query.of("/v1/merchants", requireNonNull(merchant), "events").with("after", after);
        return list.print(query, "after", COLUMNS);
    }

    private static String status(JsonObject event, String when) {
        return Values.text(event.getJsonObject("order").getJsonObject(when), "status");
    }
}
