-- When what the sender wrote was erased, since somebody's data had to go; null: it is as it came.
alter table notification add column erased_at timestamptz;

-- The notifications that tell of an order or of its payments.
create function notifications_of(of_merchant text, of_reference text)
returns table (account text, notification uuid) language sql stable as $$
    with linked as (
        select p.account_id, p.back_end, p.payment_id from payment p
         where p.merchant = of_merchant and p.order_reference = of_reference)
    select i.account_id, i.notification_id
      from linked l join notification_item i on i.account_id = l.account_id and i.subject = l.payment_id
     union
    select o.account_id, o.notification_id
      from linked l
      join payment_observation o on o.account_id = l.account_id and o.back_end = l.back_end and o.payment_id = l.payment_id
     where o.notification_id is not null
     union
    select t.account_id, t.notification_id from timeline_entry t
     where t.merchant = of_merchant and t.order_reference = of_reference
       and t.account_id is not null and t.notification_id is not null
$$;

-- What an entry of a timeline still says: codes, amounts and states, but none of the words that providers and operators wrote.
create function erased_detail(kind text, detail jsonb) returns jsonb language sql immutable as $$
    select detail - 'text' - 'note'
        || case when kind = 'read_failed' then '{"reason": "erased"}'::jsonb else '{}' end
        || case when jsonb_typeof(detail -> 'superseded') = 'array' then
               jsonb_build_object('superseded', coalesce(
                   (select jsonb_agg(case jsonb_typeof(one) when 'object' then one - 'text' else one end)
                      from jsonb_array_elements(detail -> 'superseded') one), '[]'))
           else '{}' end
$$;

-- The same of an observation.
create function erased_observation(observation jsonb) returns jsonb language sql immutable as $$
    select case when jsonb_typeof(observation #> '{status,reasons}') = 'array' then
               jsonb_set(observation #- '{status,text}', '{status,reasons}', coalesce(
                   (select jsonb_agg(one - 'text') from jsonb_array_elements(observation #> '{status,reasons}') one), '[]'))
           else observation #- '{status,text}' end
$$;

-- Erases what was written about the payer of an order, and leaves an entry in its timeline that says so. Amounts, states, times,
-- versions and keys stay. Returns how much it was; only what is `waiting`, and then nothing is erased, if there is work on it;
-- null if there is no such order.
create function erase_order(of_merchant text, of_reference text, entry uuid, actor text, moment timestamptz) returns jsonb
language plpgsql security definer as $$
declare
    accounts text[];
    ids uuid[];
    waiting bigint;
    shared bigint;
    payments bigint;
    notifications bigint;
    observations bigint;
    entries bigint;
    cases bigint;
    orders bigint;
    told jsonb;
begin
    -- In the order in which decisions take them, so that none is made meanwhile.
    perform from merchant_order o where o.merchant = of_merchant and o.reference = of_reference for update;
    if not found then
        return null;
    end if;
    perform from payment p where p.merchant = of_merchant and p.order_reference = of_reference
      order by p.account_id, p.back_end, p.payment_id for update;
    get diagnostics payments = row_count;
    select coalesce(array_agg(n.account), '{}'), coalesce(array_agg(n.notification), '{}') into accounts, ids
      from notifications_of(of_merchant, of_reference) n;

    select (select count(*) from unnest(accounts, ids) n (account, id)
              join notification_item i on i.account_id = n.account and i.notification_id = n.id
             where i.next_attempt_at is not null)
         + (select count(*) from unnest(accounts, ids) n (account, id)
              join notification_replay r on r.account_id = n.account and r.notification_id = n.id)
         + (select count(*) from payment p join subject_claim c on c.account_id = p.account_id and c.subject = p.payment_id
             where p.merchant = of_merchant and p.order_reference = of_reference and c.expires_at > now())
      into waiting;
    if waiting > 0 then
        return jsonb_build_object('waiting', waiting);
    end if;

    select count(distinct i.notification_id) into shared
      from unnest(accounts, ids) n (account, id)
      join notification_item i on i.account_id = n.account and i.notification_id = n.id
      join payment p on p.account_id = i.account_id and p.payment_id = i.subject
     where (p.merchant, p.order_reference) is distinct from (of_merchant, of_reference);
    update notification_item i
       set state = 'done', effect = 'erased', last_error = null
      from unnest(accounts, ids) n (account, id)
     where i.account_id = n.account and i.notification_id = n.id and i.effect <> 'erased';
    update notification e
       set query = '', headers = '[]', body = '', sealed_with = null, erased_at = moment
      from unnest(accounts, ids) n (account, id)
     where e.account_id = n.account and e.notification_id = n.id and e.erased_at is null;
    get diagnostics notifications = row_count;
    update payment_observation o set observation = erased_observation(o.observation)
      from payment p
     where p.merchant = of_merchant and p.order_reference = of_reference
       and o.account_id = p.account_id and o.back_end = p.back_end and o.payment_id = p.payment_id
       and o.observation <> erased_observation(o.observation);
    get diagnostics observations = row_count;
    update timeline_entry t set detail = erased_detail(t.kind, t.detail)
     where t.merchant = of_merchant
       and t.entry_id in (
           select own.entry_id from timeline_entry own
            where own.merchant = of_merchant and own.order_reference = of_reference
            union
           select about.entry_id from payment p
             join timeline_entry about on about.merchant = of_merchant and about.account_id = p.account_id
              and about.payment_id = p.payment_id
            where p.merchant = of_merchant and p.order_reference = of_reference)
       and t.detail <> erased_detail(t.kind, t.detail);
    get diagnostics entries = row_count;
    update discrepancy_case c set note = null
     where c.merchant = of_merchant and c.note is not null
       and (c.order_reference = of_reference or exists (
           select from payment p
            where p.merchant = of_merchant and p.order_reference = of_reference
              and p.account_id = c.account_id and p.back_end = c.back_end and p.payment_id = c.payment_id));
    get diagnostics cases = row_count;
    update merchant_order o set metadata = null
     where o.merchant = of_merchant and o.reference = of_reference and o.metadata is not null;
    get diagnostics orders = row_count;

    told := jsonb_build_object('notifications', notifications, 'shared', shared, 'payments', payments,
        'observations', observations, 'timelineEntries', entries, 'notes', cases, 'metadata', orders > 0);
    insert into timeline_entry (merchant, entry_id, at, kind, order_reference, detail)
    values (of_merchant, entry, moment, 'order_erased', of_reference, jsonb_build_object('by', actor) || told);
    return told;
end
$$;

-- Names mean our tables, whatever the caller has by those names; and nobody calls these who was not told to.
do $$
declare
    ours regprocedure;
begin
    foreach ours in array array['notifications_of(text, text)', 'erased_detail(text, jsonb)', 'erased_observation(jsonb)',
        'erase_order(text, text, uuid, text, timestamptz)']
    loop
        execute format('alter function %s set search_path to %I, pg_temp', ours, current_schema());
        execute format('revoke all on function %s from public', ours);
    end loop;
end
$$;
