package io.quittance.bench;

import io.quittance.core.store.StoreAddress;
import java.time.Instant;
import java.util.UUID;

/** What a server that is measured has in its database. */
final class Books implements AutoCloseable {

    private static final int BITS_BELOW_MILLIS = 16;
    private static final long VERSION = 0x7000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private final Sql sql;

    Books(StoreAddress database) {
        this.sql = Sql.connect(database);
    }

    /** Orders that wait for the payments of these numbers, as if a merchant had registered them. */
    void register(long from, long to) {
        Object first = NotificationRequest.reference(from);
        Object last = NotificationRequest.reference(to - 1);
        sql.run(
                """
                insert into merchant_order (merchant, reference, registered_at, amount, currency, updated_at)
                select ?, n::text, now(), ?, ?, now() from generate_series(?, ?) n""",
                NotificationRequest.MERCHANT,
                NotificationRequest.AMOUNT,
                NotificationRequest.CURRENCY,
                first,
                last);
        sql.run("""
                insert into order_expectation (merchant, reference, account_id, expected_since, due_at)
                select ?, n::text, ?, now(), now() + interval '1 day' from generate_series(?, ?) n""", NotificationRequest.MERCHANT, NotificationRequest.ACCOUNT, first, last);
    }

    /** Whether a notification is still to be reconciled. Costs little however many there are. */
    boolean hasWork() {
        return sql.number("""
                select count(*) from (
                    select from notification_item where account_id = ? and next_attempt_at is not null limit 1) work""", NotificationRequest.ACCOUNT) > 0;
    }

    /** How many events the orders of these numbers have. */
    long events(long from, long to) {
        return sql.number(
                "select count(*) from order_event where merchant = ? and reference >= ? and reference < ?",
                NotificationRequest.MERCHANT,
                Long.toString(NotificationRequest.reference(from)),
                Long.toString(NotificationRequest.reference(to)));
    }

    /** Fails if the notifications stored since then are not as many as were acknowledged. */
    void check(String who, Instant since, long acknowledged) {
        long stored = stored(NotificationRequest.ACCOUNT, since);
        if (stored != acknowledged) {
            throw new BenchException(
                    who + " acknowledged " + acknowledged + " notifications, and " + stored + " are stored");
        }
    }

    /** How many notifications of an account are stored since then. */
    long stored(String account, Instant since) {
        return sql.number(
                "select count(*) from notification where account_id = ? and notification_id >= ?",
                account,
                firstOf(since));
    }

    /** The least identifier of that millisecond. */
    static UUID firstOf(Instant instant) {
        return new UUID(instant.toEpochMilli() << BITS_BELOW_MILLIS | VERSION, VARIANT);
    }

    @Override
    public void close() {
        sql.close();
    }
}
