package io.quittance.core.cli;

import io.quittance.core.explain.MoneyWords;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code quittance cases}: what somebody may have to look at, and what is decided about it. */
@Command(name = "cases", description = "Lists what somebody may have to look at, newest first; shows or resolves it.")
final class CasesCommand implements Callable<Integer> {

    private static final String PATH = "/v1/cases";
    private static final List<Column> COLUMNS = List.of(
            Column.time("OPENED", "openedAt"),
            Column.state("STATE", "state"),
            Column.whole("KIND", "kind"),
            Column.text("MERCHANT", "merchant"),
            Column.text("ORDER", "order"),
            Column.text("SEEN", "seen"),
            Column.whole("ID", "id"));

    @Mixin
    private final ListOptions list = new ListOptions();

    @Option(names = "--state", paramLabel = "STATE", description = "In this state: open, closed or resolved.")
    private @Nullable String state;

    @Option(names = "--kind", paramLabel = "KIND", description = "Of this kind, such as underpaid.")
    private @Nullable String kind;

    @Option(names = "--merchant", paramLabel = "ID", description = "Those of a merchant.")
    private @Nullable String merchant;

    @Override
    public Integer call() throws InterruptedException {
        Query query = Query.of(PATH).with("state", state).with("kind", kind).with("merchant", merchant);
        return list.print(query, COLUMNS);
    }

    @Command(name = "show", description = "Shows one case.")
    int show(@Parameters(paramLabel = "ID", description = "The case's id.") String id) throws InterruptedException {
        JsonObject found = list.gateway().toRead().read(Query.of(PATH, id).toString());
        list.document().print(found, CasesCommand::tell);
        return ExitCode.OK;
    }

    @Command(name = "resolve", description = "Decides about open cases, one after the other, each by its own rules.")
    int resolve(
            @Parameters(paramLabel = "ID", arity = "1..*", description = "The cases' ids.") List<String> ids,
            @Option(
                            names = "--action",
                            paramLabel = "ACTION",
                            defaultValue = "dismiss",
                            description = "dismiss: closed without effect, not opened again for the same facts; "
                                    + "accept: what is, is right. Default: ${DEFAULT-VALUE}.")
                    String action,
            @Option(
                            names = "--note",
                            paramLabel = "TEXT",
                            required = true,
                            description = "Why, for those who ask later; up to 1000 characters.")
                    String note)
            throws InterruptedException {
        RunningGateway running = list.gateway().toAct();
        JsonObject decision = new JsonObject().put("action", action).put("note", note);
        return list.eachOf()
                .run(
                        ids,
                        id -> running.act(Query.of(PATH, id) + "/resolve", decision),
                        one -> one.getString("id") + " " + Values.text(one, "kind") + " is resolved: "
                                + Values.text(one, "action"));
    }

    private static void tell(JsonObject found, PrintWriter out, Screen screen) {
        new Facts()
                .with("case", Values.text(found, "id"))
                .with("kind", Values.text(found, "kind"))
                .with("state", Values.text(found, "state"))
                .with("merchant", Values.text(found, "merchant"))
                .with("account", Values.text(found, "account"))
                .with("order", Values.text(found, "order"))
                .with("payment", Values.text(found, "payment"))
                .with("notification", Values.text(found, "notification"))
                .with("expected", MoneyWords.in(Values.text(found, "expected")))
                .with("seen", MoneyWords.in(Values.text(found, "seen")))
                .with("proposal", MoneyWords.in(Values.text(found, "proposal")))
                .with("opened", Values.time(found, "openedAt"))
                .with("grace until", Values.time(found, "graceUntil"))
                .with("closed", Values.time(found, "closedAt"))
                .with("resolved", Values.time(found, "resolvedAt"))
                .with("by", Values.text(found, "resolvedBy"))
                .with("action", Values.text(found, "action"))
                .with("note", Values.text(found, "note"))
                .print(out);
    }
}
