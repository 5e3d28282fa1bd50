package io.quittance.distribution;

import static org.awaitility.Awaitility.await;

import io.quittance.core.store.StoreAddress;
import io.quittance.core.testing.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;

/**
 * A Postgres whose log of changes is archived continuously, so that it can be restored as it was at any moment since its base backup;
 * and from dumps. Each step is that of "Back up and restore" in the operations guide.
 */
final class ArchivingPostgres implements AutoCloseable {
    private static final String DATA = "data";
    private static final String BASE_BACKUP = "base";
    private static final Duration SOON = Duration.ofSeconds(60);

    private final InstalledPostgres installed;
    private final PostgresServer server;

    private ArchivingPostgres(InstalledPostgres installed) throws Exception {
        String archive = installed.at("archive");
        this.installed = installed;
        this.server = new PostgresServer(
                installed,
                DATA,
                "archive_mode=on",
                "archive_command=test ! -f %s/%%f && cp %%p %s/%%f".formatted(archive, archive),
                "archive_timeout=60");
        installed.run("mkdir", archive);
        server.begin();
    }

    /** Starts one where a Postgres is installed, see {@link InstalledPostgres}. */
    static ArchivingPostgres start() throws Exception {
        return InstalledPostgres.begin(ArchivingPostgres::new);
    }

    StoreAddress address() {
        return server.address();
    }

    /** What time it is by the server, as a target of recovery. */
    String now() {
        return server.administration()
                .query("select clock_timestamp()::text as now")
                .get(0)
                .get("now")
                .toString();
    }

    void backUp() throws Exception {
        server.copyTo(BASE_BACKUP);
    }

    /** The machine is lost with its disk; what was archived by then is elsewhere. */
    void lose() throws Exception {
        String segment = server.administration()
                .query("select pg_walfile_name(pg_switch_wal()) as segment")
                .get(0)
                .get("segment")
                .toString();
        await().atMost(SOON).until(() -> Files.exists(Path.of(installed.at("archive"), segment)));
        server.kill();
        InstalledPostgres.command("rm", "-rf", installed.at(DATA));
    }

    /** Restores it as it was at a moment after the base backup, looks whether it is there, and lets it write. */
    void restoreTo(String moment) throws Exception {
        installed.run("cp", "--recursive", "--preserve=mode", installed.at(BASE_BACKUP), installed.at(DATA));
        Files.writeString(
                Path.of(installed.at(DATA), "postgresql.auto.conf"),
                "restore_command = 'cp %s/%%f %%p'%nrecovery_target_time = '%s'%n"
                        .formatted(installed.at("archive"), moment),
                StandardOpenOption.APPEND);
        installed.run("touch", installed.at(DATA + "/recovery.signal"));
        server.start();
        TestDatabase administration = server.administration();
        await().atMost(SOON).until(() -> holds(administration, "pg_get_wal_replay_pause_state() = 'paused'"));
        administration.execute("select pg_wal_replay_resume()");
        await().atMost(SOON).until(() -> holds(administration, "not pg_is_in_recovery()"));
    }

    /** Dumps the gateway's database. */
    String dump() throws Exception {
        String file = installed.at("quittance.dump");
        installed.run(
                "pg_dump",
                "--format=custom",
                "--file=" + file,
                "postgresql://quittance@127.0.0.1:%d/quittance".formatted(server.port()));
        return file;
    }

    /** Loses the gateway's database with all that is in it. */
    void dropStore() {
        server.administration().execute("drop database quittance with (force)");
    }

    /** Makes the gateway's database anew from a dump. */
    void restore(String dump) throws Exception {
        List<String> where = List.of("--host=127.0.0.1", "--port=" + server.port(), "--username=postgres");
        installed.run("createdb", where.get(0), where.get(1), where.get(2), "--owner=quittance", "quittance");
        installed.run(
                "pg_restore",
                where.get(0),
                where.get(1),
                where.get(2),
                "--dbname=quittance",
                "--role=quittance",
                "--no-owner",
                "--exit-on-error",
                dump);
    }

    @Override
    public void close() throws Exception {
        installed.close();
    }

    private static boolean holds(TestDatabase database, String condition) {
        return Boolean.TRUE.equals(
                database.query("select " + condition + " as holds").get(0).get("holds"));
    }
}
