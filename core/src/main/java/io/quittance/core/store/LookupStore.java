package io.quittance.core.store;

import io.quittance.spi.PaymentKey;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Claims the look-ups that are due. The claims are those of subjects, so they end with the decision, or when their node dies;
 * items of the same payment do not wait for them.
 */
public final class LookupStore {

    // What another node claims meanwhile is left to it.
    private static final String CLAIM = """
            with due as (
                select work.*
                from unnest($1::text[], $2::int[]) as a (account_id, room)
                cross join lateral (
                    select l.account_id, s.subject, l.back_end, l.payment_id, l.merchant, l.reason, l.requested_at,
                           l.attempts, l.expected_since, l.asked, l.unconfirmed
                    from payment_lookup l
                    cross join lateral (
                        select json_build_array('look-up', l.back_end, l.payment_id)::text as subject) s
                    where l.account_id = a.account_id and l.due_at <= now()
                        and not exists (
                            select from subject_claim c
                            where c.account_id = l.account_id and c.subject = s.subject and c.expires_at > now()
                            offset 0)
                    order by l.due_at
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
    public LookupStore(Pool pool, UUID owner) {
        this.pool = pool;
        this.owner = owner;
        this.claims = new ClaimStore(pool, owner);
    }

    /**
     * Claims look-ups that are due and nobody makes, those that wait longest first.
     *
     * @param room how many of each account
     */
    public Future<List<WantedLookup>> claim(Map<String, Integer> room) {
        return Retries.retrying(() -> pool.preparedQuery(CLAIM)
                        .execute(Columns.of(room.entrySet())
                                .text(Map.Entry::getKey)
                                .integer(Map.Entry::getValue)
                                .constant(owner)
                                .tuple()))
                .map(rows -> rows.stream().map(LookupStore::wanted).toList());
    }

    /** Extends the leases of claims that are still held. */
    public Future<Void> renew(Collection<Claim> held) {
        return claims.renew(held);
    }

    private static WantedLookup wanted(Row row) {
        String account = row.getString("account_id");
        return new WantedLookup(
                new Claim(account, row.getString("subject"), row.getLong("token")),
                new PaymentId(account, new PaymentKey(row.getString("payment_id"), row.getString("back_end"))),
                row.getString("merchant"),
                row.getString("reason").equals("in_doubt"),
                row.getOffsetDateTime("requested_at").toInstant(),
                row.getInteger("attempts"),
                new Expectation(row.getOffsetDateTime("expected_since").toInstant(), row.getInteger("asked")),
                row.getString("unconfirmed"));
    }
}
