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
        description = "Lists what was sent to endpoints and what is still to be sent, newest first, or sends it again.")
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
            description = "In this state: pending, retrying, delivered or dead.")
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

    @Command(name = "retry", description = "Begins deliveries anew that are dead or wait for their next attempt.")
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
