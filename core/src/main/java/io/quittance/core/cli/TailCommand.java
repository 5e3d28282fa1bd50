package io.quittance.core.cli;

import static java.util.Objects.requireNonNull;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code quittance tail}: follows what arrives and what becomes of it, also beyond a restart of the gateway. */
@Command(
        name = "tail",
        description = {
            "Follows what arrives and what becomes of it, until Ctrl-C.",
            "A line is printed when a notification arrives and whenever its state changes. It goes on when the gateway was away."
        },
        footer = {
            "All that arrives", "quittance tail --config quittance.json",
            "What goes wrong at an account",
                    "quittance tail --config quittance.json --account shop-de-cards --state poisoned",
            "For a machine", "quittance tail --config quittance.json --json"
        },
        exitCodeList = {
            "0:It was ended with Ctrl-C, or nobody reads any more.",
            "1:An argument is wrong, the gateway refuses it, or none answered at the beginning.",
            "2:The gateway failed at the beginning."
        })
final class TailCommand implements Callable<Integer> {

    private static final String PATH = "/v1/notifications";
    private static final List<String> LISTED =
            List.of("id", "account", "merchant", "kind", "subject", "state", "receivedAt", "arrivals");
    private static final int PAGE = 200;
    private static final int ASKED_ONE_BY_ONE = 20;
    private static final int ORDERS_AT_ONCE = 100;
    private static final double MILLIS = 1000.0;
    private static final Clock CLOCK = Clock.systemUTC();

    @Mixin
    private final GatewayOptions gateway = new GatewayOptions();

    @Option(names = "--account", paramLabel = "ID", description = "Only those of an account.")
    private @Nullable String account;

    @Option(names = "--merchant", paramLabel = "ID", description = "Only those of a merchant's accounts.")
    private @Nullable String merchant;

    @Option(
            names = "--state",
            paramLabel = "STATE",
            completionCandidates = Words.NotificationStates.class,
            description = "Only when this is their state: ${COMPLETION-CANDIDATES}.")
    private @Nullable String state;

    @Option(names = "--json", description = "Prints what the management API says of each, a JSON document a line.")
    private boolean json;

    @Spec
    private @Nullable CommandSpec spec;

    private final Following following = new Following();

    @Override
    public Integer call() throws InterruptedException {
        RunningGateway running = gateway.toRead();
        passOver(running);
        Thread end = new Thread(() -> Runtime.getRuntime().halt(ExitCode.OK), "tail-interrupt");
        Runtime.getRuntime().addShutdownHook(end);
        try {
            follow(running);
            return ExitCode.OK;
        } finally {
            Runtime.getRuntime().removeShutdownHook(end);
        }
    }

    /** What is there already is not told, nor what will be listed again because it came so lately. */
    private void passOver(RunningGateway running) throws InterruptedException {
        JsonObject newest = running.read(query().toString());
        following.news(Documents.items(newest, "items"));
        String next = newest.getString("next");
        if (next != null) {
            following.news(
                    listed(running, query().with("from", following.from()).with("cursor", next)));
        }
    }

    private void follow(RunningGateway running) throws InterruptedException {
        PrintWriter out = Printing.out(spec);
        boolean isAway = false;
        while (!out.checkError()) {
            new CountDownLatch(1).await(1, TimeUnit.SECONDS);
            try {
                List<JsonObject> news = news(running);
                isAway = say(isAway, false);
                tell(news, new PaymentOrders(running, ORDERS_AT_ONCE));
            } catch (CommandException failure) {
                if (!passes(failure)) {
                    throw failure;
                }
                isAway = say(isAway, true);
            }
        }
    }

    private List<JsonObject> news(RunningGateway running) throws InterruptedException {
        List<JsonObject> rows = listed(running, query().with("from", following.from()));
        List<JsonObject> earlier = new ArrayList<>();
        for (String id : following.unfinished(rows, ASKED_ONE_BY_ONE)) {
            Optional<JsonObject> found = running.find(Query.of(PATH, id).toString());
            found.ifPresentOrElse(one -> earlier.add(0, summary(one)), () -> following.forget(id));
        }
        rows.addAll(earlier);
        return following.news(rows);
    }

    /** All pages, the newest first. */
    private static List<JsonObject> listed(RunningGateway running, Query query) throws InterruptedException {
        List<JsonObject> rows = new ArrayList<>();
        String next;
        do {
            JsonObject page = running.read(query.toString());
            rows.addAll(Documents.items(page, "items"));
            next = page.getString("next");
            query.with("cursor", next);
        } while (next != null);
        return rows;
    }

    /** As the list says it. */
    private static JsonObject summary(JsonObject found) {
        JsonObject summary = new JsonObject();
        LISTED.forEach(field -> summary.put(field, found.getValue(field)));
        return summary;
    }

    private Query query() {
        return Query.of(PATH).with("account", account).with("limit", PAGE);
    }

    /** What a restart of the gateway, or of its store, looks like from here. */
    private static boolean passes(CommandException failure) {
        return failure.getCause() instanceof IOException || failure.exitCode() == ExitCode.FAULT;
    }

    private boolean say(boolean wasAway, boolean isAway) {
        if (wasAway != isAway) {
            PrintWriter err = Printing.command(spec).getErr();
            err.println(isAway ? "the gateway does not answer; waiting for it" : "the gateway answers again");
            err.flush();
        }
        return isAway;
    }

    private void tell(List<JsonObject> news, PaymentOrders orders) throws InterruptedException {
        PrintWriter out = Printing.out(spec);
        Screen screen = Screen.of(requireNonNull(spec));
        for (JsonObject row : news) {
            if (isWanted(row)) {
                out.println(json ? row.encode() : line(row, order(row, orders), screen));
                out.flush();
            }
        }
    }

    private boolean isWanted(JsonObject row) {
        return (merchant == null || merchant.equals(row.getString("merchant")))
                && (state == null || state.equals(row.getString("state")));
    }

    /** A payment's order is known when its notification is done. */
    private static String order(JsonObject row, PaymentOrders orders) throws InterruptedException {
        return "done".equals(row.getString("state"))
                ? Values.printable(orders.of(row).orElse(null))
                : Values.NOTHING;
    }

    private static String line(JsonObject row, String order, Screen screen) {
        String named = Values.text(row, "state");
        Duration delay = Duration.between(Following.received(row), CLOCK.instant());
        return "%s  %s  %-16s  %-20s  %-20s  %-14s  %s"
                .formatted(
                        Values.time(row, "receivedAt"),
                        Tone.ofState(named).of("%-9s".formatted(named), screen),
                        Values.text(row, "account"),
                        Values.text(row, "kind"),
                        Values.text(row, "subject"),
                        order,
                        Following.isEnd(row) ? "within %.1f s".formatted(Math.max(0, delay.toMillis()) / MILLIS) : "")
                .stripTrailing();
    }
}
