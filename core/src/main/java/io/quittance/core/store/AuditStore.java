package io.quittance.core.store;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What people asked the gateway to do, and what came of it. */
public final class AuditStore {

    /** How far the time in an id may be from the clock's. */
    private static final Duration ID_TOLERANCE = Duration.ofMinutes(5);

    private static final String ASK = """
            insert into audit_entry (entry_id, at, actor, role, action, merchant, target_kind, target_id, detail, outcome)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'asked')""";

    /** By a function, since the gateway may change no entry otherwise. */
    private static final String END = "select end_audit($1, $2, $3)";

    private static final String PAGE = "select * from audit_entry e where %s order by e.entry_id desc limit %s";

    private final Pool pool;

    /** Works through this pool. */
    public AuditStore(Pool pool) {
        this.pool = pool;
    }

    /**
     * Writes down that somebody asks for something; durable when the Future completes.
     *
     * @param actor the name of a token
     * @param role of it
     * @return the id of the entry
     */
    public Future<UUID> ask(String actor, String role, Act act, Instant now) {
        UUID id = Ids.next();
        Tuple entry = Tuple.tuple()
                .addUUID(id)
                .addValue(Times.utc(now))
                .addString(actor)
                .addString(role)
                .addString(WireNames.of(act.action()))
                .addString(act.merchant())
                .addString(act.target().kind())
                .addString(act.target().id())
                .addJsonObject(act.detail());
        return pool.preparedQuery(ASK).execute(entry).map(id);
    }

    /**
     * Writes down what came of it; what is written already stays.
     *
     * @param detail what more there is to tell, beside what was asked for
     */
    public Future<Void> end(UUID id, AuditOutcome outcome, JsonObject detail) {
        return Retries.retrying(() -> pool.preparedQuery(END).execute(Tuple.of(id, WireNames.of(outcome), detail)))
                .mapEmpty();
    }

    /** One page, newest first. */
    public Future<List<AuditEntry>> page(AuditFilter filter) {
        Tuple parameters = Tuple.tuple();
        Conditions conditions = within(new Conditions(parameters), filter)
                .and("e.merchant = ?", filter.merchant())
                .and("e.actor = ?", filter.actor())
                .and("e.action = ?", filter.action() == null ? null : WireNames.of(filter.action()));
        String sql = PAGE.formatted(conditions, Conditions.bind(parameters, filter.limit()));
        return pool.preparedQuery(sql)
                .execute(parameters)
                .map(rows -> rows.stream().map(AuditStore::entry).toList());
    }

    // The bounds on the id are for the indexes, those on the time are exact.
    private static Conditions within(Conditions conditions, AuditFilter filter) {
        Instant from = filter.from();
        Instant to = filter.to();
        return conditions
                .and(
                        "e.entry_id < ?",
                        filter.before() == null ? null : filter.before().position())
                .and("e.entry_id >= ?", from == null ? null : Ids.lowest(from.minus(ID_TOLERANCE)))
                .and("e.entry_id < ?", to == null ? null : Ids.lowest(to.plus(ID_TOLERANCE)))
                .and("e.at >= ?", Times.utc(from))
                .and("e.at < ?", Times.utc(to));
    }

    private static AuditEntry entry(Row row) {
        return new AuditEntry(
                row.getUUID("entry_id"),
                row.getOffsetDateTime("at").toInstant(),
                row.getString("actor"),
                row.getString("role"),
                row.getString("action"),
                row.getString("merchant"),
                new AuditTarget(row.getString("target_kind"), row.getString("target_id")),
                row.getJsonObject("detail"),
                row.getString("outcome"));
    }
}
