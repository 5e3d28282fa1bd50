package io.quittance.core.store;

/**
 * The SQL that removes rows that are too old from tables that are not partitioned: each from a range of pages, {@code $1} to
 * {@code $2}, so that a table is gone through once, bit by bit, and needs no index for it.
 */
final class ExpiredRowsSql {

    private static final String IN_PAGES = "%1$s.ctid >= $1::text::tid and %1$s.ctid < $2::text::tid";

    /**
     * Keys of notifications with an id below that of their account, {@code $3} and {@code $4}, or of all, {@code $5};
     * {@code $6} is the highest of them.
     */
    static final String KEYS = """
            delete from notification_key k
            where %s and k.notification_id < $6::uuid and k.notification_id < coalesce(
                (select own.lowest from unnest($3::text[], $4::uuid[]) as own (account_id, lowest)
                  where own.account_id = k.account_id), $5::uuid)""".formatted(IN_PAGES.formatted("k"));

    /** Items of notifications that are gone, with an id below {@code $3}. */
    static final String ITEMS = """
            delete from notification_item i
            where %s and i.notification_id < $3::uuid and i.next_attempt_at is null and not exists (
                select from notification n
                 where n.account_id = i.account_id and n.notification_id = i.notification_id)""".formatted(IN_PAGES.formatted("i"));

    /** Deliveries that are over, of events with an id below {@code $3}. */
    static final String DELIVERIES = """
            delete from delivery d
            where %s and d.event_id < $3::uuid and d.state in ('delivered', 'dead')
              and (d.lease_until is null or d.lease_until < now())""".formatted(IN_PAGES.formatted("d"));

    /**
     * Events with an id below {@code $3} that were needed when their month went, and are no more: numbered, planned for the
     * endpoints {@code $4} and {@code $5}, and delivered.
     */
    static final String EVENTS = """
            delete from order_event_default e
            where %s and e.event_id < $3::uuid and e.feed_position is not null
              and not exists (select from unnest($4::text[], $5::text[]) as mine (merchant, endpoint_id)
                                join endpoint p using (merchant, endpoint_id)
                               where p.merchant = e.merchant and p.planned_position < e.feed_position)
              and not exists (select from delivery d
                               where d.merchant = e.merchant and d.reference = e.reference and d.event_id = e.event_id)""".formatted(IN_PAGES.formatted("e"));

    /** Entries with an id below {@code $3} of orders and payments that were here when their month went, and are no more. */
    static final String TIMELINES = """
            delete from timeline_entry_default t
            where %s and t.entry_id < $3::uuid
              and not exists (select from merchant_order o
                               where o.merchant = t.merchant and o.reference = t.order_reference)
              and not exists (select from payment p
                               where (p.account_id, p.back_end, p.payment_id) = (t.account_id, t.back_end, t.payment_id))""".formatted(IN_PAGES.formatted("t"));

    // What can still change: money is on its way, something is awaited, or somebody has to look at it. Locks are taken
    // in
    // the order of decisions, orders before payments; what is being decided this very moment is not old.
    /** Orders last touched before {@code $3} that cannot change any more, with all that is known about their payments. */
    static final String ORDERS = """
            with gone as (
                select o.merchant, o.reference from merchant_order o
                where %s and o.updated_at < $3::timestamptz and o.expiry_due_at is null
                  and o.status not in ('authorized', 'partially_paid', 'disputed')
                  and not exists (select from order_expectation x where (x.merchant, x.reference) = (o.merchant, o.reference))
                  and not exists (select from discrepancy_case c
                                   where c.merchant = o.merchant and c.order_reference = o.reference and c.state = 'open')
                  and not exists (select from payment p
                                   where p.merchant = o.merchant and p.order_reference = o.reference
                                     and (p.updated_at >= $3::timestamptz
                                          or p.status in ('authorized', 'partially_paid', 'disputed') or exists (
                                         select from payment_lookup l where (l.account_id, l.back_end, l.payment_id)
                                            = (p.account_id, p.back_end, p.payment_id))))
                for update of o skip locked
            ), paid as (
                delete from payment p using gone where p.merchant = gone.merchant and p.order_reference = gone.reference
                returning p.account_id, p.back_end, p.payment_id
            ), observed as (
                delete from payment_observation o using paid
                where (o.account_id, o.back_end, o.payment_id) = (paid.account_id, paid.back_end, paid.payment_id)
            ), judged as (
                delete from discrepancy_case c using gone
                where c.merchant = gone.merchant and c.order_reference = gone.reference
            )
            delete from merchant_order o using gone where (o.merchant, o.reference) = (gone.merchant, gone.reference)""".formatted(IN_PAGES.formatted("o"));

    /** Payments without an order that were last touched before {@code $3} and are not awaited, with what is known of them. */
    static final String PAYMENTS = """
            with gone as (
                select p.account_id, p.back_end, p.payment_id from payment p
                where %s and p.updated_at < $3::timestamptz
                  and not exists (select from merchant_order o
                                   where o.merchant = p.merchant and o.reference = p.order_reference)
                  and not exists (select from payment_lookup l where (l.account_id, l.back_end, l.payment_id)
                                      = (p.account_id, p.back_end, p.payment_id))
                  and not exists (select from discrepancy_case c where c.merchant = p.merchant and c.state = 'open'
                                   and c.about = 'payment ' || p.account_id || ' ' || p.back_end || ' ' || p.payment_id)
                for update of p skip locked
            ), observed as (
                delete from payment_observation o using gone
                where (o.account_id, o.back_end, o.payment_id) = (gone.account_id, gone.back_end, gone.payment_id)
            )
            delete from payment p using gone
            where (p.account_id, p.back_end, p.payment_id) = (gone.account_id, gone.back_end, gone.payment_id)""".formatted(IN_PAGES.formatted("p"));

    // A resolved case about neither is a decision that still holds.
    /** Cases closed before {@code $3} of which order and payment are gone. */
    static final String CASES = """
            delete from discrepancy_case c
            where %s and c.state = 'closed' and c.closed_at < $3::timestamptz
              and not exists (select from merchant_order o
                               where o.merchant = c.merchant and o.reference = c.order_reference)
              and not exists (select from payment p
                               where (p.account_id, p.back_end, p.payment_id) = (c.account_id, c.back_end, c.payment_id))""".formatted(IN_PAGES.formatted("c"));

    /** Entries of the audit log from before {@code $3}: by a function, since the gateway may remove no others. */
    static final String AUDIT = "select forget_audit($1::text::tid, $2::text::tid, $3::timestamptz)";

    private ExpiredRowsSql() {}
}
