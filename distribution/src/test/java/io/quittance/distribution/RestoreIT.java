package io.quittance.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The drill of "Back up and restore" in the operations guide: a store is lost, restored from a dump that lacks the latest orders, and at
 * the end every order is right.
 *
 * <p>It needs an installed Postgres, under the same conditions as {@link FailoverIT}.
 */
@EndToEndTest
class RestoreIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final boolean REQUIRED = "required".equals(System.getProperty("quittance.test.failover"));
    /** Orders below are in the dump. */
    private static final int DUMPED = 20;

    private static final int ALL = 35;

    @TempDir
    private Path directory;

    private ReplicatedPostgres postgres;
    private SecuconnectStandIn secuconnect;
    private Shop shop;

    @BeforeEach
    void start() throws Exception {
        Optional<Path> installed = ReplicatedPostgres.installed();
        assumeTrue(
                installed.isPresent() || REQUIRED,
                "no Postgres with pg_basebackup is installed under /usr/lib/postgresql (Debian: postgresql-15)");
        assertThat(installed).as("an installed Postgres with pg_basebackup").isPresent();
        postgres = ReplicatedPostgres.start(installed.get());
        secuconnect = SecuconnectStandIn.start();
        shop = Shop.with(TestStore.at(postgres.address()), secuconnect.address());
    }

    @AfterEach
    void stop() throws Exception {
        if (secuconnect != null) {
            secuconnect.close();
        }
        if (postgres != null) {
            postgres.close();
        }
    }

    @Test
    void shouldEndWithEveryOrderRightWhenTheStoreIsLostAndRestored() throws Exception {
        String dump;
        try (RunningShop gateway = shop.start(directory).awaitReady()) {
            take(gateway, 0, DUMPED);
            awaitPaid(gateway, 0, DUMPED);
            dump = postgres.dump();
            take(gateway, DUMPED, ALL);
            awaitPaid(gateway, DUMPED, ALL);
        }
        postgres.lose();
        postgres.restore(dump);

        try (RunningShop gateway = shop.start(directory).awaitReady()) {
            awaitPaid(gateway, 0, DUMPED);
            assertThat(gateway.management().notifications("")).hasSize(DUMPED);
            String lost = "/v1/merchants/" + Shop.MERCHANT + "/orders/" + SecuconnectPayments.order(DUMPED);
            assertThat(gateway.management().get(lost).status()).isEqualTo(404);

            take(gateway, 0, ALL);

            awaitPaid(gateway, 0, ALL);
            assertThat(gateway.management().notifications("")).hasSize(ALL);
            assertThat(gateway.management().openCases()).isEmpty();
        }
    }

    /** The merchant registers, or registers again, and the provider sends, or sends again. */
    private static void take(RunningShop gateway, int from, int to) throws Exception {
        for (int number = from; number < to; number++) {
            gateway.management()
                    .register(
                            SecuconnectPayments.order(number), SecuconnectStandIn.AMOUNT, SecuconnectStandIn.CURRENCY);
            assertThat(gateway.providers()
                            .secuconnect(SecuconnectPayments.push(number))
                            .status())
                    .isEqualTo(200);
        }
    }

    private static void awaitPaid(RunningShop gateway, int from, int to) {
        for (int number = from; number < to; number++) {
            String order = SecuconnectPayments.order(number);
            await().atMost(SOON)
                    .untilAsserted(() ->
                            assertThat(gateway.management().orderStatus(order)).isEqualTo("paid"));
        }
    }
}
