package io.quittance.core.cli;

import io.quittance.core.Configured;
import io.quittance.core.GatewayStore;
import io.quittance.core.explain.Explanation;
import io.quittance.core.explain.OrderStory;
import io.quittance.core.store.TimelineRow;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code quittance explain}: why an order is in its state, in words. It reads the store itself, so that it works without a
 * token and also while no gateway runs; the embedded server of a gateway that runs is shared with it.
 */
@Command(
        name = "explain",
        description = {
            "Tells in words why an order is in the state that it is in.",
            "It reads the store itself, so that it takes no token, and no gateway has to run."
        },
        footer = {
            "An order", "quittance explain --config quittance.json shop-de 10482",
            "The entries of its timeline, for a machine",
                    "quittance explain --config quittance.json shop-de 10482 --json"
        },
        exitCodeList = {
            "0:It is told.",
            "1:There is no such order, an argument is wrong, or the store cannot be used as it is.",
            "2:A fault of Quittance."
        })
final class ExplainCommand implements Callable<Integer> {

    private static final long PATIENCE_SECONDS = 60;

    @Option(names = "--config", paramLabel = "FILE", required = true, description = "The gateway's configuration file.")
    private @Nullable Path config;

    @Option(names = "--json", description = "Prints the entries of the timeline instead, as the management API does.")
    private boolean json;

    @Mixin
    private final OrderArguments order = new OrderArguments();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        try (Configured configured = Installation.source(config).load();
                GatewayStore store = GatewayStore.visit(configured.config().store())) {
            OrderStory story = read(configured, store);
            PrintWriter out = Printing.out(spec);
            if (json) {
                out.println(entries(story).encodePrettily());
            } else {
                Explanation.of(story).forEach(out::println);
            }
            out.flush();
            return ExitCode.OK;
        }
    }

    private OrderStory read(Configured configured, GatewayStore store) throws Exception {
        return VisitedDatabase.with(
                store,
                database -> new StoryReader(
                                database.management(), configured.config().accounts())
                        .read(order.merchant(), order.reference())
                        .await(PATIENCE_SECONDS, TimeUnit.SECONDS));
    }

    private static JsonObject entries(OrderStory story) {
        JsonArray items = new JsonArray();
        story.entries().stream().map(ExplainCommand::entry).forEach(items::add);
        return new JsonObject().put("items", items).putNull("next");
    }

    private static JsonObject entry(TimelineRow row) {
        return new JsonObject()
                .put("id", row.id().toString())
                .put("at", row.at().toString())
                .put("kind", row.kind())
                .put("account", row.account())
                .put("payment", row.payment())
                .put(
                        "notification",
                        row.notification() == null ? null : row.notification().toString())
                .put("detail", row.detail());
    }
}
