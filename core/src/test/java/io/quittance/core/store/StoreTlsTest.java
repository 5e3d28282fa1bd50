package io.quittance.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quittance.core.testing.PostgresServerFixture;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Both clients, against a server whose certificate is good for 127.0.0.1 and not for localhost. */
@Tag("store")
@ExtendWith(VertxExtension.class)
class StoreTlsTest {

    private static final String IS_ENCRYPTED = "select ssl from pg_stat_ssl where pid = pg_backend_pid()";

    @TempDir
    private static Path directory;

    private static PostgresServerFixture server;
    private static Path ours;
    private static Path foreign;

    @BeforeAll
    static void startServer() throws Exception {
        ServerCertificate certificate = ServerCertificate.create(directory);
        ours = certificate.certificate();
        foreign = ServerCertificate.create(Files.createDirectory(directory.resolve("foreign")))
                .certificate();
        server = PostgresServerFixture.start(Map.of(
                "ssl", "on",
                "ssl_cert_file", certificate.certificate().toString(),
                "ssl_key_file", certificate.key().toString()));
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1,disable,none,false",
        "127.0.0.1,prefer,none,true",
        "127.0.0.1,require,none,true",
        "127.0.0.1,verify-ca,ours,true",
        "localhost,verify-ca,ours,true",
        "127.0.0.1,verify-full,ours,true",
    })
    void shouldConnect(String host, String mode, String authority, boolean encrypted, Vertx vertx) throws Exception {
        StoreAddress address = address(host, mode, authority);

        assertThat(isEncryptedForTheReactiveClient(address, vertx)).isEqualTo(encrypted);
        assertThat(isEncryptedForJdbc(address)).isEqualTo(encrypted);
    }

    @ParameterizedTest
    @CsvSource({
        "localhost,verify-full,ours",
        "127.0.0.1,verify-full,foreign",
        "127.0.0.1,verify-ca,foreign",
        "127.0.0.1,require,foreign",
        "127.0.0.1,verify-ca,none",
        "127.0.0.1,verify-full,none",
    })
    void shouldRefuseAServerThatItCannotVerify(String host, String mode, String authority, Vertx vertx) {
        StoreAddress address = address(host, mode, authority);

        assertThatThrownBy(() -> isEncryptedForTheReactiveClient(address, vertx))
                .hasMessageContaining("SSL handshake failed");
        assertThatThrownBy(() -> isEncryptedForJdbc(address)).isInstanceOf(SQLException.class);
    }

    private static StoreAddress address(String host, String mode, String authority) {
        String certificate = switch (authority) {
            case "ours" -> "&sslrootcert=" + ours;
            case "foreign" -> "&sslrootcert=" + foreign;
            default -> "";
        };
        StoreAddress plain = server.address();
        return StoreAddress.parse(
                "postgresql://%s@%s:%d/%s?sslmode=%s%s"
                        .formatted(plain.user(), host, plain.port(), plain.database(), mode, certificate),
                plain.password());
    }

    private static boolean isEncryptedForTheReactiveClient(StoreAddress address, Vertx vertx) throws Exception {
        Database database = Database.open(vertx, address, 3);
        return database.general()
                .query(IS_ENCRYPTED)
                .execute()
                .map(rows -> rows.iterator().next().getBoolean(0))
                .eventually(database::close)
                .await(1, TimeUnit.MINUTES);
    }

    private static boolean isEncryptedForJdbc(StoreAddress address) throws SQLException {
        try (Connection connection = StoreAddresses.connect(address);
                ResultSet result = connection.createStatement().executeQuery(IS_ENCRYPTED)) {
            result.next();
            return result.getBoolean(1);
        }
    }
}
