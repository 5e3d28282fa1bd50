package io.quittance.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quittance.spi.Secret;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.SslMode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StoreUriTest {

    private static final Secret PASSWORD = new Secret(List.of("p@ss/word"));

    @Test
    void shouldReadEveryPart() {
        StoreAddress address = StoreAddress.parse(
                "postgresql://pay%40shop@db_1.example:6432/pay%2Fments?sslmode=verify-full&sslrootcert=/etc/ca%20s.pem",
                PASSWORD);

        assertThat(address.user()).isEqualTo("pay@shop");
        assertThat(address.host()).isEqualTo("db_1.example");
        assertThat(address.port()).isEqualTo(6432);
        assertThat(address.database()).isEqualTo("pay/ments");
        assertThat(address.tls()).isEqualTo(new StoreTls(SslMode.VERIFY_FULL, Path.of("/etc/ca s.pem")));
    }

    @Test
    void shouldAssumeWhatLibpqAssumes() {
        StoreAddress address = StoreAddress.parse("postgres://pay@[::1]/payments", null);

        assertThat(address.host()).isEqualTo("::1");
        assertThat(address.port()).isEqualTo(5432);
        assertThat(address.tls()).isEqualTo(new StoreTls(SslMode.PREFER, null));
    }

    @Test
    void shouldReadSeveralHosts() {
        StoreAddress address = StoreAddress.parse(
                "postgresql://pay@db1.example,[::1]:6432,db3:7/p?target_session_attrs=read-write", null);

        assertThat(address.hosts())
                .containsExactly(
                        new StoreHost("db1.example", 5432), new StoreHost("::1", 6432), new StoreHost("db3", 7));
        assertThat(address).hasToString("db1.example:5432,::1:6432,db3:7/p");
    }

    @Test
    void shouldCheckTheServerIfAnAuthorityIsNamed() {
        StoreAddress address = StoreAddress.parse("postgresql://pay@db/p?sslmode=require&sslrootcert=/ca.pem", null);

        assertThat(address.tls().mode()).isEqualTo(SslMode.VERIFY_CA);
    }

    @ParameterizedTest
    @CsvSource({"verify-full,HTTPS,false", "verify-ca,'',false", "require,'',true", "prefer,'',true"})
    void shouldVerifyAsTheModeSays(String mode, String hostnameVerification, boolean trustAll) {
        PgConnectOptions options = StoreAddress.parse("postgresql://pay@db/p?sslmode=" + mode, PASSWORD)
                .clientOptions();

        assertThat(options.getSslMode().value).isEqualTo(mode);
        assertThat(options.getSslOptions().getHostnameVerificationAlgorithm()).isEqualTo(hostnameVerification);
        assertThat(options.getSslOptions().isTrustAll()).isEqualTo(trustAll);
        assertThat(options.getPassword()).isEqualTo(PASSWORD.newest());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "mysql://pay@db/p",
                "postgresql://db/p",
                "postgresql://pay@db",
                "postgresql://pay@db/",
                "postgresql://pay@/p",
                "postgresql://pay@a,/p",
                "postgresql://pay@a,b:0/p",
                "postgresql://pay@a,b c:x/p",
                "postgresql://pay@a,b,a:5432/p",
                "postgresql://pay@a,b/p?target_session_attrs=any",
                "postgresql://pay@db:0/p",
                "postgresql://pay@db:70000/p",
                "postgresql://pay@db/p?sslmode=verify",
                "postgresql://pay@db/p?sslmode",
                "postgresql://pay@db/p?sslmode=require&sslmode=disable",
                "postgresql://pay@db/p?options=-c%20fsync=off",
                "postgresql://pay@db/p%zz",
            })
    void shouldRefuseWhatItDoesNotUnderstand(String uri) {
        assertThatThrownBy(() -> StoreAddress.parse(uri, null))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("store.uri");
    }

    @Test
    void shouldRefuseAPasswordWithoutRepeatingIt() {
        assertThatThrownBy(() -> StoreAddress.parse("postgresql://pay:hunter2@db/p", null))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("store.password")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void shouldPrintNeitherUserNorPassword() {
        assertThat(StoreAddress.parse("postgresql://pay@db/p", PASSWORD)).hasToString("db:5432/p");
    }
}
