package io.quittance.bench;

import io.quittance.core.store.Migrations;
import io.quittance.core.store.StoreAddress;

/**
 * A table with the columns and the primary key that notifications have, and nothing else: no partitions, no keys of what was
 * seen, no items. One row like those that the gateway writes can be inserted into it, any number of times.
 *
 * @param address where the table is
 * @param columns all but the identifier
 * @param values of a row that a gateway stored, as literals
 */
record SameRow(StoreAddress address, String columns, String values) {

    private static final String COLUMNS = """
            select string_agg(quote_ident(column_name), ', ' order by ordinal_position) from information_schema.columns
            where table_name = 'notification' and column_name <> 'notification_id'""";
    private static final String LITERALS = """
            select string_agg(format('quote_nullable(%I) || ''::%s''', column_name, udt_name), ' || '', '' || '
                              order by ordinal_position)
            from information_schema.columns where table_name = 'notification' and column_name <> 'notification_id'""";

    /**
     * Makes the table.
     *
     * @param gateway a database in which a gateway stored notifications
     * @param empty where the table is made
     */
    static SameRow copied(StoreAddress gateway, StoreAddress empty) {
        new Migrations(empty).apply();
        try (Sql from = Sql.connect(gateway);
                Sql to = Sql.connect(empty)) {
            String columns = from.text(COLUMNS);
            String values = from.text("select " + from.text(LITERALS) + " from notification limit 1");
            to.run("create table bare (like notification including indexes including defaults)");
            to.run("create table one_row as select " + named(columns, values));
            return new SameRow(empty, columns, values);
        }
    }

    private static String named(String columns, String values) {
        return "* from (values (" + values + ")) as row (" + columns + ")";
    }

    /** Inserts one row. */
    String insertOne() {
        return "insert into bare (notification_id, " + columns + ") values (uuidv7(), " + values + ")";
    }

    /** Inserts so many rows in one statement. */
    String insertMany(int rows) {
        return "insert into bare (notification_id, " + columns + ") select uuidv7(), one_row.* from one_row,"
                + " generate_series(1, " + rows + ")";
    }

    /** Forgets all rows. */
    void clear(Sql sql) {
        sql.run("truncate bare");
    }
}
