package io.quittance.core.replay;

import static java.util.stream.Collectors.groupingBy;

import io.quittance.core.store.ClaimStore.Work;
import io.quittance.core.store.NewNotification.NewItem;
import io.quittance.core.store.NewNotification.NewKey;
import io.quittance.core.store.Replay;
import io.quittance.core.store.ReplayStore.StoredItem;
import io.quittance.core.store.Reread;
import io.quittance.core.store.StoredNotification;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** The items that a replay would make of notifications, as its writer makes them in the store. Pure. */
final class Rehearsing {

    private final Replay replay;
    private final Map<UUID, List<StoredItem>> known;

    /** Makes items of this replay from what is on record. */
    Rehearsing(Replay replay, Collection<StoredItem> known) {
        this.replay = replay;
        this.known = known.stream().collect(groupingBy(StoredItem::notification));
    }

    /** What would be due, of those that can be read. */
    List<Work> works(List<StoredNotification> notifications, List<Reread> reread) {
        Map<UUID, List<Reread>> readings =
                reread.stream().filter(Reread::isReadable).collect(groupingBy(Reread::notification));
        List<Work> works = new ArrayList<>();
        List<StoredNotification> oldestFirst = notifications.stream()
                .sorted(Comparator.comparing(stored -> stored.id().toString()))
                .toList();
        for (StoredNotification stored : oldestFirst) {
            readings.getOrDefault(stored.id(), List.of()).forEach(one -> add(stored, one, works));
        }
        return works;
    }

    private void add(StoredNotification stored, Reread reread, List<Work> works) {
        List<StoredItem> vanished = new ArrayList<>(known.getOrDefault(stored.id(), List.of()));
        int next = vanished.stream().mapToInt(StoredItem::position).max().orElse(0) + 1;
        for (NewKey key : reread.keys()) {
            NewItem item = Objects.requireNonNull(key.item(), "what is said anew has an item");
            Optional<StoredItem> same = vanished.stream()
                    .filter(one -> one.key().equals(item.key()) && one.subject().equals(item.subject()))
                    .findFirst();
            same.ifPresent(vanished::remove);
            short position = same.map(StoredItem::position).orElse((short) next++);
            works.add(work(stored, position, item));
        }
        vanished.forEach(gone -> works.add(
                work(stored, gone.position(), new NewItem(gone.key(), gone.subject(), gone.kind(), "vanished"))));
    }

    private Work work(StoredNotification stored, short position, NewItem item) {
        return new Work(
                stored.account(),
                item.subject(),
                stored.id(),
                position,
                item.key(),
                item.kind(),
                item.effect(),
                0,
                0,
                false,
                null,
                replay,
                replay.at(),
                true,
                stored.receivedAt(),
                stored.credential(),
                stored.method(),
                stored.path(),
                stored.query(),
                stored.headers(),
                stored.remoteAddress(),
                stored.body(),
                null,
                null);
    }
}
