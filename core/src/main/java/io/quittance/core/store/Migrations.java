package io.quittance.core.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quittance.core.config.StoreRoles;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Collectors;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.output.MigrateResult;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the schema up to date. Blocks: for the start and for the command line, never for an event loop. Several nodes
 * may do it at once; one works, the others wait for it.
 */
public final class Migrations {

    /** The newest migration of this build, without which it does not serve. */
    public static final int REQUIRED_VERSION = 19;

    static final String HISTORY_TABLE = "schema_history";
    static final String LOCATION = "io/quittance/core/store/migrations";

    private static final Logger LOGGER = LoggerFactory.getLogger(Migrations.class);
    private static final int LOCK_SECONDS = 300;

    private final StoreAddress address;
    private final Flyway flyway;
    private final Grants grants;

    /** The migrations of the database at this address, whose role must own it and is the only one to use it. */
    public Migrations(StoreAddress address) {
        this(address, StoreRoles.NONE);
    }

    /**
     * The migrations of the database at this address, whose role must own it.
     *
     * @param roles what other roles may do with what is migrated is set anew each time
     */
    public Migrations(StoreAddress address, StoreRoles roles) {
        this.address = address;
        this.grants = new Grants(address, roles);
        this.flyway = Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(address.dataSource())
                .locations("classpath:" + LOCATION)
                .table(HISTORY_TABLE)
                .lockRetryCount(LOCK_SECONDS)
                .loggers("slf4j")
                .load();
    }

    /**
     * Applies what is pending, and gives the other roles their rights, also if nothing was.
     *
     * @return how many migrations that were
     * @throws StoreException if the store cannot be reached, one of the roles does not exist, or a migration fails, which then
     *     left nothing behind
     */
    public int apply() {
        MigrateResult result = tried(flyway::migrate);
        if (result.migrationsExecuted > 0) {
            LOGGER.atInfo()
                    .addKeyValue("store", address)
                    .addKeyValue("migrations", result.migrationsExecuted)
                    .addKeyValue("to", result.targetSchemaVersion)
                    .log("schema migrated");
        }
        tried(grants::apply)
                .forEach(role -> LOGGER.atInfo()
                        .addKeyValue("store", address)
                        .addKeyValue("role", role)
                        .log("role given its rights"));
        return result.migrationsExecuted;
    }

    /** The SQL that {@link #apply} would run; empty if there is none. */
    public String plan() {
        String migrations = Arrays.stream(tried(() -> flyway.info().pending()))
                .map(MigrationInfo::getScript)
                .map(script -> "-- " + script + "\n" + text(script))
                .collect(Collectors.joining("\n"));
        return migrations + tried(grants::plan);
    }

    /** The newest applied migration; 0 if there is none. */
    public int appliedVersion() {
        MigrationInfo current = tried(() -> flyway.info().current());
        return current == null ? 0 : Integer.parseInt(current.getVersion().getVersion());
    }

    private static String text(String script) {
        String name = script.substring(script.lastIndexOf('/') + 1);
        try (InputStream stream = Migrations.class.getClassLoader().getResourceAsStream(LOCATION + "/" + name)) {
            return new String(Objects.requireNonNull(stream, name).readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private <T> T tried(SqlAction<T> action) {
        try {
            return action.run();
        } catch (FlywayException | SQLException e) {
            throw new StoreException("The store at %s cannot be migrated: %s".formatted(address, reason(e)), e);
        }
    }

    private interface SqlAction<T> {

        T run() throws SQLException;
    }

    private static String reason(Throwable failure) {
        Throwable cause = failure.getCause();
        return cause == null ? String.valueOf(failure.getMessage()).strip() : reason(cause);
    }
}
