package io.quittance.distribution;

import io.quittance.core.store.StoreAddress;
import io.quittance.core.testing.TestDatabase;

/** A Postgres that can be killed, frozen and started again on its data; a restart recovers from its log. */
final class CrashingPostgres implements AutoCloseable {
    private static final String DATA = "data";

    private final InstalledPostgres installed;
    private final int port = FreePort.find();
    private Process server;

    private CrashingPostgres(InstalledPostgres installed) throws Exception {
        this.installed = installed;
    }

    /** Starts one where a Postgres is installed, see {@link InstalledPostgres}. */
    static CrashingPostgres start() throws Exception {
        CrashingPostgres postgres = new CrashingPostgres(InstalledPostgres.required());
        try {
            postgres.installed.initialize(DATA);
            postgres.server = postgres.installed.serve(DATA, postgres.port);
            postgres.installed.createStore(postgres.port);
            return postgres;
        } catch (Exception | Error failure) {
            postgres.close();
            throw failure;
        }
    }

    StoreAddress address() {
        return InstalledPostgres.address("quittance", port, "quittance");
    }

    /** What is in the gateway's database. */
    TestDatabase sql() {
        return TestDatabase.at(address());
    }

    void kill() {
        InstalledPostgres.kill(server);
    }

    /** Starts it again, and waits until it has recovered. */
    void restart() throws Exception {
        server = installed.serve(DATA, port);
        InstalledPostgres.awaitAnswer(InstalledPostgres.administration(port));
    }

    void freeze() throws Exception {
        InstalledPostgres.freeze(server);
    }

    void thaw() throws Exception {
        InstalledPostgres.thaw(server);
    }

    @Override
    public void close() throws Exception {
        installed.close();
    }
}
