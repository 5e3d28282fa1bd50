package io.quittance.core.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quittance.core.store.StoreAddress;
import io.quittance.core.store.StoreAddresses;
import io.quittance.core.store.StoreException;
import io.quittance.spi.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("store")
class EmbeddedPostgresServerTest {

    private static final Path BINARIES = Path.of("target", "postgres-binaries").toAbsolutePath();

    @TempDir
    private static Path initialized;

    @TempDir
    private Path temporary;

    private @Nullable EmbeddedPostgresServer server;

    /** To make a cluster costs many times a copy of one; tests of the first start make their own. */
    @BeforeAll
    static void initializeOne() {
        EmbeddedPostgresServer server = new EmbeddedPostgresServer(initialized, options(Map.of()));
        server.start();
        server.stop();
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.stop();
        }
    }

    @Test
    void shouldKeepItsDataAndAddressAcrossRestarts() throws Exception {
        StoreAddress first = start();
        run(first, "create table kept as select 7 as value");
        stop();

        StoreAddress second = start();

        assertThat(second).hasToString(first.toString());
        assertThat(EmbeddedPostgresServer.recorded(directory())).hasToString(first.toString());
        assertThat(value(second, "select value from kept")).isEqualTo("7");
    }

    @Test
    void shouldBeDurableAndListenHereOnly() throws Exception {
        copyInitialized();
        StoreAddress address = start();

        assertThat(value(address, "show fsync")).isEqualTo("on");
        assertThat(value(address, "show full_page_writes")).isEqualTo("on");
        assertThat(value(address, "show synchronous_commit")).isEqualTo("on");
        assertThat(value(address, "show data_checksums")).isEqualTo("on");
        assertThat(value(address, "show listen_addresses")).isEqualTo("127.0.0.1");
        assertThat(value(address, "show server_encoding")).isEqualTo("UTF8");
        assertThat(value(superuser(), "show unix_socket_directories")).isEmpty();
    }

    @Test
    void shouldAskEverybodyForThePassword() throws Exception {
        copyInitialized();
        StoreAddress address = start();

        assertThat(value(superuser(), "select string_agg(distinct auth_method, ' ') from pg_hba_file_rules"))
                .isEqualTo("scram-sha-256");
        for (StoreAddress known : List.of(address, superuser())) {
            assertThatThrownBy(() -> value(withPassword(known, "wrong"), "select 1"))
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            failure -> assertThat(failure.getSQLState()).isEqualTo("28P01"));
        }
    }

    @Test
    void shouldServeWithARoleThatIsNoSuperuserAndOwnsItsDatabase() throws Exception {
        copyInitialized();
        StoreAddress address = start();

        assertThat(value(address, "select rolsuper or rolcreaterole or rolcreatedb from pg_roles where rolname = user"))
                .isEqualTo("f");
        assertThat(value(address, "select pg_get_userbyid(datdba) from pg_database where datname = current_database()"))
                .isEqualTo(address.user());
    }

    @Test
    void shouldKeepItsFilesFromOthers() throws Exception {
        start();

        assertThat(permissions(directory())).isEqualTo("rwx------");
        assertThat(permissions(directory().resolve("data"))).isEqualTo("rwx------");
        assertThat(permissions(directory().resolve("password"))).isEqualTo("rw-------");
        assertThat(permissions(directory().resolve("superuser-password"))).isEqualTo("rw-------");
    }

    @Test
    void shouldTakeAnotherPortIfItsOwnIsTaken() throws Exception {
        copyInitialized();
        StoreAddress first = start();
        run(first, "create table kept as select 7 as value");
        stop();

        try (ServerSocket other = new ServerSocket(first.port(), 1, InetAddress.getByName("127.0.0.1"))) {
            StoreAddress second = start();

            assertThat(second.port()).isNotEqualTo(other.getLocalPort());
            assertThat(value(second, "select value from kept")).isEqualTo("7");
        }
    }

    @Test
    void shouldTakeOverFromAKilledGateway() throws Exception {
        copyInitialized();
        GatewayProcess killed = GatewayProcess.start(directory(), BINARIES);
        StoreAddress first = EmbeddedPostgresServer.recorded(directory());
        run(first, "create table kept as select 7 as value");
        long orphan = postmaster();

        killed.kill();
        assertThat(ProcessHandle.of(orphan))
                .as("the server outlives its gateway")
                .isPresent();
        // The next gateway must find it even if it would choose another port.
        Files.delete(directory().resolve("port"));
        StoreAddress second = start();

        assertThat(ProcessHandle.of(orphan).flatMap(process -> process.info().command()))
                .isEmpty();
        assertThat(value(second, "select value from kept")).isEqualTo("7");
    }

    @Test
    void shouldRecoverAfterGatewayAndServerWereKilled() throws Exception {
        copyInitialized();
        GatewayProcess killed = GatewayProcess.start(directory(), BINARIES);
        run(EmbeddedPostgresServer.recorded(directory()), "create table kept as select 7 as value");
        ProcessHandle postmaster = ProcessHandle.of(postmaster()).orElseThrow();

        killed.kill();
        postmaster.destroyForcibly();
        postmaster.onExit().join();

        assertThat(value(start(), "select value from kept")).isEqualTo("7");
    }

    @Test
    void shouldRefuseASecondGateway() throws Exception {
        copyInitialized();
        GatewayProcess first = GatewayProcess.start(directory(), BINARIES);
        try {
            assertThatThrownBy(this::start)
                    .isInstanceOf(StoreException.class)
                    .hasMessageContainingAll(
                            directory().toString(), "in use by another gateway", "process " + first.id());

            assertThat(value(EmbeddedPostgresServer.recorded(directory()), "select 1"))
                    .isEqualTo("1");
        } finally {
            first.kill();
            start();
        }
    }

    @Test
    void shouldStartOverAfterAnInterruptedFirstStart() throws Exception {
        Path unfinished = Files.createDirectories(directory().resolve("data.unfinished"));
        Files.writeString(unfinished.resolve("PG_VERSION"), "18\n");

        assertThat(value(start(), "select 1")).isEqualTo("1");
        assertThat(unfinished).doesNotExist();
    }

    @Test
    void shouldNotMistakeAnotherProgramForItsServer() throws Exception {
        copyInitialized();
        start();
        stop();
        Files.writeString(
                directory().resolve("data/postmaster.pid"),
                "%d%n%s%n".formatted(ProcessHandle.current().pid(), directory().resolve("data")));

        assertThat(value(start(), "select 1")).isEqualTo("1");
    }

    @Test
    void shouldRefuseDataOfAnotherMajorVersion() throws Exception {
        copyInitialized();
        start();
        stop();
        Files.writeString(directory().resolve("data/PG_VERSION"), "14\n");

        assertThatThrownBy(this::start)
                .isInstanceOf(StoreException.class)
                .hasMessageContainingAll(directory().toString(), "made by Postgres 14", "this build brings 18");
    }

    @Test
    void shouldTellWhyAServerDoesNotStart() throws Exception {
        copyInitialized();
        server = new EmbeddedPostgresServer(directory(), options(Map.of("shared_buffers", "nonsense")));

        assertThatThrownBy(server::start)
                .isInstanceOf(StoreException.class)
                .hasMessageContainingAll(directory().toString(), "shared_buffers", "nonsense");
    }

    @Test
    void shouldRefuseADirectoryThatCannotBe() throws Exception {
        Path file = Files.createFile(temporary.resolve("file"));
        server = new EmbeddedPostgresServer(file.resolve("postgres"), options(Map.of()));

        assertThatThrownBy(server::start).isInstanceOf(StoreException.class).hasMessageContaining(file.toString());
    }

    private StoreAddress start() {
        server = new EmbeddedPostgresServer(directory(), options(Map.of()));
        return server.start();
    }

    private void copyInitialized() throws IOException {
        try (Stream<Path> tree = Files.walk(initialized)) {
            for (Path path : tree.toList()) {
                Path copy = directory().resolve(initialized.relativize(path));
                Files.copy(path, copy, StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
        // Every copy chooses a port of its own.
        Files.delete(directory().resolve("port"));
    }

    private static EmbeddedOptions options(Map<String, String> settings) {
        return new EmbeddedOptions(EmbeddedOptions.shippedArchive(), BINARIES, settings);
    }

    private Path directory() {
        return temporary.resolve("postgres");
    }

    private StoreAddress superuser() {
        return EmbeddedPostgresServer.superuser(directory());
    }

    private long postmaster() throws IOException {
        return Long.parseLong(
                Files.readAllLines(directory().resolve("data/postmaster.pid")).get(0));
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private static StoreAddress withPassword(StoreAddress address, String password) {
        return StoreAddress.parse(
                "postgresql://%s@%s:%d/%s"
                        .formatted(address.user(), address.host(), address.port(), address.database()),
                new Secret(List.of(password)));
    }

    private static void run(StoreAddress address, String sql) throws SQLException {
        try (Connection connection = StoreAddresses.connect(address);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String value(StoreAddress address, String sql) throws SQLException {
        try (Connection connection = StoreAddresses.connect(address);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getString(1);
        }
    }
}
