package io.quittance.core.cli;

import static java.util.Objects.requireNonNull;

import io.quittance.core.Configured;
import io.quittance.core.GatewayStore;
import io.quittance.core.cli.ArchiveReplay.Contents;
import io.quittance.core.store.ArchiveStore;
import io.quittance.core.store.Replay;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
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
        description = {
            "Has the running gateway run stored notifications again, or tells what that would change.",
            "After a plugin was wrong: what it said of them before is superseded. At most 50 a second are read again, while"
                    + " others arrive."
        },
        footer = {
            "What would change",
                    "quittance replay --config quittance.json --account shop-de-cards --from 2026-11-20 --dry-run",
            "Do it", "quittance replay --config quittance.json --account shop-de-cards --from 2026-11-20",
            "Those that a kind of case is open about", "quittance replay --config quittance.json --case unknown_status",
            "What went to an archive",
                    "quittance replay --config quittance.json --archive notification_2026_08.jsonl.gz"
        })
final class ReplayCommand implements Callable<Integer> {

    @Mixin
    private final GatewayOptions gateway = new GatewayOptions();

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
        if (archive != null) {
            return replayArchive(archive);
        }
        JsonObject wish = new JsonObject().put("filter", options.filter()).put("dryRun", dryRun);
        JsonObject answer = gateway.toAct().act("/v1/replays", wish);
        new ReplayReport(Printing.out(spec)).print(answer);
        return ExitCode.OK;
    }

    /** The store takes it, and the gateway finds it there. */
    private int replayArchive(Path file) throws Exception {
        if (gateway.config() == null) {
            throw new CommandException("--archive takes --config FILE, since it is put back into the store");
        }
        try (Configured configured = Installation.source(gateway.config()).load()) {
            return replayArchive(configured, file);
        }
    }

    private int replayArchive(Configured configured, Path file) throws Exception {
        if (dryRun || !options.filter().isEmpty()) {
            throw new CommandException(
                    "--archive goes with neither --dry-run nor a filter: a file is replayed as a whole");
        }
        ArchiveReplay wish = new ArchiveReplay(file, configured.config().accounts());
        PrintWriter out = Printing.out(spec);
        Contents contents;
        try (Progress progress = Progress.of(requireNonNull(spec));
                GatewayStore store = GatewayStore.visit(configured.config().store())) {
            Contents found = wish.contents(progress);
            Replay replay = VisitedDatabase.with(
                    store,
                    database -> wish.into(
                            new ArchiveStore(database.general(), database.seal()), Clock.systemUTC(), found, progress));
            progress.close();
            contents = found;
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
