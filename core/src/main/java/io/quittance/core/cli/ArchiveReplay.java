package io.quittance.core.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quittance.core.config.AccountConfig;
import io.quittance.core.store.ArchiveStore;
import io.quittance.core.store.ArchivedNotification;
import io.quittance.core.store.Ids;
import io.quittance.core.store.Replay;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

/** Puts the notifications of an archived file back into the store, to be read again by the gateway that runs. Blocks. */
final class ArchiveReplay {

    private static final int AT_A_TIME = 100;
    private static final long PATIENCE_SECONDS = 60;

    private final Path file;
    private final Set<String> accounts;

    ArchiveReplay(Path file, List<AccountConfig> accounts) {
        this.file = file;
        this.accounts = accounts.stream().map(AccountConfig::id).collect(Collectors.toSet());
    }

    /**
     * What a file holds.
     *
     * @param replayable how many are of accounts that are configured
     * @param others how many are not
     */
    record Contents(long replayable, long others) {}

    /** Does something with some of them. */
    private interface Step {

        void take(List<ArchivedNotification> notifications) throws TimeoutException;
    }

    /**
     * Reads it from one end to the other.
     *
     * @throws CommandException if a line is no notification
     */
    Contents contents(Progress progress) throws IOException, TimeoutException {
        long[] counted = new long[2];
        read(some -> {
            long replayable = some.stream().filter(this::isReplayable).count();
            counted[0] += replayable;
            counted[1] += some.size() - replayable;
            progress.reach("reading", counted[0] + counted[1]);
        });
        return new Contents(counted[0], counted[1]);
    }

    /** Has them read again, and tells the id of the replay. If it ends on its way, it can be done again. */
    Replay into(ArchiveStore store, Clock clock, Contents contents, Progress progress)
            throws IOException, TimeoutException {
        Replay replay = new Replay(Ids.next(), "archive", clock.instant());
        JsonObject described =
                new JsonObject().put("archive", file.getFileName().toString());
        AtomicLong put = new AtomicLong();
        read(some -> {
            List<ArchivedNotification> replayable =
                    some.stream().filter(this::isReplayable).toList();
            if (!replayable.isEmpty()) {
                store.replay(replay, described, replayable).await(PATIENCE_SECONDS, TimeUnit.SECONDS);
                progress.reach("putting back", put.addAndGet(replayable.size()), contents.replayable);
            }
        });
        return replay;
    }

    private boolean isReplayable(ArchivedNotification notification) {
        return accounts.contains(notification.account());
    }

    private void read(Step step) throws IOException, TimeoutException {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), UTF_8))) {
            List<ArchivedNotification> some = new ArrayList<>();
            int number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                some.add(parse(line, ++number));
                if (some.size() == AT_A_TIME) {
                    step.take(List.copyOf(some));
                    some.clear();
                }
            }
            step.take(List.copyOf(some));
        } catch (IOException unreadable) {
            throw new CommandException(
                    file + " cannot be read; it must be a file that retention.archive has: " + unreadable.getMessage(),
                    unreadable);
        }
    }

    private ArchivedNotification parse(String line, int number) {
        return ArchivedNotification.parse(line)
                .orElseThrow(() ->
                        new CommandException("%s, line %d: is no archived notification; nothing more of it is read"
                                .formatted(file, number)));
    }
}
