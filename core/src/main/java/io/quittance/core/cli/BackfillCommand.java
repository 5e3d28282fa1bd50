package io.quittance.core.cli;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code quittance backfill}: asks a provider for all payments of a window of time, page by page, through the gateway that
 * runs with the configuration, as {@link ReplayCommand} does. The place is kept here: whoever stops it is told where to go on.
 */
@Command(
        name = "backfill",
        description = {
            "Has the running gateway ask a provider for all payments of a window of time.",
            "For what was never notified. It takes an operator's token. If it ends early, it prints how to go on."
        },
        footer = {
            "What would change",
            "quittance backfill --config quittance.json --account shop-de-cards --from 2026-11-20 --dry-run",
            "Two days",
            "quittance backfill --config quittance.json --account shop-de-cards --from 2026-11-20 --to 2026-11-22"
        })
final class BackfillCommand implements Callable<Integer> {

    private static final int OK = 200;
    private static final int UNAVAILABLE = 503;
    private static final int MOST_TRIES = 6;

    /** More than the gateway waits for a provider. */
    private static final Duration PATIENCE = Duration.ofMinutes(6);

    private static final Clock CLOCK = Clock.systemUTC();

    @Mixin
    private final GatewayOptions gateway = new GatewayOptions();

    @Option(names = "--account", paramLabel = "ID", required = true, description = "Whose provider is asked.")
    private @Nullable String account;

    @Option(
            names = "--from",
            paramLabel = "T",
            required = true,
            converter = Moment.class,
            description = "Payments created at or after, such as 2026-11-20T10:00:00Z or 2026-11-20.")
    private @Nullable Instant from;

    @Option(
            names = "--to",
            paramLabel = "T",
            converter = Moment.class,
            description = "Payments created before. Default: now.")
    private @Nullable Instant to;

    @Option(names = "--cursor", paramLabel = "CURSOR", description = "Goes on there: what a run that ended early said.")
    private @Nullable String cursor;

    @Option(names = "--dry-run", description = "Only tells what would change.")
    private boolean dryRun;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        RunningGateway running = gateway.toAct();
        Instant end = to == null ? CLOCK.instant().truncatedTo(ChronoUnit.SECONDS) : to;
        try (Progress progress = Progress.of(Objects.requireNonNull(spec));
                BackfillReport report =
                        new BackfillReport(Printing.out(spec), progress, Objects.requireNonNull(from), dryRun)) {
            report.onInterrupt(place -> again(end, place));
            return run(running, end, report);
        }
    }

    private int run(RunningGateway running, Instant end, BackfillReport report) throws InterruptedException {
        String place = cursor;
        do {
            HttpResponse<String> answer;
            try {
                answer = patiently(running, wish(end, place));
            } catch (CommandException gone) {
                report.stop(String.valueOf(gone.getMessage()), again(end, place));
                return ExitCode.WRONG_INPUT;
            }
            if (answer.statusCode() != OK) {
                report.stop(RunningGateway.refusal(answer), again(end, place));
                return RunningGateway.exitCode(answer);
            }
            JsonObject page = new JsonObject(answer.body());
            place = page.getString("next");
            report.page(page);
        } while (place != null);
        report.end();
        return ExitCode.OK;
    }

    /** What passes by itself is tried again for some minutes. */
    private static HttpResponse<String> patiently(RunningGateway gateway, JsonObject wish) throws InterruptedException {
        HttpResponse<String> answer = gateway.post("/v1/backfills", wish, PATIENCE);
        for (int tries = 1; answer.statusCode() == UNAVAILABLE && tries < MOST_TRIES; tries++) {
            long seconds = answer.headers().firstValueAsLong("Retry-After").orElse(1);
            new CompletableFuture<Void>()
                    .completeOnTimeout(null, seconds * tries, TimeUnit.SECONDS)
                    .join();
            answer = gateway.post("/v1/backfills", wish, PATIENCE);
        }
        return answer;
    }

    private JsonObject wish(Instant end, @Nullable String place) {
        JsonObject wish = new JsonObject()
                .put("account", account)
                .put("from", String.valueOf(from))
                .put("to", end.toString())
                .put("dryRun", dryRun);
        return place == null ? wish : wish.put("cursor", place);
    }

    private String again(Instant end, @Nullable String place) {
        return "quittance backfill" + gateway.typed() + " --account " + account + " --from " + from + " --to " + end
                + (place == null ? "" : " --cursor " + place) + (dryRun ? " --dry-run" : "");
    }
}
