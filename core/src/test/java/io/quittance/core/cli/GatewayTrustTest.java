package io.quittance.core.cli;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.core.testing.TestingAuthority;
import io.quittance.core.testing.TestingAuthority.Identity;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A gateway whose certificate no authority signed that Java trusts. */
@ExtendWith(VertxExtension.class)
class GatewayTrustTest {

    @TempDir
    private Path directory;

    private final StringWriter err = new StringWriter();
    private final AtomicInteger asked = new AtomicInteger();
    private Vertx vertx;
    private TestingAuthority authority;
    private Path certificate;

    @BeforeEach
    void setUp(Vertx own) throws Exception {
        vertx = own;
        authority = TestingAuthority.in(directory);
        certificate = Files.writeString(directory.resolve("authority.pem"), authority.certificate());
    }

    @Test
    void shouldBelieveTheCertificateOfTheFileAtWhateverAddress() throws Exception {
        Identity identity = authority.sign("elsewhere", "EC", "dns:elsewhere.example");
        int port = serve(identity);

        assertThat(accounts("--config", file(port, identity).toString())).isEqualTo(ExitCode.OK);
        assertThat(accounts("--config", file(9, identity).toString(), "--url", "https://127.0.0.1:" + port))
                .isEqualTo(ExitCode.OK);

        assertThat(asked).hasPositiveValue();
    }

    @Test
    void shouldNotSpeakToWhoShowsAnotherOneThanTheFile() throws Exception {
        int port = serve(authority.sign("stranger", "EC", "ip:127.0.0.1"));
        Path file = file(port, authority.sign("own", "EC", "ip:127.0.0.1"));

        assertMistrusted("--config", file.toString());

        assertThat(accounts("--config", file.toString(), "--ca", certificate.toString()))
                .as("but its authority is trusted")
                .isEqualTo(ExitCode.OK);
    }

    @Test
    void shouldBelieveWhoAnAuthorityVouchesForByName() throws Exception {
        String url = "https://127.0.0.1:" + serve(authority.sign("named", "EC", "ip:127.0.0.1"));
        String other = "https://127.0.0.1:" + serve(authority.sign("other", "EC", "dns:elsewhere.example"));

        assertMistrusted("--url", url, "--token-env", "PATH");
        assertMistrusted("--url", other, "--token-env", "PATH", "--ca", certificate.toString());

        assertThat(accounts("--url", url, "--token-env", "PATH", "--ca", certificate.toString()))
                .isEqualTo(ExitCode.OK);
    }

    @Test
    void shouldSayWhatIsWrongWithAFileOfAuthorities() throws Exception {
        String url = "https://127.0.0.1:" + serve(authority.sign("named", "EC", "ip:127.0.0.1"));
        Path empty = Files.writeString(directory.resolve("empty.pem"), "none");

        assertThat(accounts("--url", url, "--token-env", "PATH", "--ca", empty.toString()))
                .isEqualTo(ExitCode.WRONG_INPUT);
        assertThat(err.toString()).contains("--ca", "must hold certificates", empty.toString());

        assertThat(accounts("--url", url, "--token-env", "PATH", "--ca", "nowhere.pem"))
                .isEqualTo(ExitCode.WRONG_INPUT);
        assertThat(err.toString()).contains("--ca", "cannot be read", "nowhere.pem");
    }

    @Test
    void shouldSayThatThereIsNoTls() throws Exception {
        String url = "https://127.0.0.1:" + serve(null);

        assertThat(accounts("--url", url, "--token-env", "PATH")).isEqualTo(ExitCode.WRONG_INPUT);

        assertThat(err.toString()).contains("speaks no TLS", url);
    }

    private void assertMistrusted(String... arguments) {
        assertThat(accounts(arguments)).isEqualTo(ExitCode.WRONG_INPUT);
        assertThat(err.toString()).contains("shows a certificate that is not trusted", "--ca FILE");
        assertThat(asked).as("nobody else is shown a token").hasValue(0);
    }

    private int serve(@Nullable Identity identity) throws Exception {
        HttpServerOptions options = new HttpServerOptions();
        if (identity != null) {
            options.setSsl(true).setKeyCertOptions(identity.shown());
        }
        return vertx.createHttpServer(options)
                .requestHandler(request -> {
                    asked.incrementAndGet();
                    request.response().end("{\"items\":[],\"next\":null}");
                })
                .listen(0, "127.0.0.1")
                .map(HttpServer::actualPort)
                .await(30, SECONDS);
    }

    private Path file(int port, Identity identity) throws Exception {
        Path file = GatewayFile.write(directory, port, "operator", "the-operators-token");
        JsonObject configuration = new JsonObject(Files.readString(file));
        configuration
                .getJsonObject("management")
                .put(
                        "tls",
                        new JsonObject()
                                .put("certificate", secret("chain.pem", identity.chain()))
                                .put("key", secret("key.pem", identity.key())));
        return Files.writeString(file, configuration.encode());
    }

    private JsonObject secret(String name, String value) throws Exception {
        return new JsonObject()
                .put(
                        "file",
                        Files.writeString(directory.resolve(name), value)
                                .toAbsolutePath()
                                .toString());
    }

    private int accounts(String... arguments) {
        List<String> all = new ArrayList<>(List.of("accounts"));
        all.addAll(List.of(arguments));
        err.getBuffer().setLength(0);
        return QuittanceCommand.commandLine()
                .setOut(new PrintWriter(new StringWriter()))
                .setErr(new PrintWriter(err, true))
                .execute(all.toArray(String[]::new));
    }
}
