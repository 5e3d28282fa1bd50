package io.quittance.core.store;

import io.quittance.core.store.TablePrivileges.Single;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;

/** What the role may do in which we are connected. */
public final class OwnRole {

    private static final String OWNS = """
            select coalesce((select pg_has_role(c.relowner, 'usage') from pg_class c where c.oid = to_regclass('%s')),
                            has_schema_privilege(current_schema(), 'create'), false) as owns""".formatted(Migrations.HISTORY_TABLE);

    // What there is not is nothing that a role may lack: a newer schema may have dropped it.
    private static final String MISSING = """
            select p.kind, p.name, p.col from unnest($1::text[], $2::text[], $3::text[]) as p (kind, name, col)
             where not case when p.col = '' then has_table_privilege(to_regclass(p.name), p.kind)
                            else has_column_privilege(to_regclass(p.name), p.col, p.kind) end
            union all
            select 'execute', f.name, '' from unnest($4::text[]) as f (name)
             where not has_function_privilege(to_regprocedure(f.name), 'execute')
            union all
            select 'usage', s.name, '' from unnest($5::text[]) as s (name)
             where not has_sequence_privilege(to_regclass(s.name), 'usage')""";

    private static final String NEEDLESS = """
            select r.rolsuper, r.rolcreaterole, r.rolcreatedb, r.rolbypassrls, r.rolreplication,
                   coalesce(has_schema_privilege(current_schema(), 'create'), false) as makes_tables,
                   exists (select from pg_proc f, aclexplode(f.proacl) a
                            where f.oid = to_regprocedure('make_month(text, date)') and a.grantee <> f.proowner) as has_others
              from pg_roles r where r.rolname = current_user""";

    private final Pool pool;

    /** The role of these connections. */
    public OwnRole(Pool pool) {
        this.pool = pool;
    }

    /** Whether it may change the schema, or make one where there is none. */
    public Future<Boolean> ownsSchema() {
        return pool.query(OWNS).execute().map(rows -> rows.iterator().next().getBoolean("owns"));
    }

    /** What a gateway does and it may not, in words; empty if it may run one. There is a schema. */
    public Future<List<String>> missing() {
        Columns<Single> needed = Columns.of(StorePrivileges.RUN.stream()
                .flatMap(table -> table.singles().stream())
                .toList());
        Tuple parameters = needed.text(Single::kind)
                .text(Single::table)
                .text(Single::column)
                .tuple()
                .addArrayOfString(StorePrivileges.RUN_FUNCTIONS.toArray(String[]::new))
                .addArrayOfString(StorePrivileges.RUN_SEQUENCES.toArray(String[]::new));
        return pool.preparedQuery(MISSING)
                .execute(parameters)
                .map(rows -> rows.stream().map(OwnRole::named).toList());
    }

    /** What it may do and a gateway never does, in words. */
    public Future<List<String>> needless() {
        return ownsSchema()
                .compose(owns -> pool.query(NEEDLESS)
                        .execute()
                        .map(rows -> needless(rows.iterator().next(), owns)));
    }

    /** Fails with a {@link StoreException} if it may not do what a gateway does. */
    Future<Void> verify(StoreAddress address) {
        return missing()
                .compose(missing -> missing.isEmpty()
                        ? Future.succeededFuture()
                        : Future.failedFuture(
                                new StoreException("The role of store.uri lacks rights at the store at %s: %s%s"
                                        .formatted(address, String.join(", ", missing), SqlFailure.RIGHTS))));
    }

    private static String named(Row row) {
        return new Single(row.getString("kind"), row.getString("name"), row.getString("col")).toString();
    }

    private static List<String> needless(Row role, boolean owns) {
        List<String> needless = new ArrayList<>();
        add(needless, role.getBoolean("rolsuper"), "it is a superuser");
        add(needless, role.getBoolean("rolcreaterole"), "it may create roles");
        add(needless, role.getBoolean("rolcreatedb"), "it may create databases");
        add(needless, role.getBoolean("rolbypassrls"), "it passes by row security");
        add(needless, role.getBoolean("rolreplication"), "it may replicate");
        add(
                needless,
                owns && role.getBoolean("has_others"),
                "it owns the tables, and so may change and drop them, although another role runs gateways");
        add(needless, !owns && role.getBoolean("makes_tables"), "it may create tables beside ours");
        return needless;
    }

    private static void add(List<String> needless, boolean may, String what) {
        if (may) {
            needless.add(what);
        }
    }
}
