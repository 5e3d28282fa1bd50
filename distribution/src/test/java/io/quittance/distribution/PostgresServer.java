package io.quittance.distribution;

import io.quittance.core.store.StoreAddress;
import io.quittance.core.testing.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One server of an {@link InstalledPostgres}: it can be killed, frozen and started again on its data, and then recovers from its log. */
final class PostgresServer {
    private final InstalledPostgres installed;
    private final String data;
    private final String[] settings;
    private final int port = FreePort.find();
    private Process process;

    /**
     * A server that does not run yet.
     *
     * @param data the name of its directory
     * @param settings of {@code postgresql.conf}, each {@code name=value}
     */
    PostgresServer(InstalledPostgres installed, String data, String... settings) throws Exception {
        this.installed = installed;
        this.data = data;
        this.settings = settings;
    }

    /** Makes its data and starts it, with the role and the database of a gateway. */
    void begin() throws Exception {
        installed.run("initdb", "--auth=trust", "--username=postgres", "--pgdata=" + installed.at(data));
        start();
        administration().execute("create role quittance login");
        administration().execute("create database quittance owner quittance");
    }

    /** Starts it, and waits until it answers. */
    void start() throws Exception {
        process = installed.serve(data, port, settings);
        InstalledPostgres.awaitAnswer(administration());
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Waits until it answers; it runs already, and may be busy with its recovery. */
    void awaitAnswer() {
        InstalledPostgres.awaitAnswer(administration());
    }

    /** Starts it though it cannot run, and waits until it has given up. */
    void startInVain() throws Exception {
        installed.serve(data, port, settings).onExit().get(1, TimeUnit.MINUTES);
    }

    /** Changes a setting of all sessions, also of those that there are. */
    void set(String name, String value) {
        administration().execute("alter system set " + name + " = " + value);
        administration().query("select pg_reload_conf()");
    }

    /** Copies its data, while it runs, into a directory of this name. */
    void copyTo(String name, String... options) throws Exception {
        List<String> arguments = new ArrayList<>(List.of(
                "--host=127.0.0.1",
                "--port=" + port,
                "--username=postgres",
                "--checkpoint=fast",
                "--pgdata=" + installed.at(name)));
        arguments.addAll(List.of(options));
        installed.run("pg_basebackup", arguments.toArray(String[]::new));
    }

    void kill() {
        InstalledPostgres.kill(process);
    }

    /** Stops it and its sessions from doing anything; its connections stay. */
    void freeze() throws Exception {
        // First the one that makes and buries the others: from then on they stay as they are.
        InstalledPostgres.command("kill", "-STOP", Long.toString(process.pid()));
        signalSessions("-STOP");
    }

    /** Lets them go on. */
    void thaw() throws Exception {
        signalSessions("-CONT");
        InstalledPostgres.command("kill", "-CONT", Long.toString(process.pid()));
    }

    int port() {
        return port;
    }

    /** Where a gateway finds its database. */
    StoreAddress address() {
        return address("quittance", "quittance");
    }

    /** What is in the gateway's database. */
    TestDatabase sql() {
        return TestDatabase.at(address());
    }

    TestDatabase administration() {
        return TestDatabase.at(address("postgres", "postgres"));
    }

    private StoreAddress address(String user, String database) {
        return StoreAddress.parse(
                "postgresql://%s@127.0.0.1:%d/%s?sslmode=disable".formatted(user, port, database), null);
    }

    private void signalSessions(String signal) throws Exception {
        List<String> command = new ArrayList<>(List.of("kill", signal));
        process.descendants().map(ProcessHandle::pid).map(String::valueOf).forEach(command::add);
        InstalledPostgres.command(command.toArray(String[]::new));
    }
}
