package io.quittance.bench;

import io.quittance.core.store.StoreAddress;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Every row that a gateway wrote about one notification and its order, in whatever table: what a store is filled with. So what is
 * generated is what this build writes, without anybody having to keep it so.
 *
 * @param rows in any order
 * @param number the reference of the order and id of the payment, which stands wherever it is named
 * @param at when it arrived
 */
record Specimen(List<Row> rows, String number, Instant at) {

    private static final String TABLES = """
            select string_agg(c.relname, ' ' order by c.relname) from pg_class c
            where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition""";
    private static final String TYPES = """
            select jsonb_object_agg(column_name, udt_name) from information_schema.columns
            where table_schema = 'public' and table_name = ?""";
    private static final String ABOUT = """
            select coalesce(jsonb_agg(to_jsonb(t)), '[]') from %s t
            where to_jsonb(t)::text like any (array['%%' || ? || '%%', '%%' || ? || '%%'])""";
    private static final Pattern UUID =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}");

    Specimen {
        rows = List.copyOf(rows);
    }

    /**
     * A row.
     *
     * @param types of its columns
     * @param values of its columns
     */
    record Row(String table, Map<String, String> types, JsonObject values) {}

    /** What a store holds about the only notification in it. */
    static Specimen of(StoreAddress database, String number) {
        try (Sql sql = Sql.connect(database)) {
            String notification = sql.text("select notification_id from notification");
            Instant at = OffsetDateTime.parse(sql.text("select to_jsonb(received_at) #>> '{}' from notification"))
                    .toInstant();
            List<Row> rows = new ArrayList<>();
            for (String table : sql.text(TABLES).split(" ")) {
                Map<String, String> types = new LinkedHashMap<>();
                new JsonObject(sql.text(TYPES, table))
                        .forEach(type -> types.put(type.getKey(), (String) type.getValue()));
                String about = sql.text(ABOUT.formatted(table), number, notification);
                for (Object row : new io.vertx.core.json.JsonArray(about)) {
                    rows.add(new Row(table, types, (JsonObject) row));
                }
            }
            return new Specimen(rows, number, at);
        }
    }

    /** All identifiers in it, each once. */
    List<String> identifiers() {
        List<String> found = new ArrayList<>();
        for (Row row : rows) {
            Matcher matcher = UUID.matcher(row.values.encode());
            while (matcher.find()) {
                if (!found.contains(matcher.group())) {
                    found.add(matcher.group());
                }
            }
        }
        return found;
    }
}
