-- What grows with every notification and is read by time or by key is partitioned by month, as notifications are, so that a
-- month can go as a whole. Nothing is copied: what a table has by now becomes its first partition, which reaches back to the
-- beginning and ends with this month.

-- Behind whoever waits for a lock wait all others: rather fail, leave everything as it is, and be tried again.
set local lock_timeout = '10s';

-- All at once and in the order in which others take them.
lock table timeline_entry, notification_answer, notification_arrival, order_event in access exclusive mode;

-- A unique key of a partitioned table contains what it is partitioned by. That a version of an order or a position in a feed
-- is given once, the locks of the order and of the feed see to.
alter table order_event drop constraint order_event_pkey;
drop index order_event_feed;

do $$
declare
    month text := to_char(now() at time zone 'utc', 'YYYY_MM');
    month_end timestamp := date_trunc('month', now() at time zone 'utc') + interval '1 month';
    end_id uuid := lpad(to_hex((extract(epoch from month_end) * 1000)::bigint), 12, '0') || repeat('0', 20);
    part text;
    grown record;
    index_name text;
begin
    for grown in
        select * from (values ('timeline_entry', 'entry_id'), ('order_event', 'event_id'),
                              ('notification_arrival', 'notification_id'), ('notification_answer', 'request_id'))
            as t (name, id)
    loop
        part := grown.name || '_' || month;
        for index_name in select i.indexrelid::regclass::text from pg_index i where i.indrelid = grown.name::regclass
        loop
            execute format('alter index %I rename to %I', index_name, replace(index_name, grown.name, part));
        end loop;
        execute format('alter table %I rename to %I', grown.name, part);
        execute format('create table %I (like %I) partition by range (%I)', grown.name, part, grown.id);
        execute format('create table %I partition of %I default', grown.name || '_default', grown.name);
        execute format('with later as (delete from %I where %I >= %L returning *) insert into %I select * from later',
                       part, grown.id, end_id, grown.name);
        execute format('alter table %I attach partition %I for values from (minvalue) to (%L)', grown.name, part, end_id);
    end loop;
end
$$;

-- Indexes that the first partition has already become part of these.
alter table timeline_entry add primary key (merchant, entry_id);
create index timeline_entry_order on timeline_entry (merchant, order_reference, entry_id);
create index timeline_entry_payment on timeline_entry (merchant, account_id, payment_id, entry_id);

alter table order_event add primary key (merchant, reference, version, event_id);
create index order_event_feed on order_event (merchant, feed_position) where feed_position is not null;
create index order_event_unpositioned on order_event (event_id) where feed_position is null;

create index notification_arrival_notification on notification_arrival (account_id, notification_id);
create index notification_arrival_latest on notification_arrival (account_id, arrived_at);

alter table notification_answer add primary key (account_id, request_id);

-- A list of one kind goes along this, newest first, however rare the kind is.
create index notification_item_kind on notification_item (account_id, kind, notification_id);
