package io.quittance.core.retention;

import io.quittance.core.store.ArchiveStore;
import io.quittance.core.store.ArchivedNotification;
import io.quittance.core.store.ExpiredMonths.OldMonth;
import io.quittance.core.store.Repeatedly;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Keeps notifications as compressed JSON Lines in a directory: a file for each month, and for each lot of an account's. */
final class DirectoryArchive implements Archive {

    private final Vertx vertx;
    private final Path directory;
    private final ArchiveStore store;

    DirectoryArchive(Vertx vertx, Path directory, ArchiveStore store) {
        this.vertx = vertx;
        this.directory = directory;
        this.store = store;
    }

    @Override
    public Future<Void> month(OldMonth month) {
        return begin(() -> file(month.name())).compose(file -> complete(file, pages(file, month)));
    }

    @Override
    public Future<Void> notifications(String account, List<UUID> notifications) {
        return begin(() -> unused("notification_" + account + "_" + notifications.get(0)))
                .compose(file -> complete(file, pages(file, account, notifications)));
    }

    private Future<Void> pages(ArchiveFile file, OldMonth month) {
        AtomicReference<@Nullable ArchivedNotification> last = new AtomicReference<>();
        return Repeatedly.until(() -> store.page(month, last.get()).compose(page -> {
                    if (page.isEmpty()) {
                        return Future.succeededFuture(Optional.of(month));
                    }
                    last.set(page.get(page.size() - 1));
                    return add(file, page).map(Optional.empty());
                }))
                .mapEmpty();
    }

    private Future<Void> pages(ArchiveFile file, String account, List<UUID> notifications) {
        AtomicInteger next = new AtomicInteger();
        return Repeatedly.until(() -> {
                    int first = next.getAndAdd(ArchiveStore.PAGE);
                    int end = Math.min(first + ArchiveStore.PAGE, notifications.size());
                    return first >= end
                            ? Future.succeededFuture(Optional.of(account))
                            : store.find(account, notifications.subList(first, end))
                                    .compose(page -> add(file, page))
                                    .map(Optional.empty());
                })
                .mapEmpty();
    }

    private Future<ArchiveFile> begin(Supplier<Path> file) {
        return vertx.executeBlocking(() -> ArchiveFile.begin(file.get())).map(Objects::requireNonNull);
    }

    private Path file(String name) {
        return directory.resolve(name + ".jsonl.gz");
    }

    /** A lot that begins alike may have less in it than the one before: that one stays. */
    private Path unused(String name) {
        return Stream.iterate(1, number -> number + 1)
                .map(number -> file(number == 1 ? name : name + "_" + number))
                .filter(Files::notExists)
                .findFirst()
                .orElseThrow();
    }

    private Future<Void> add(ArchiveFile file, List<ArchivedNotification> notifications) {
        return blocking(() -> {
            file.add(notifications);
            return null;
        });
    }

    private Future<Void> complete(ArchiveFile file, Future<Void> written) {
        return written.compose(all -> blocking(() -> {
                    file.complete();
                    return null;
                }))
                .eventually(() -> blocking(() -> {
                    file.close();
                    return null;
                }));
    }

    private Future<Void> blocking(Callable<@Nullable Void> work) {
        return vertx.executeBlocking(work).mapEmpty();
    }
}
