package io.quittance.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.core.testing.PostgresTest;
import io.quittance.core.testing.TestDatabase;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@PostgresTest
@ExtendWith(VertxExtension.class)
class StoreTimeTest {

    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void shouldTellTheTimeOfTheStoreWhereTheMachineIsWrong(TestDatabase store, Vertx vertx) throws Exception {
        StoreTime time = time(store, vertx, HOUR);
        Instant before = now(store);

        Duration ahead = time.ask().toCompletionStage().toCompletableFuture().get();

        assertThat(time.clock().instant()).isBetween(before, now(store));
        assertThat(ahead).isBetween(HOUR, HOUR.plusMinutes(1));
    }

    @Test
    void shouldGoOnWhenTheStoreDoesNotAnswer(TestDatabase store, Vertx vertx) throws Exception {
        Database database = store.database(vertx);
        StoreTime time = new StoreTime(
                database.general(),
                new StoreClock(InstantSource.offset(InstantSource.system(), HOUR), System::nanoTime));
        time.ask().toCompletionStage().toCompletableFuture().get();
        Instant before = now(store);
        database.close().toCompletionStage().toCompletableFuture().get();

        Duration ahead = time.ask().toCompletionStage().toCompletableFuture().get();

        assertThat(time.clock().instant()).isBetween(before.minusSeconds(60), before.plusSeconds(60));
        assertThat(ahead).isBetween(HOUR.minusMinutes(1), HOUR.plusMinutes(1));
    }

    private static StoreTime time(TestDatabase store, Vertx vertx, Duration machineAhead) {
        return new StoreTime(
                store.database(vertx).general(),
                new StoreClock(InstantSource.offset(InstantSource.system(), machineAhead), System::nanoTime));
    }

    private static Instant now(TestDatabase store) {
        return Instant.parse(String.valueOf(store.query(
                        "select to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"') as time")
                .get(0)
                .get("time")));
    }
}
