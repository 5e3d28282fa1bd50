package io.quittance.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quittance.core.store.StoreAddress;
import io.quittance.core.testing.TestDatabase;
import java.time.Duration;

/** A primary and a standby with synchronous streaming replication: a commit that was confirmed is on the disk of both. */
final class ReplicatedPostgres implements AutoCloseable {
    private static final String STANDBY = "standby";
    private static final Duration SOON = Duration.ofSeconds(60);

    private final InstalledPostgres installed;
    private final PostgresServer primary;
    private final PostgresServer standby;

    private ReplicatedPostgres(InstalledPostgres installed) throws Exception {
        this.installed = installed;
        this.primary = new PostgresServer(installed, "primary", "cluster_name=primary");
        this.standby = new PostgresServer(installed, STANDBY, "cluster_name=" + STANDBY);
        primary.begin();
        primary.copyTo(STANDBY, "--write-recovery-conf");
        standby.start();
        replicateSynchronously(primary.administration());
    }

    /** Starts both where a Postgres is installed, see {@link InstalledPostgres}. */
    static ReplicatedPostgres start() throws Exception {
        return InstalledPostgres.begin(ReplicatedPostgres::new);
    }

    private static void replicateSynchronously(TestDatabase administration) {
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
                        .formatted(primary.port(), standby.port()),
                null);
    }

    /** Kills the primary with all its sessions. */
    void killPrimary() {
        primary.kill();
    }

    /** Stops the primary from doing anything; its connections stay. */
    void freezePrimary() throws Exception {
        primary.freeze();
    }

    /** Makes the standby the primary. */
    void promote() {
        assertThat(standby.administration().query("select pg_promote() as promoted"))
                .singleElement()
                .satisfies(row -> assertThat(row.get("promoted")).isEqualTo(true));
    }

    /** What is in the database of the one that was promoted. */
    TestDatabase promoted() {
        return standby.sql();
    }

    @Override
    public void close() throws Exception {
        installed.close();
    }
}
