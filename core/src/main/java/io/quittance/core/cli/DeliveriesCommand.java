package io.quittance.core.cli;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code quittance deliveries}: what was sent to endpoints, and what is still to be sent. */
@Command(
        name = "deliveries",
        addMethodSubcommands = false,
        description = {
            "Lists what was sent to endpoints and what is still to be sent, newest first, or sends it again.",
            "All that is given must hold."
        },
        footer = {
            "What no endpoint took", "quittance deliveries --config quittance.json --state dead",
            "Those of an order, to one endpoint",
                    "quittance deliveries --config quittance.json --order 10482 --endpoint shop",
            "Send one again", "quittance deliveries retry --config quittance.json 019ab2c4-7d1e-7c3a-9f00-5b1d2e3f4a5b"
        })
final class DeliveriesCommand implements Callable<Integer> {

    private static final String PATH = "/v1/deliveries";
    private static final List<Column> COLUMNS = List.of(
            Column.time("CREATED", "createdAt"),
            Column.state("STATE", "state"),
            Column.text("ENDPOINT", "endpoint"),
            Column.text("ORDER", "order"),
            Column.text("EVENT", "type"),
            Column.number("ATTEMPTS", "attempts"),
            Column.time("NEXT ATTEMPT", "nextAttemptAt"),
            Column.whole("ID", "id"),
            Column.text("LAST ERROR", "lastError"));

    @Mixin
    private final ListOptions list = new ListOptions();

    @Option(
            names = "--state",
            paramLabel = "STATE",
            completionCandidates = Words.DeliveryStates.class,
            description = "In this state: ${COMPLETION-CANDIDATES}.")
    private @Nullable String state;

    @Option(names = "--endpoint", paramLabel = "ID", description = "To this endpoint.")
    private @Nullable String endpoint;

    @Option(names = "--order", paramLabel = "REFERENCE", description = "Of events of this order.")
    private @Nullable String order;

    @Override
    public Integer call() throws InterruptedException {
        Query query =
                Query.of(PATH).with("state", state).with("endpoint", endpoint).with("order", order);
        return list.print(query, COLUMNS);
    }

    @Command(
            name = "retry",
            description = {
                "Begins deliveries anew that are dead or wait for their next attempt.",
                "It takes an operator's token. One that is refused does not keep the others from it."
            },
            footer = {
                "Two deliveries",
                "quittance deliveries retry --config quittance.json 019ab2c4-7d1e-7c3a-9f00-5b1d2e3f4a5b"
                        + " 019ab2c4-7d1e-7c3a-9f00-5b1d2e3f4a5c"
            },
            exitCodeList = {
                "0:All of them are begun anew.",
                "1:The gateway refused one, an argument is wrong, or no gateway answers.",
                "2:The gateway failed, at least at one."
            })
    int retry(@Parameters(paramLabel = "ID", arity = "1..*", description = "The deliveries' ids.") List<String> ids)
            throws InterruptedException {
        RunningGateway running = list.gateway().toAct();
        return list.eachOf()
                .run(
                        ids,
                        id -> running.act(Query.of(PATH, id) + "/retry", new JsonObject()),
                        one -> one.getString("id") + " is sent to " + Values.text(one, "endpoint") + " again");
    }
}
