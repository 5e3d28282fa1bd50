-- What changes tables while a gateway runs, for a role that may not do so by itself: it goes with the rights of whoever owns the
-- tables, and so takes months of our own tables alone, of which those are too old that no configuration keeps them. And what a
-- role may do to the audit log beside adding to it.

-- The name of a month of a table, by its first day.
create function month_name(parent text, month date) returns text language plpgsql immutable as $$
begin
    if parent is null or parent not in
            ('notification', 'notification_arrival', 'notification_answer', 'timeline_entry', 'order_event') then
        raise invalid_parameter_value using message = format('%s has no months', coalesce(quote_literal(parent), 'null'));
    end if;
    if month is null or month <> date_trunc('month', month)::date or month not between '2000-01-01' and '2999-12-01' then
        raise invalid_parameter_value using message = format('%s is no first day of a month', coalesce(month::text, 'null'));
    end if;
    return parent || to_char(month, '_YYYY_MM');
end
$$;

-- The same, of a month that ended so long ago that it may go. Notifications are kept for a day at least, events for a week, and
-- timelines for 180 days.
create function expired_month(parent text, month date) returns text language plpgsql stable as $$
declare
    name text := month_name(parent, month);
    kept interval := case parent when 'timeline_entry' then interval '180 days'
                                 when 'order_event' then interval '7 days' else interval '1 day' end;
begin
    if (month + interval '1 month') at time zone 'utc' + kept > now() then
        raise invalid_parameter_value using message = format('%s is not old enough to go', name);
    end if;
    return name;
end
$$;

-- The lowest UUIDv7 of a day.
create function lowest_id(day timestamp) returns uuid language sql immutable as $$
    select (lpad(to_hex((extract(epoch from day) * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid
$$;

-- Lets whoever may make months read one: also one that was made by a gateway of before, in the role that owns it.
create function lend_month(parent text, month date) returns void language plpgsql security definer as $$
declare
    name text := month_name(parent, month);
    runner regrole;
begin
    for runner in
        select distinct a.grantee from pg_proc f, aclexplode(f.proacl) a
         where f.oid = 'make_month(text, date)'::regprocedure and a.grantee not in (0, f.proowner)
    loop
        execute format('grant select on %I to %s', name, runner);
    end loop;
end
$$;

-- Makes a month apart and then attaches it, so that whoever writes to the table goes on.
create function make_month(parent text, month date) returns void language plpgsql security definer as $$
declare
    name text := month_name(parent, month);
begin
    if month > now() + interval '2 years' then
        raise invalid_parameter_value using message = format('%s is too far ahead', name);
    end if;
    execute format('create table %I (like %I including all)', name, parent);
    execute format('alter table %I attach partition %I for values from (%L) to (%L)',
                   parent, name, lowest_id(month), lowest_id(month + interval '1 month'));
    perform lend_month(parent, month);
end
$$;

-- Takes a month that is too old out of its table.
create function detach_month(parent text, month date) returns void language plpgsql security definer as $$
declare
    name text := expired_month(parent, month);
begin
    execute format('alter table %I detach partition %I', parent, name);
end
$$;

-- Drops a month that was taken out.
create function drop_month(parent text, month date) returns void language plpgsql security definer as $$
declare
    name text := expired_month(parent, month);
begin
    if exists (select from pg_inherits i where i.inhrelid = to_regclass(name)) then
        raise invalid_parameter_value using message = format('%s was not taken out', name);
    end if;
    execute format('drop table %I', name);
end
$$;

-- Removes what the audit log tells of the past, at least 180 days ago, from a range of pages. Returns what is gone.
create function forget_audit(first_page tid, end_page tid, before timestamptz) returns setof uuid
language sql security definer as $$
    delete from audit_entry a
     where a.ctid >= first_page and a.ctid < end_page and a.at < least(before, now() - interval '180 days')
    returning a.entry_id
$$;

-- Writes down once what came of an act. What was asked for stays as it was.
create function end_audit(entry uuid, result text, more jsonb) returns void language sql security definer as $$
    update audit_entry a set outcome = result, detail = more || a.detail
     where a.entry_id = entry and a.outcome = 'asked' and result in ('done', 'refused')
$$;

-- Names mean our tables, whatever the caller has by those names; and nobody calls these who was not told to.
do $$
declare
    ours regprocedure;
begin
    foreach ours in array array['month_name(text, date)', 'expired_month(text, date)', 'lowest_id(timestamp)',
        'lend_month(text, date)', 'make_month(text, date)', 'detach_month(text, date)', 'drop_month(text, date)',
        'forget_audit(tid, tid, timestamptz)', 'end_audit(uuid, text, jsonb)']
    loop
        execute format('alter function %s set search_path to %I, pg_temp', ours, current_schema());
        execute format('revoke all on function %s from public', ours);
    end loop;
end
$$;
