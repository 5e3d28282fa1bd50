package io.quittance.core.store;

import io.quittance.core.store.NewNotification.NewItem;
import io.quittance.core.store.NewNotification.NewKey;
import io.quittance.core.store.ReplayStore.Mark;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;

/** Puts what notifications say now in the place of what they said before, within a transaction. */
final class ReplayWriter {

    private static final String SAID = """
            with r as (
                select * from unnest($1::text[], $2::uuid[], $3::uuid[], $4::text[])
                    as r (account_id, notification_id, replay_id, outcome)
            ), said as (
                select * from unnest($5::text[], $6::uuid[], $7::int[], $8::text[], $9::bytea[], $10::text[], $11::text[],
                                     $12::text[])
                    as s (account_id, notification_id, ordinal, item_key, key_hash, subject, kind, effect)
            )
            """;

    // In the order of intake, which would otherwise deadlock with this.
    private static final String LOCK = SAID + """
            select from r join notification_item i using (account_id, notification_id)
            order by i.account_id, i.notification_id, i.position for update of i""";

    // What is not said any more is due as well: somebody has to take back what came of it, and holds the subject's
    // claim.
    private static final String AGAIN = SAID + """
            update notification_item i set
                kind = coalesce(s.kind, i.kind), effect = coalesce(s.effect, 'vanished'), state = 'waiting', attempts = 0,
                unforeseen = 0, last_error = null, next_attempt_at = now(), replay_id = r.replay_id
            from r join notification_item w using (account_id, notification_id)
            left join said s on s.account_id = w.account_id and s.notification_id = w.notification_id
                and s.item_key = w.item_key and s.subject = w.subject
            where (i.account_id, i.notification_id, i.position) = (w.account_id, w.notification_id, w.position)""";

    // Whatever another notification said first is said by both then: a key saves work, and effects are idempotent. The
    // first
    // position may be the key's of a notification that had no items.
    private static final String NEW = SAID + """
            , fresh as (
                insert into notification_item (account_id, notification_id, position, item_key, subject, kind, effect, state,
                                               next_attempt_at, replay_id)
                select s.account_id, s.notification_id,
                       (select coalesce(max(w.position), 0) from notification_item w
                         where w.account_id = s.account_id and w.notification_id = s.notification_id)
                       + row_number() over (partition by s.account_id, s.notification_id order by s.ordinal),
                       s.item_key, s.subject, s.kind, s.effect, 'waiting', now(), r.replay_id
                from said s join r using (account_id, notification_id)
                where not exists (
                    select from notification_item w
                    where w.account_id = s.account_id and w.notification_id = s.notification_id
                        and w.item_key = s.item_key and w.subject = s.subject)
                returning account_id, notification_id, position, item_key, subject
            )
            insert into notification_key (account_id, key_hash, notification_id, position)
            select distinct on (s.account_id, s.key_hash) s.account_id, s.key_hash, s.notification_id, f.position
            from fresh f join said s using (account_id, notification_id, item_key, subject)
            order by s.account_id, s.key_hash, s.notification_id
            on conflict (account_id, key_hash) do update set position = excluded.position
                where notification_key.notification_id = excluded.notification_id""";

    private static final String OUTCOME = SAID + """
            update notification n set outcome = r.outcome from r
            where (n.account_id, n.notification_id) = (r.account_id, r.notification_id) and n.outcome <> r.outcome""";

    private static final List<String> STATEMENTS = List.of(LOCK, AGAIN, NEW, OUTCOME);

    private final SqlConnection connection;

    ReplayWriter(SqlConnection connection) {
        this.connection = connection;
    }

    /** What cannot be read now is left as it was. */
    Future<Void> write(List<Reread> all, List<Mark> marks) {
        List<Reread> readable = all.stream().filter(Reread::isReadable).toList();
        if (readable.isEmpty()) {
            return Future.succeededFuture();
        }
        Map<UUID, UUID> replays = marks.stream().collect(Collectors.toMap(Mark::notification, Mark::replay));
        Future<Void> written = Future.succeededFuture();
        for (String statement : STATEMENTS) {
            written = written.compose(before -> connection
                    .preparedQuery(statement)
                    .execute(parameters(readable, replays))
                    .mapEmpty());
        }
        return written;
    }

    private static Tuple parameters(List<Reread> readable, Map<UUID, UUID> replays) {
        List<Said> said = new ArrayList<>();
        for (Reread one : readable) {
            int ordinal = 0;
            for (NewKey key : one.keys()) {
                said.add(new Said(one, key, ordinal++));
            }
        }
        return Columns.of(readable)
                .text(Reread::account)
                .uuid(Reread::notification)
                .uuid(one -> replays.get(one.notification()))
                .text(one -> one.keys().isEmpty() ? "ignored" : "accepted")
                .and(Columns.of(said)
                        .text(s -> s.reread.account())
                        .uuid(s -> s.reread.notification())
                        .integer(Said::ordinal)
                        .text(s -> s.item().key())
                        .bytes(s -> s.key.hash())
                        .text(s -> s.item().subject())
                        .text(s -> s.item().kind())
                        .text(s -> s.item().effect()));
    }

    private record Said(Reread reread, NewKey key, int ordinal) {

        NewItem item() {
            return Objects.requireNonNull(key.item(), "what is said anew has an item");
        }
    }
}
