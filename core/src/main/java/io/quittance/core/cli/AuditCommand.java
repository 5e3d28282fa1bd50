package io.quittance.core.cli;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code quittance audit}: what people asked the gateway to do. */
@Command(
        name = "audit",
        description = {
            "Lists what people asked the gateway to do, newest first.",
            "It was on record before it was done. All that is given must hold."
        },
        footer = {
            "The newest", "quittance audit --config quittance.json",
            "Who has seen what is masked", "quittance audit --config quittance.json --action reveal --all",
            "What one did in November",
                    "quittance audit --config quittance.json --actor ops --from 2026-11-01 --to 2026-12-01"
        })
final class AuditCommand implements Callable<Integer> {

    private static final List<Column> COLUMNS = List.of(
            Column.time("AT", "at"),
            Column.text("WHO", "actor"),
            Column.whole("ROLE", "role"),
            Column.whole("ACTION", "action"),
            Column.state("OUTCOME", "outcome"),
            Column.text("MERCHANT", "merchant"),
            new Column("TARGET", Column.Kind.LONG, AuditCommand::target));

    @Mixin
    private final ListOptions list = new ListOptions();

    @Option(names = "--actor", paramLabel = "NAME", description = "By the token of this name.")
    private @Nullable String actor;

    @Option(
            names = "--action",
            paramLabel = "ACTION",
            completionCandidates = Words.AuditActions.class,
            description = "Of this kind: ${COMPLETION-CANDIDATES}.")
    private @Nullable String action;

    @Option(names = "--merchant", paramLabel = "ID", description = "What is a merchant's affair.")
    private @Nullable String merchant;

    @Option(
            names = "--from",
            paramLabel = "TIME",
            converter = Moment.class,
            description = "Asked for at or after, such as 2026-11-20T10:00:00Z or 2026-11-20, in UTC.")
    private @Nullable Instant from;

    @Option(names = "--to", paramLabel = "TIME", converter = Moment.class, description = "Asked for before.")
    private @Nullable Instant to;

    @Override
    public Integer call() throws InterruptedException {
        Query query = Query.of("/v1/audit")
                .with("actor", actor)
                .with("action", action)
                .with("merchant", merchant)
                .with("from", from)
                .with("to", to);
        return list.print(query, COLUMNS);
    }

    private static String target(JsonObject entry) {
        JsonObject target = entry.getJsonObject("target");
        String id = target.getString("id");
        return Values.printable(target.getString("kind") + (id == null ? "" : " " + id));
    }
}
