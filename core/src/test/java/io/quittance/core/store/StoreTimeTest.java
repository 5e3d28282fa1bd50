package io.quittance.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.spi.ILoggingEvent;
import io.quittance.core.testing.LogLines;
import io.quittance.core.testing.PostgresTest;
import io.quittance.core.testing.TestDatabase;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

@PostgresTest
@ExtendWith(VertxExtension.class)
class StoreTimeTest {

    private static final Duration HOUR = Duration.ofHours(1);

    @RegisterExtension
    final LogLines lines = LogLines.of(StoreTime.class);

    @Test
    void shouldTellTheTimeOfTheStoreWhereTheMachineIsWrong(TestDatabase store, Vertx vertx) throws Exception {
        StoreTime time = anHourAhead(store.database(vertx));
        Instant before = now(store);

        Duration ahead = await(time.ask());

        assertThat(time.clock().instant()).isBetween(before, now(store));
        assertThat(ahead).isBetween(HOUR, HOUR.plusMinutes(1));
    }

    @Test
    void shouldGoOnWhenTheStoreDoesNotAnswer(TestDatabase store, Vertx vertx) throws Exception {
        Database database = store.database(vertx);
        StoreTime time = anHourAhead(database);
        await(time.ask());
        Instant before = time.clock().instant();
        await(database.close());

        Duration ahead = await(time.ask());

        assertThat(time.clock().instant()).isBetween(before, before.plusSeconds(60));
        assertThat(ahead).isBetween(HOUR, HOUR.plusMinutes(1));
    }

    @Test
    void shouldTellOnceThatTheMachineIsWrongAndOnceThatItIsRight(TestDatabase store, Vertx vertx) throws Exception {
        AtomicReference<Duration> wrong = new AtomicReference<>(HOUR);
        InstantSource machine = () -> Clock.systemUTC().instant().plus(wrong.get());
        StoreTime time = new StoreTime(store.database(vertx).general(), machine.withZone(ZoneOffset.UTC));

        await(time.ask());
        await(time.ask());
        wrong.set(Duration.ZERO);
        await(time.ask());
        await(time.ask());

        assertThat(lines.all())
                .extracting(ILoggingEvent::getMessage)
                .containsExactly(
                        "The machine's clock differs from the store's", "The machine's clock agrees with the store's");
    }

    private static StoreTime anHourAhead(Database database) {
        return new StoreTime(database.general(), Clock.offset(Clock.systemUTC(), HOUR));
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.await(20, TimeUnit.SECONDS);
    }

    private static Instant now(TestDatabase store) {
        return Instant.parse(String.valueOf(store.query(
                        "select to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"') as time")
                .get(0)
                .get("time")));
    }
}
