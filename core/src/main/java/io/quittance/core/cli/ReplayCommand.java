package io.quittance.core.cli;

import io.quittance.core.Configured;
import io.quittance.core.GatewayStore;
import io.quittance.core.cli.ArchiveReplay.Contents;
import io.quittance.core.store.ArchiveStore;
import io.quittance.core.store.Replay;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code quittance replay}: runs stored notifications again. It asks the gateway that runs with the configuration: an
 * embedded store belongs to its gateway, and only a gateway has the plugins at work.
 */
@Command(
        name = "replay",
        description = "Has the running gateway run stored notifications again, or tells what that would change.")
final class ReplayCommand implements Callable<Integer> {

    private static final int ACCEPTED = 202;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Option(names = "--config", paramLabel = "FILE", required = true, description = "The gateway's configuration file.")
    private @Nullable Path config;

    @Mixin
    private final ReplayOptions options = new ReplayOptions();

    @Option(names = "--dry-run", description = "Only tells what would change.")
    private boolean dryRun;

    @Option(
            names = "--archive",
            paramLabel = "ARCHIVE",
            description = "Instead of stored ones, those of a file of retention.archive; all of it, without a filter.")
    private @Nullable Path archive;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        try (Configured configured = Installation.source(config).load()) {
            if (archive != null) {
                return replayArchive(configured, archive);
            }
            JsonObject wish = new JsonObject().put("filter", options.filter()).put("dryRun", dryRun);
            HttpResponse<String> answer =
                    new RunningGateway(configured.config().management(), "replays").post("/v1/replays", wish, PATIENCE);
            PrintWriter out = Printing.out(spec);
            if (answer.statusCode() == ACCEPTED) {
                new ReplayReport(out).print(new JsonObject(answer.body()));
                return ExitCode.OK;
            }
            out.println(RunningGateway.refusal(answer));
            return RunningGateway.exitCode(answer);
        }
    }

    private int replayArchive(Configured configured, Path file) throws Exception {
        if (dryRun || !options.filter().isEmpty()) {
            throw new CommandException(
                    "--archive goes with neither --dry-run nor a filter: a file is replayed as a whole");
        }
        ArchiveReplay wish = new ArchiveReplay(file, configured.config().accounts());
        Contents contents = wish.contents();
        PrintWriter out = Printing.out(spec);
        try (GatewayStore store = GatewayStore.visit(configured.config().store())) {
            Replay replay = VisitedDatabase.with(
                    store, database -> wish.into(new ArchiveStore(database.general()), Clock.systemUTC()));
            out.println("replay " + replay.id() + ": " + contents.replayable() + " notification(s) of "
                    + file.getFileName() + " are put back and read again, at most 50 a second, by a gateway that runs");
        }
        if (contents.others() > 0) {
            out.println(contents.others() + " others are of accounts that are not configured, and are left out");
        }
        out.flush();
        return ExitCode.OK;
    }
}
