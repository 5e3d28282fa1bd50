package io.quittance.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quittance.core.store.StoreAddress;
import io.quittance.core.testing.TestDatabase;
import java.time.Duration;

/**
 * A primary and a standby with synchronous streaming replication: a commit that was confirmed is on the disk of both.
 */
final class ReplicatedPostgres implements AutoCloseable {
    private static final String PRIMARY = "primary";
    private static final String STANDBY = "standby";
    private static final Duration SOON = Duration.ofSeconds(60);

    private final InstalledPostgres installed;
    private final int primaryPort = FreePort.find();
    private final int standbyPort = FreePort.find();
    private Process primary;

    private ReplicatedPostgres(InstalledPostgres installed) throws Exception {
        this.installed = installed;
    }

    /** Starts both where a Postgres is installed, see {@link InstalledPostgres}. */
    static ReplicatedPostgres start() throws Exception {
        ReplicatedPostgres pair = new ReplicatedPostgres(InstalledPostgres.required());
        try {
            pair.begin();
            return pair;
        } catch (Exception | Error failure) {
            pair.close();
            throw failure;
        }
    }

    private void begin() throws Exception {
        installed.initialize(PRIMARY);
        primary = installed.serve(PRIMARY, primaryPort, "cluster_name=" + PRIMARY);
        installed.createStore(primaryPort);
        installed.copy(primaryPort, STANDBY, "--write-recovery-conf");
        installed.serve(STANDBY, standbyPort, "cluster_name=" + STANDBY);
        TestDatabase administration = InstalledPostgres.administration(primaryPort);
        administration.execute("alter system set synchronous_standby_names = '" + STANDBY + "'");
        administration.execute("select pg_reload_conf()");
        await().atMost(SOON)
                .until(() -> !administration
                        .query("select from pg_stat_replication where sync_state = 'sync'")
                        .isEmpty());
    }

    /** Both servers, in the order of their first roles. */
    StoreAddress address() {
        return StoreAddress.parse(
                "postgresql://quittance@127.0.0.1:%d,127.0.0.1:%d/quittance?sslmode=disable"
                        .formatted(primaryPort, standbyPort),
                null);
    }

    /** Kills the primary with all its sessions. */
    void killPrimary() {
        InstalledPostgres.kill(primary);
    }

    /** Stops the primary from doing anything; its connections stay. */
    void freezePrimary() throws Exception {
        InstalledPostgres.freeze(primary);
    }

    /** Makes the standby the primary. */
    void promote() {
        assertThat(InstalledPostgres.administration(standbyPort).query("select pg_promote() as promoted"))
                .singleElement()
                .satisfies(row -> assertThat(row.get("promoted")).isEqualTo(true));
    }

    /** What is in the database of the one that was promoted. */
    TestDatabase promoted() {
        return TestDatabase.at(InstalledPostgres.address("quittance", standbyPort, "quittance"));
    }

    @Override
    public void close() throws Exception {
        installed.close();
    }
}
