package io.quittance.core.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Claims the look-ups of orders that are due, as {@link LookupStore} does those of payments. */
public final class OrderLookupStore {

    private static final String CLAIM = """
            with due as (
                select work.*
                from unnest($1::text[], $2::int[]) as a (account_id, room)
                cross join lateral (
                    select e.account_id, s.subject, e.merchant, e.reference, e.ends_at, e.attempts, e.expected_since, e.asked
                    from order_expectation e
                    cross join lateral (
                        select json_build_array('order', e.merchant, e.reference)::text as subject) s
                    where e.account_id = a.account_id and e.due_at <= now()
                        and not exists (
                            select from subject_claim c
                            where c.account_id = e.account_id and c.subject = s.subject and c.expires_at > now()
                            offset 0)
                    order by e.due_at
                    limit a.room
                ) work
            ), claimed as (
                insert into subject_claim (account_id, subject, owner, token, expires_at)
                select account_id, subject, $3, nextval('claim_token'), now() + %s from due order by account_id, subject
                on conflict (account_id, subject) do update
                    set owner = excluded.owner, token = excluded.token, expires_at = excluded.expires_at
                    where subject_claim.expires_at <= now()
                returning account_id, subject, token
            )
            select due.*, claimed.token from due join claimed using (account_id, subject)""".formatted(ClaimStore.LEASE);

    private final Pool pool;
    private final UUID owner;
    private final ClaimStore claims;

    /** Claims in the name of this owner: one for each process. */
    public OrderLookupStore(Pool pool, UUID owner) {
        this.pool = pool;
        this.owner = owner;
        this.claims = new ClaimStore(pool, owner);
    }

    /**
     * Claims look-ups that are due and nobody makes, those that wait longest first.
     *
     * @param room how many of each account
     */
    public Future<List<WantedOrder>> claim(Map<String, Integer> room) {
        return Retries.retrying(() -> pool.preparedQuery(CLAIM)
                        .execute(Columns.of(room.entrySet())
                                .text(Map.Entry::getKey)
                                .integer(Map.Entry::getValue)
                                .constant(owner)
                                .tuple()))
                .map(rows -> rows.stream().map(OrderLookupStore::wanted).toList());
    }

    /** Extends the leases of claims that are still held. */
    public Future<Void> renew(Collection<Claim> held) {
        return claims.renew(held);
    }

    private static WantedOrder wanted(Row row) {
        return new WantedOrder(
                new Claim(row.getString("account_id"), row.getString("subject"), row.getLong("token")),
                new OrderKey(row.getString("merchant"), row.getString("reference")),
                Times.instant(row.getOffsetDateTime("ends_at")),
                row.getInteger("attempts"),
                new Expectation(row.getOffsetDateTime("expected_since").toInstant(), row.getInteger("asked")));
    }
}
