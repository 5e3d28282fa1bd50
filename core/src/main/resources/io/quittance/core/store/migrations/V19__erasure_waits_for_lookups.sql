-- An order is not erased while the provider is asked about it or about its payments, since the answer would be written after that;
-- and why it could not be asked before goes too.

-- Erases what was written about the payer of an order, and leaves an entry in its timeline that says so. Amounts, states, times,
-- versions and keys stay. Returns how much it was; only what is `waiting`, and then nothing is erased, if there is work on it;
-- null if there is no such order.
create or replace function erase_order(of_merchant text, of_reference text, entry uuid, actor text, moment timestamptz) returns jsonb
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
         + (select count(*) from payment p join subject_claim c on c.account_id = p.account_id
               and c.subject in (p.payment_id, json_build_array('look-up', p.back_end, p.payment_id)::text)
             where p.merchant = of_merchant and p.order_reference = of_reference and c.expires_at > now())
         + (select count(*) from account a join subject_claim c on c.account_id = a.account_id
               and c.subject = json_build_array('order', of_merchant, of_reference)::text
             where a.merchant = of_merchant and c.expires_at > now())
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
    update payment_lookup l set last_error = null
      from payment p
     where p.merchant = of_merchant and p.order_reference = of_reference
       and l.account_id = p.account_id and l.back_end = p.back_end and l.payment_id = p.payment_id and l.last_error is not null;
    update order_expectation e set last_error = null
     where e.merchant = of_merchant and e.reference = of_reference and e.last_error is not null;
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

-- As before: names mean our tables, whatever the caller has by those names.
do $$
begin
    execute format('alter function erase_order(text, text, uuid, text, timestamptz) set search_path to %I, pg_temp', current_schema());
end
$$;
