package io.quittance.core.store;

/**
 * The SQL of a timeline, which is told from where its facts are kept: what was decided has rows of its own; notifications,
 * answers, events and deliveries are read where they lie. Every part finds its rows by an index.
 */
final class TimelineSql {

    // A failure to read a notification names its subject without the back end, which only the answer would have told.
    private static final String DECIDED = """
            select t.entry_id as id, t.at, t.kind, t.account_id, t.payment_id, t.notification_id, t.detail
              from timeline_entry t
             where t.merchant = $1
               and t.entry_id in (
                   select own.entry_id from timeline_entry own where own.merchant = $1 and own.order_reference = $2
                   union
                   select about.entry_id
                     from linked p
                     join timeline_entry about on about.merchant = $1 and about.account_id = p.account_id
                      and about.payment_id = p.payment_id and about.back_end in (p.back_end, ''))
            """;

    private static final String TOLD = """
            select i.account_id, i.notification_id
              from linked p
              join notification_item i on i.account_id = p.account_id and i.subject = p.payment_id
             union
            select o.account_id, o.notification_id
              from linked p
              join payment_observation o on o.account_id = p.account_id and o.back_end = p.back_end
               and o.payment_id = p.payment_id
             where o.notification_id is not null
             union
            select d.account_id, d.notification_id
              from decided d
             where d.account_id is not null and d.notification_id is not null
            """;

    /** What a request {@code r} was answered; null if that was not kept. */
    private static final String ANSWER = """
            (select jsonb_build_object('outcome', w.outcome, 'status', w.status, 'millis', round(w.micros / 1000.0, 1))
               from notification_answer w where w.account_id = r.account_id and w.request_id = r.request_id)
            """;

    // The limits keep the planner from joining whole tables: each notification is found by its key.
    private static final String RECEIVED = """
            select r.request_id as id, r.received_at as at, 'notification_received' as kind, r.account_id,
                   null::text as payment_id, r.request_id as notification_id,
                   jsonb_build_object('outcome', r.outcome, 'verification', r.credential,
                     'remote_address', r.remote_address, 'answer', %s,
                     'items', (
                       select coalesce(jsonb_agg(jsonb_build_object('kind', i.kind, 'subject', i.subject,
                                'state', i.state, 'attempts', i.attempts, 'error', i.last_error) order by i.position), '[]')
                         from notification_item i
                        where i.account_id = r.account_id and i.notification_id = r.request_id)) as detail
              from told
             cross join lateral (
                   select n.account_id, n.notification_id as request_id, n.received_at, n.outcome, n.credential,
                          n.remote_address
                     from notification n
                    where n.account_id = told.account_id and n.notification_id = told.notification_id
                    limit 1) r
            """.formatted(ANSWER);

    // One request may repeat several notifications; it came once.
    private static final String REPEATED = """
            select distinct on (r.request_id) r.request_id as id, r.arrived_at as at, 'notification_repeated' as kind,
                   r.account_id, null::text as payment_id, r.notification_id,
                   jsonb_build_object('remote_address', r.remote_address, 'answer', %s) as detail
              from told
             cross join lateral (
                   select a.account_id, a.notification_id, a.arrived_at, a.remote_address,
                          coalesce(a.request_id, md5(a.notification_id || ' ' || a.arrived_at)::uuid) as request_id
                     from notification_arrival a
                    where a.account_id = told.account_id and a.notification_id = told.notification_id
                   offset 0) r
             order by r.request_id, r.notification_id
            """.formatted(ANSWER);

    private static final String RECORDED = """
            select e.event_id as id, e.at, 'event_recorded' as kind, null::text as account_id, null::text as payment_id,
                   null::uuid as notification_id,
                   jsonb_build_object('event', e.event_id, 'type', e.type, 'version', e.version) as detail
              from order_event e
             where e.merchant = $1 and e.reference = $2
            """;

    private static final String WAITING = """
            select d.delivery_id as id, d.created_at as at, 'delivery_waiting' as kind, null::text as account_id,
                   null::text as payment_id, null::uuid as notification_id,
                   jsonb_build_object('endpoint', d.endpoint_id, 'delivery', d.delivery_id, 'event', d.event_id,
                     'type', d.type, 'version', d.version, 'next_attempt_at', d.next_attempt_at) as detail
              from delivery d
             where d.merchant = $1 and d.reference = $2 and d.state = 'pending'
            """;

    // The log has the last attempts; what came of the delivery came of the last of them.
    private static final String ATTEMPTED = """
            select md5(d.delivery_id || ' ' || (a.attempt ->> 'at'))::uuid as id, (a.attempt ->> 'at')::timestamptz as at,
                   'delivery_attempted' as kind, null::text as account_id, null::text as payment_id,
                   null::uuid as notification_id,
                   jsonb_build_object('endpoint', d.endpoint_id, 'delivery', d.delivery_id, 'event', d.event_id,
                     'type', d.type, 'version', d.version, 'status', a.attempt -> 'status',
                     'millis', a.attempt -> 'durationMillis', 'error', a.attempt -> 'error',
                     'result', case when a.number = jsonb_array_length(d.log) and d.state in ('delivered', 'dead')
                                    then d.state else 'failed' end,
                     'next_attempt_at', case when a.number = jsonb_array_length(d.log) then d.next_attempt_at end) as detail
              from delivery d
             cross join lateral jsonb_array_elements(d.log) with ordinality a (attempt, number)
             where d.merchant = $1 and d.reference = $2
            """;

    /** A page: of this merchant and order, after this time and id, so many. */
    static final String PAGE = """
            with linked as materialized (
              select account_id, back_end, payment_id from payment where merchant = $1 and order_reference = $2
            ), decided as materialized (%s
            ), told as materialized (%s
            ), entry as (
              select * from decided
               union all (%s)
               union all (%s)
               union all (%s)
               union all (%s)
               union all (%s))
            select id, at, kind, account_id, payment_id, notification_id, detail from entry
             where $3::timestamptz is null or (at, id) > ($3, $4::uuid)
             order by at, id
             limit $5
            """.formatted(DECIDED, TOLD, RECEIVED, REPEATED, RECORDED, WAITING, ATTEMPTED);

    private TimelineSql() {}
}
