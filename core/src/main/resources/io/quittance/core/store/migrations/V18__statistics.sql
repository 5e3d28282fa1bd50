-- Prepared statements keep the plan that was made when they were first used: in a new store with tables that are nearly empty,
-- where any index seems as good as the one that fits. A plan is made anew once its table is analyzed, for which the server's own
-- daemon takes a minute or more; a flood fills tables within seconds. So gateways have analyzed what grew to several times the size that
-- the statistics know.

-- Analyzes our tables that hold several times as many changes as rows when that was last done, and returns their names. Does
-- nothing while somebody else does this.
create function analyze_grown() returns setof text language plpgsql security definer as $$
declare
    grown regclass;
begin
    if not pg_try_advisory_xact_lock(hashtext('quittance'), hashtext('analyze_grown')) then
        return;
    end if;
    for grown in
        select s.relid::regclass
          from pg_stat_user_tables s join pg_class c on c.oid = s.relid
         where c.relnamespace = current_schema()::regnamespace
           and c.relowner = current_user::regrole
           and c.relpersistence = 'p'
           and s.n_mod_since_analyze > 500 + 2 * greatest(c.reltuples, 0)
    loop
        execute format('analyze (skip_locked) %s', grown);
        return next grown::text;
    end loop;
end
$$;

-- Names mean our tables, whatever the caller has by those names; and nobody calls this who was not told to.
do $$
begin
    execute format('alter function analyze_grown() set search_path to %I, pg_temp', current_schema());
    revoke all on function analyze_grown() from public;
end
$$;
