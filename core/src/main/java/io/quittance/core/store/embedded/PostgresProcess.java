package io.quittance.core.store.embedded;

import io.quittance.core.store.OwnerOnly;
import io.quittance.core.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Initializes, starts and stops the server of a directory. */
final class PostgresProcess {

    static final String SUPERUSER = "postgres";
    static final String OWNER = "quittance";

    /** A crash may leave much to recover; who waits for less finds a server that would have come up. */
    private static final String START_SECONDS = "300";

    private static final String STOP_SECONDS = "5";
    private static final int LOG_CHARACTERS = 2000;

    private static final String ACCESS = "host all all 127.0.0.1/32 scram-sha-256\n";
    private static final String OUR_SETTINGS = "quittance.conf";

    private final ServerDirectory directory;
    private final PostgresBinaries binaries;
    private final Command command;

    PostgresProcess(ServerDirectory directory, PostgresBinaries binaries) throws IOException, InterruptedException {
        this.directory = directory;
        this.binaries = binaries;
        this.command = Command.forOwnerOf(directory.root());
    }

    /** Makes the cluster with its role and database; all or nothing, so that an interrupted first start is repeated. */
    void initialize() throws IOException, InterruptedException {
        Path unfinished = directory.unfinishedData();
        if (Files.exists(unfinished)) {
            OwnerOnly.deleteTree(unfinished);
        }
        succeeded(
                "initdb",
                command.run(
                        "",
                        binaries.program("initdb"),
                        "--pgdata=" + unfinished,
                        "--username=" + SUPERUSER,
                        "--pwfile=" + directory.superuserPasswordFile(),
                        "--auth=scram-sha-256",
                        "--encoding=UTF8",
                        "--locale=C.UTF-8",
                        "--data-checksums"));
        OwnerOnly.write(unfinished.resolve("pg_hba.conf"), ACCESS);
        Path settings = unfinished.resolve("postgresql.conf");
        OwnerOnly.write(settings, Files.readString(settings) + "\ninclude_if_exists = '" + OUR_SETTINGS + "'\n");
        createDatabase(unfinished);
        OwnerOnly.moveDurably(unfinished, directory.data());
    }

    void configure(int port, Map<String, String> overrides) throws IOException {
        Map<String, String> settings = new TreeMap<>(ServerSettings.on(port));
        settings.putAll(overrides);
        String text = settings.entrySet().stream()
                .map(setting -> setting.getKey() + " = '" + setting.getValue().replace("'", "''") + "'\n")
                .collect(Collectors.joining());
        OwnerOnly.write(directory.data().resolve(OUR_SETTINGS), "# Written at each start of the gateway.\n" + text);
    }

    /** Starts the server; false if its port was taken in the meantime. */
    boolean start() throws IOException, InterruptedException {
        Path log = directory.serverLog();
        if (Files.exists(log)) {
            Files.move(log, directory.previousServerLog(), StandardCopyOption.REPLACE_EXISTING);
        }
        Command.Result result = control("start", "-l", log.toString(), "-t", START_SECONDS);
        if (result.succeeded()) {
            return true;
        }
        String said = Files.exists(log) ? Files.readString(log) : "";
        if (said.contains("Address already in use")) {
            return false;
        }
        throw new StoreException("The embedded Postgres in %s does not start: %s"
                .formatted(directory.root(), ending(result.output() + said)));
    }

    /** Ends all sessions and the server, at the worst without a checkpoint: the next start then recovers. */
    void stop() throws IOException, InterruptedException {
        if (!isRunning()) {
            return;
        }
        if (!control("stop", "-m", "fast", "-t", STOP_SECONDS).succeeded() && isRunning()) {
            succeeded("pg_ctl stop", control("stop", "-m", "immediate", "-t", STOP_SECONDS));
        }
    }

    /** Whether a server of this directory is alive, whoever started it. */
    boolean isRunning() throws IOException {
        return new Postmaster(directory.data()).isRunning();
    }

    /** The major version of the programs. */
    String majorVersion() throws IOException, InterruptedException {
        String version =
                command.run("", binaries.program("postgres"), "--version").output();
        return version.replaceAll("(?s).*\\) (\\d+).*", "$1");
    }

    private void createDatabase(Path data) throws IOException, InterruptedException {
        String password = directory.password().newest();
        String statements = "create role %s login password '%s';%ncreate database %s owner %s;%n"
                .formatted(OWNER, password, OWNER, OWNER);
        Command.Result result =
                command.run(statements, binaries.program("postgres"), "--single", "-D", data.toString(), SUPERUSER);
        // Alone, Postgres reports a failed statement and goes on.
        boolean failed = result.output().contains("ERROR:");
        succeeded("creating the database", failed ? new Command.Result(1, result.output()) : result);
    }

    private Command.Result control(String action, String... options) throws IOException, InterruptedException {
        String[] line = new String[options.length + 5];
        line[0] = binaries.program("pg_ctl");
        line[1] = action;
        line[2] = "-w";
        line[3] = "-D";
        line[4] = directory.data().toString();
        System.arraycopy(options, 0, line, 5, options.length);
        return command.run("", line);
    }

    private void succeeded(String what, Command.Result result) {
        if (!result.succeeded()) {
            throw new StoreException("The embedded Postgres in %s: %s failed: %s"
                    .formatted(directory.root(), what, ending(result.output())));
        }
    }

    private static String ending(String text) {
        return text.substring(Math.max(0, text.length() - LOG_CHARACTERS)).strip();
    }
}
