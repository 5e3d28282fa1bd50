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
@Command(
        name = "cases",
        addMethodSubcommands = false,
        description = {
            "Lists what somebody may have to look at, newest first; shows or resolves it.",
            "All that is given must hold."
        },
        footer = {
            "What is open", "quittance cases --config quittance.json --state open",
            "Too little money, at one merchant",
                    "quittance cases --config quittance.json --kind underpaid --merchant shop-de",
            "Two of them are nobody's business any more",
                    "quittance cases resolve --config quittance.json 019ab2c4-7d1e-7c3a-9f00-5b1d2e3f4a5b"
                            + " 019ab2c4-7d1e-7c3a-9f00-5b1d2e3f4a5c --note \"agreed with the shop\""
        })
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

    @Option(
            names = "--state",
            paramLabel = "STATE",
            completionCandidates = Words.CaseStates.class,
            description = "In this state: ${COMPLETION-CANDIDATES}.")
    private @Nullable String state;

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            completionCandidates = Words.CaseKinds.class,
            description = "Of this kind: ${COMPLETION-CANDIDATES}.")
    private @Nullable String kind;

    @Option(names = "--merchant", paramLabel = "ID", description = "Those of a merchant.")
    private @Nullable String merchant;

    @Override
    public Integer call() throws InterruptedException {
        Query query = Query.of(PATH).with("state", state).with("kind", kind).with("merchant", merchant);
        return list.print(query, COLUMNS);
    }

    @Command(
            name = "show",
            description = {
                "Shows one case.",
                "It tells what was expected, what was seen, what is proposed, and what was decided."
            },
            footer = {"A case", "quittance cases show --config quittance.json 019ab2c4-7d1e-7c3a-9f00-5b1d2e3f4a5b"})
    int show(@Parameters(paramLabel = "ID", description = "The case's id.") String id) throws InterruptedException {
        JsonObject found = list.gateway().toRead().read(Query.of(PATH, id).toString());
        list.document().print(found, CasesCommand::tell);
        return ExitCode.OK;
    }

    @Command(
            name = "resolve",
            description = {
                "Decides about open cases, one after the other, each by its own rules.",
                "It takes an operator's token, or that of the merchant. One that is refused does not keep the others from it."
            },
            footer = {
                "It needs nobody",
                "quittance cases resolve --config quittance.json 019ab2c4-7d1e-7c3a-9f00-5b1d2e3f4a5b --note \"paid in cash\"",
                "What was seen is right",
                "quittance cases resolve --config quittance.json 019ab2c4-7d1e-7c3a-9f00-5b1d2e3f4a5b --action accept"
                        + " --note \"discount of one euro\""
            },
            exitCodeList = {
                "0:All of them are resolved.",
                "1:The gateway refused one, an argument is wrong, or no gateway answers.",
                "2:The gateway failed, at least at one."
            })
    int resolve(
            @Parameters(paramLabel = "ID", arity = "1..*", description = "The cases' ids.") List<String> ids,
            @Option(
                            names = "--action",
                            paramLabel = "ACTION",
                            defaultValue = "dismiss",
                            completionCandidates = Words.CaseActions.class,
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
