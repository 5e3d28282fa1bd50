package io.quittance.core.store;

import io.quittance.core.config.StoreRoles;
import java.sql.Connection;
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
            StorePrivileges.RUN_FUNCTIONS.forEach(
                    name -> sql.add("grant execute on function " + name + " to " + run + ";"));
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
        for (String kind : List.of("tables", "sequences", "functions")) {
            sql.add("revoke all on all %s in schema %s from %s;".formatted(kind, schema, role));
        }
        sql.add("revoke all on schema %s from %s;".formatted(schema, role));
        sql.add("revoke all on database %s from %s;".formatted(database, role));
        sql.add("grant %s on database %s to %s;".formatted(ofDatabase, database, role));
        sql.add("grant usage on schema %s to %s;".formatted(schema, role));
    }

    private static String quoted(String role) {
        return "\"" + role.replace("\"", "\"\"") + "\"";
    }
}
