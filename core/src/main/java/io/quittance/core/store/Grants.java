package io.quittance.core.store;

import io.quittance.core.config.StoreRoles;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Gives the roles that do not own the store what they may do, and takes everything else from them. Blocks. */
final class Grants {

    private static final String PLACE =
            "select quote_ident(current_schema()) as schema, quote_ident(current_database()) as database";
    private static final String ONE_AT_A_TIME = "select pg_advisory_xact_lock(hashtextextended('quittance.grants', 0))";

    /** Months are made by functions, which give to a new one what its table has by then. */
    private static final String EXISTING_MONTHS = """
            do $grants$
            declare
                month regclass;
            begin
                for month in
                    select c.oid from pg_class c
                     where c.relkind = 'r' and c.relnamespace = '%s'::regnamespace
                       and c.relname ~ '^(%s)_[0-9]{4}_[0-9]{2}$'
                loop
                    execute format('grant select on %%s to %s', month);
                end loop;
            end
            $grants$;""";

    /** Of our own alone: what others made here, such as an extension, is not ours to give or to take. */
    private static final String NOTHING_LEFT = """
            do $grants$
            declare
                kind text;
                name text;
            begin
                for kind, name in
                    select case c.relkind when 'S' then 'sequence' else 'table' end, c.oid::regclass::text from pg_class c
                     where c.relnamespace = '%1$s'::regnamespace and c.relkind in ('r', 'p', 'v', 'm', 'f', 'S')
                       and pg_has_role(c.relowner, 'usage')
                    union all
                    select 'routine', f.oid::regprocedure::text from pg_proc f
                     where f.pronamespace = '%1$s'::regnamespace and pg_has_role(f.proowner, 'usage')
                loop
                    execute format('revoke all on %%s %%s from %2$s', kind, name);
                end loop;
            end
            $grants$;""";

    // Who makes tables and functions where the owner's functions look has them run as the owner.
    private static final String TOO_MUCH = """
            select r.name, pg_has_role(r.name, current_user, 'member') as owner,
                   has_schema_privilege(r.name, current_schema(), 'create') as maker,
                   not has_schema_privilege(r.name, current_schema(), 'usage') as stranger
              from unnest(?::text[]) as r (name)""";

    private final StoreAddress address;
    private final StoreRoles roles;

    Grants(StoreAddress address, StoreRoles roles) {
        this.address = address;
        this.roles = roles;
    }

    /** All or nothing; a repetition changes nothing. Tells which roles have their rights now. */
    List<String> apply() throws SQLException {
        if (roles.names().findAny().isEmpty()) {
            return List.of();
        }
        refuseOwner();
        try (Connection connection = address.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute(ONE_AT_A_TIME);
            statement.execute(sql(statement));
            verify(connection);
            connection.commit();
            return roles.names().toList();
        }
    }

    /** The SQL that {@link #apply} would run; empty if there is none. */
    String plan() throws SQLException {
        if (roles.names().findAny().isEmpty()) {
            return "";
        }
        try (Connection connection = address.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            return sql(statement);
        }
    }

    // It would take away its own rights.
    private void refuseOwner() {
        if (roles.names().anyMatch(address.user()::equals)) {
            throw new StoreException(
                    "The role that migrates the store at %s is one of store.roles: those are for other roles than its owner"
                            .formatted(address));
        }
    }

    /** What others gave the roles is not ours to take. */
    private void verify(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(TOO_MUCH)) {
            statement.setArray(1, connection.createArrayOf("text", roles.names().toArray()));
            try (ResultSet role = statement.executeQuery()) {
                while (role.next()) {
                    String name = role.getString("name");
                    refuse(
                            role.getBoolean("owner"),
                            name,
                            "may become the owner: end its membership, or take another role");
                    refuse(
                            role.getBoolean("maker"),
                            name,
                            "may create in the schema: an administrator has to revoke that, from it or from public");
                    refuse(
                            role.getBoolean("stranger"),
                            name,
                            "may not use the schema: an administrator has to grant that");
                }
            }
        }
    }

    private void refuse(boolean wrong, String role, String why) {
        if (wrong) {
            throw new StoreException("The store at %s gives no rights to role %s of store.roles, which %s"
                    .formatted(address, role, why));
        }
    }

    private String sql(Statement statement) throws SQLException {
        try (ResultSet place = statement.executeQuery(PLACE)) {
            place.next();
            return String.join("\n", sql(place.getString("schema"), place.getString("database")));
        }
    }

    private List<String> sql(String schema, String database) {
        List<String> sql = new ArrayList<>();
        if (roles.run() != null) {
            String run = quoted(roles.run());
            begin(sql, "runs gateways", run, schema, database, "connect, temporary");
            StorePrivileges.RUN.forEach(table -> sql.add(table.grantTo(run)));
            StorePrivileges.RUN_SEQUENCES.forEach(
                    name -> sql.add("grant usage on sequence " + name + " to " + run + ";"));
            // A restored dump may have forgotten that not everybody may call them.
            StorePrivileges.RUN_FUNCTIONS.forEach(name -> {
                sql.add("revoke all on function " + name + " from public;");
                sql.add("grant execute on function " + name + " to " + run + ";");
            });
            sql.add(EXISTING_MONTHS.formatted(schema, String.join("|", Partitions.TABLES), run));
        }
        if (roles.read() != null) {
            String read = quoted(roles.read());
            begin(sql, "only reads", read, schema, database, "connect");
            StorePrivileges.READ.forEach(table -> sql.add(table.grantTo(read)));
        }
        return sql;
    }

    private static void begin(
            List<String> sql, String purpose, String role, String schema, String database, String ofDatabase) {
        sql.add("-- The role that " + purpose);
        sql.add(NOTHING_LEFT.formatted(schema, role));
        sql.add("revoke all on schema %s from %s;".formatted(schema, role));
        sql.add("revoke create on schema %s from public;".formatted(schema));
        sql.add("revoke all on database %s from %s;".formatted(database, role));
        sql.add("grant %s on database %s to %s;".formatted(ofDatabase, database, role));
        sql.add("grant usage on schema %s to %s;".formatted(schema, role));
    }

    private static String quoted(String role) {
        return "\"" + role.replace("\"", "\"\"") + "\"";
    }
}
