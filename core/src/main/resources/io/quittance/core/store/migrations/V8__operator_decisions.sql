-- What operators decided about cases. A resolved case that has not lapsed is a decision in force, for exactly the facts that the
-- case has: what it is about, its kind, and what was expected and seen.
alter table discrepancy_case
    add column action      text,        -- dismiss, accept; null: no operator decided
    add column note        text,
    add column resolved_by text,        -- the name of the token
    add column resolved_at timestamptz,
    add column lapsed_at   timestamptz, -- when what was dismissed had ended, so that it is told if it begins again
    add column grace_until timestamptz; -- until then nobody is alarmed about the open case; null: everybody is

create index discrepancy_case_holding on discrepancy_case (merchant, about) where state <> 'closed';
create index discrepancy_case_grace on discrepancy_case (grace_until) where grace_until is not null and state = 'open';

-- Whether order.paid was told, and nothing was refunded since.
alter table merchant_order add column paid_told boolean not null default false;

update merchant_order o set paid_told = true
where o.status not in ('refunded', 'partially_refunded')
    and exists (select from order_event e where e.merchant = o.merchant and e.reference = o.reference and e.type = 'order.paid');
