package io.quittance.core.store;

import static java.util.Objects.requireNonNull;

import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** The SQL that finds notifications. */
final class NotificationSql {

    /** What a row of a list needs beyond the columns of a notification {@code n}; needs {@link #SUMMARY_JOINS}. */
    static final String SUMMARY_COLUMNS = """
            first_item.kind, first_item.subject,
            case when n.outcome in ('malformed', 'ignored') then n.outcome else coalesce(worst_item.state, 'done') end
              as state,
            (select 1 + count(*) from notification_arrival r
              where r.account_id = n.account_id and r.notification_id = n.notification_id) as arrivals
            """;

    static final String SUMMARY_JOINS = """
            left join lateral (
              select i.kind, i.subject from notification_item i
               where i.account_id = n.account_id and i.notification_id = n.notification_id
               order by i.position limit 1) first_item on true
            left join lateral (
              select i.state from notification_item i
               where i.account_id = n.account_id and i.notification_id = n.notification_id
               order by array_position(array['poisoned', 'retrying', 'waiting', 'done'], i.state) limit 1)
              worst_item on true
            """;

    // Account by account, because the key leads with the account; the summary only for the rows that are shown.
    private static final String NEWEST = """
            with n as materialized (
              select newest.*, a.merchant
                from account a
               cross join lateral (
                     select n.account_id, n.notification_id, n.received_at, n.outcome
                       from %4$s
                      where n.account_id = a.account_id and %1$s
                      order by %5$s.notification_id desc
                      limit %3$s) newest
               where %2$s
               order by newest.notification_id desc
               limit %3$s)
            """;

    private static final String PAGE = NEWEST + "select n.*, %6$s from n %7$s order by n.notification_id desc";

    private static final String ALL = "notification n";

    // Along the index of kinds: however rare a kind is, no more is read than is shown. Kind and id are compared as
    // one, so that no other index fits, however common the planner takes kinds for. "Offset 0" keeps it from beginning
    // with notifications.
    private static final String ALL_OF_KIND = """
            (select distinct i.kind, i.notification_id from notification_item i
              where i.account_id = a.account_id
                and (i.kind, i.notification_id) >= (%1$s::text, %2$s::uuid)
                and (i.kind, i.notification_id) < (%1$s::text, %3$s::uuid)
              order by i.kind desc, i.notification_id desc) k
             cross join lateral (
                   select * from notification o
                    where o.account_id = a.account_id and o.notification_id = k.notification_id offset 0) n
            """;

    // The arrays are there on purpose: they make the planner begin with the few notifications that an index finds,
    // instead of walking through all of the account's.
    private static final String OF_SUBJECT = """
            n.notification_id = any(array(
              select i.notification_id from notification_item i where i.account_id = a.account_id and i.subject = ?))
            """;

    private static final String OF_ORDER = """
            n.notification_id = any(array(
              select i.notification_id
                from payment p
                join notification_item i on i.account_id = p.account_id and i.subject = p.payment_id
               where p.merchant = a.merchant and p.order_reference = ? and p.account_id = a.account_id
               union
              select o.notification_id
                from payment p
                join payment_observation o on o.account_id = p.account_id and o.back_end = p.back_end
                 and o.payment_id = p.payment_id
               where p.merchant = a.merchant and p.order_reference = ? and p.account_id = a.account_id))
            """;

    private static final String OF_KIND = """
            exists (
              select from notification_item i
               where i.account_id = n.account_id and i.notification_id = n.notification_id and i.kind = ?
              offset 0)
            """;

    private static final String OF_OPEN_CASE = """
            n.notification_id = any(array(
              select c.notification_id from discrepancy_case c
               where c.merchant = a.merchant and c.account_id = a.account_id and c.state = 'open' and c.kind = ?
               union
              select o.notification_id
                from discrepancy_case c
                join payment_observation o on o.account_id = c.account_id and o.back_end = c.back_end
                 and o.payment_id = c.payment_id
               where c.merchant = a.merchant and c.account_id = a.account_id and c.state = 'open' and c.kind = ?))
            """;

    private static final String WITH_POISONED_ITEM = """
            n.notification_id = any(array(
              select i.notification_id from notification_item i
               where i.account_id = a.account_id and i.state = 'poisoned'))
            """;

    private static final String WITH_ITEM_LEFT_TO_DO = """
            n.notification_id = any(array(
              select i.notification_id from notification_item i
               where i.account_id = a.account_id and i.state = '%s' and i.next_attempt_at is not null))
            """;

    // "Offset 0" has it asked of each notification that may be shown. The planner would rather join all that were ever
    // stored.
    private static final String WITHOUT_ITEM_IN_STATE = """
            not exists (
              select from notification_item i
               where i.account_id = n.account_id and i.notification_id = n.notification_id and i.state in (%s)
              offset 0)
            """;

    /** An id is made when its notification is stored, which intake does within seconds. */
    private static final Duration ID_TOLERANCE = Duration.ofMinutes(1);

    private static final UUID FIRST = new UUID(0, 0);
    private static final UUID LAST = new UUID(-1, -1);

    private NotificationSql() {}

    /** The query of one page; adds its parameters. */
    static String page(NotificationFilter filter, Tuple parameters) {
        Conditions notifications = notifications(filter, parameters);
        Conditions accounts = accounts(filter, parameters);
        String limit = Conditions.bind(parameters, filter.limit());
        boolean byKind = leadsToFewest(filter);
        return PAGE.formatted(
                notifications,
                accounts,
                limit,
                byKind ? allOfKind(filter, parameters) : ALL,
                byKind ? "k.kind desc, k" : "n",
                SUMMARY_COLUMNS,
                SUMMARY_JOINS);
    }

    /** The beginning of a query of those that may be replayed, newest first, as {@code n}; adds its parameters. */
    static String replayable(ReplayFilter filter, Tuple parameters) {
        NotificationFilter usual = filter.notifications();
        Conditions notifications = notifications(usual, parameters)
                .and("n.erased_at is null")
                .and("n.notification_id = ?", filter.notification())
                .and(
                        OF_OPEN_CASE,
                        filter.openCase() == null ? null : filter.openCase().wireName());
        Conditions accounts = accounts(usual, parameters)
                .and("a.account_id = any(?::text[])", filter.running().toArray(String[]::new));
        String limit = Conditions.bind(parameters, usual.limit());
        boolean byKind = leadsToFewest(usual) && filter.notification() == null && filter.openCase() == null;
        return NEWEST.formatted(
                notifications,
                accounts,
                limit,
                byKind ? allOfKind(usual, parameters) : ALL,
                byKind ? "k.kind desc, k" : "n");
    }

    /** Whether nothing else that is asked for leads to fewer notifications than their kind does. */
    private static boolean leadsToFewest(NotificationFilter filter) {
        boolean anyState = filter.state() == null || filter.state() == NotificationState.DONE;
        return filter.kind() != null && anyState && filter.subject() == null && filter.order() == null;
    }

    private static String allOfKind(NotificationFilter filter, Tuple parameters) {
        Instant from = filter.from();
        Instant to = filter.to();
        UUID first = from == null ? FIRST : Ids.lowest(from.minus(ID_TOLERANCE));
        UUID end = to == null ? LAST : Ids.lowest(to.plus(ID_TOLERANCE));
        return ALL_OF_KIND.formatted(
                Conditions.bind(parameters, requireNonNull(filter.kind())),
                Conditions.bind(parameters, first),
                Conditions.bind(
                        parameters,
                        filter.before() == null ? end : filter.before().position()));
    }

    private static Conditions notifications(NotificationFilter filter, Tuple parameters) {
        Conditions conditions = within(new Conditions(parameters), "n.notification_id", filter)
                .and("n.received_at >= ?", Times.utc(filter.from()))
                .and("n.received_at < ?", Times.utc(filter.to()))
                .and(OF_SUBJECT, filter.subject())
                .and(OF_ORDER, filter.order())
                .and(OF_KIND, filter.kind());
        if (filter.state() != null) {
            inState(conditions, filter.state());
        }
        return conditions;
    }

    // The bounds on the id are for the key and the partitions, those on the time are exact.
    private static Conditions within(Conditions conditions, String id, NotificationFilter filter) {
        Instant from = filter.from();
        Instant to = filter.to();
        return conditions
                .and(
                        id + " < ?",
                        filter.before() == null ? null : filter.before().position())
                .and(id + " >= ?", from == null ? null : Ids.lowest(from.minus(ID_TOLERANCE)))
                .and(id + " < ?", to == null ? null : Ids.lowest(to.plus(ID_TOLERANCE)));
    }

    private static Conditions accounts(NotificationFilter filter, Tuple parameters) {
        return new Conditions(parameters)
                .and("a.merchant = ?", filter.merchant())
                .and("a.account_id = ?", filter.account());
    }

    // States are literals, so that the planner can see which partial index fits.
    private static void inState(Conditions conditions, NotificationState state) {
        switch (state) {
            case MALFORMED, IGNORED -> conditions.and("n.outcome = '" + state.wireName() + "'");
            case POISONED -> conditions.and(WITH_POISONED_ITEM);
            case RETRYING ->
                conditions
                        .and(WITH_ITEM_LEFT_TO_DO.formatted("retrying"))
                        .and(WITHOUT_ITEM_IN_STATE.formatted("'poisoned'"));
            case WAITING ->
                conditions
                        .and(WITH_ITEM_LEFT_TO_DO.formatted("waiting"))
                        .and(WITHOUT_ITEM_IN_STATE.formatted("'poisoned', 'retrying'"));
            case DONE ->
                conditions
                        .and("n.outcome = 'accepted'")
                        .and(WITHOUT_ITEM_IN_STATE.formatted("'poisoned', 'retrying', 'waiting'"));
        }
    }
}
