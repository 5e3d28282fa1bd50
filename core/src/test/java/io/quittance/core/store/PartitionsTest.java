package io.quittance.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import io.quittance.core.testing.PostgresTest;
import io.quittance.core.testing.TestDatabase;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@PostgresTest
@ExtendWith(VertxExtension.class)
class PartitionsTest {

    private static final Instant LAST_OF_NOVEMBER = Instant.parse("2026-11-30T23:59:59.999Z");
    private static final Instant FIRST_OF_DECEMBER = Instant.parse("2026-12-01T00:00:00Z");

    @Test
    void shouldMakeThisMonthAndTheNextTwo(TestDatabase store, Vertx vertx) throws Exception {
        Partitions partitions = new Partitions(store.database(vertx));

        await(partitions.ensure(LAST_OF_NOVEMBER));
        await(partitions.ensure(LAST_OF_NOVEMBER));

        assertThat(partitionNames(store))
                .containsExactly(
                        "notification_2026_11", "notification_2026_12", "notification_2027_01", "notification_default");
    }

    @Test
    void shouldKeepEachNotificationInItsMonth(TestDatabase store, Vertx vertx) throws Exception {
        await(new Partitions(store.database(vertx)).ensure(LAST_OF_NOVEMBER));

        assertThat(partitionOf(store, LAST_OF_NOVEMBER)).isEqualTo("notification_2026_11");
        assertThat(partitionOf(store, FIRST_OF_DECEMBER)).isEqualTo("notification_2026_12");
        assertThat(partitionOf(store, LAST_OF_NOVEMBER.minusSeconds(31 * 86_400L)))
                .isEqualTo("notification_default");
    }

    @Test
    void shouldLetSeveralNodesDoItAtOnce(TestDatabase store, Vertx vertx) throws Exception {
        Partitions one = new Partitions(store.database(vertx));
        Partitions other = new Partitions(store.database(vertx));

        await(Future.all(one.ensure(LAST_OF_NOVEMBER), other.ensure(LAST_OF_NOVEMBER), one.ensure(FIRST_OF_DECEMBER)));

        assertThat(partitionNames(store)).contains("notification_2026_11", "notification_2027_02");
    }

    @Test
    void shouldGoOnWhereTheDefaultPartitionHoldsRows(TestDatabase store, Vertx vertx) throws Exception {
        assertThat(partitionOf(store, LAST_OF_NOVEMBER)).isEqualTo("notification_default");

        await(new Partitions(store.database(vertx)).ensure(LAST_OF_NOVEMBER));

        assertThat(partitionNames(store))
                .containsExactly("notification_2026_12", "notification_2027_01", "notification_default");
    }

    @Test
    void shouldBoundAMonthByTheSmallestIdentifierOfItsFirstMillisecond() {
        UUID bound = Partitions.lowerBound(YearMonth.of(2026, 12));

        assertThat(bound).hasToString("01a22ee6-b000-0000-0000-000000000000");
        assertThat(bound.getMostSignificantBits() >>> 16).isEqualTo(FIRST_OF_DECEMBER.toEpochMilli());
    }

    private static String partitionOf(TestDatabase store, Instant received) {
        UUID id = new TimeBasedEpochGenerator(new Random(1)).construct(received.toEpochMilli());
        store.execute(
                "insert into notification values ('account', ?, now(), 'accepted', null, 'POST', '/', '', '', '', '')",
                id);
        return (String)
                store.query("select tableoid::regclass::text as name from notification where notification_id = ?", id)
                        .get(0)
                        .get("name");
    }

    private static Iterable<String> partitionNames(TestDatabase store) {
        return store
                .query("select inhrelid::regclass::text as name from pg_inherits"
                        + " where inhparent = 'notification'::regclass order by 1")
                .stream()
                .map(row -> (String) row.get("name"))
                .toList();
    }

    private static <T> T await(Future<T> future) throws TimeoutException {
        return future.await(1, TimeUnit.MINUTES);
    }
}
