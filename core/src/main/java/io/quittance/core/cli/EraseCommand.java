package io.quittance.core.cli;

import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code quittance erase}: what was written about the payer of an order goes; what the books need stays. */
@Command(
        name = "erase",
        description = {
            "Erases what was written about the payer of an order: what its notifications brought, and texts about it.",
            "Amounts, states, times and versions stay, and so does the fact that it was erased. It takes an operator's token."
        },
        footer = {
            "What it would be", "quittance erase --config quittance.json shop-de 10482 --dry-run",
            "For good", "quittance erase --config quittance.json shop-de 10482"
        },
        exitCodeList = {
            "0:It is erased, or would be.",
            "1:There is no such order, something of it is still worked on, or an argument is wrong.",
            "2:A fault of Quittance."
        })
final class EraseCommand implements Callable<Integer> {

    @Mixin
    private final GatewayOptions gateway = new GatewayOptions();

    @Option(names = "--dry-run", description = "Erases nothing, and prints what would go.")
    private boolean dryRun;

    @Mixin
    private final OrderArguments order = new OrderArguments();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        String path = Query.of("/v1/merchants", order.merchant(), "orders", order.reference(), "erase")
                .toString();
        report(Printing.out(spec), gateway.toAct().act(path, new JsonObject().put("dryRun", dryRun)));
        return ExitCode.OK;
    }

    private void report(PrintWriter out, JsonObject erased) {
        out.println((dryRun ? "would be erased: " : "erased: ")
                + erased.getLong("notifications") + " notification(s) of " + erased.getLong("payments")
                + " payment(s), the texts of " + erased.getLong("observations") + " observation(s) and "
                + erased.getLong("timelineEntries") + " entries of the timeline, " + erased.getLong("notes")
                + " note(s)" + (erased.getBoolean("metadata") ? ", the order's metadata" : ""));
        if (erased.getLong("shared") > 0) {
            out.println(erased.getLong("shared") + " of the notifications tell of payments of other orders too");
        }
    }
}
