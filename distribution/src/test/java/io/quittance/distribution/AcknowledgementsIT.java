package io.quittance.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.distribution.GatewayProcess.Result;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the built-in providers are answered, as {@code ack} and {@code check} tell it. */
@EndToEndTest
class AcknowledgementsIT {
    @TempDir
    private Path directory;

    @BeforeEach
    void configure() throws IOException {
        JsonObject configuration = Shop.with(TestStore.embedded()).configuration();
        configuration
                .getJsonArray("accounts")
                .getJsonObject(0)
                .put(
                        "acknowledgements",
                        new JsonObject()
                                .put("accepted", new JsonObject().put("status", 202))
                                .put(
                                        "malformed",
                                        new JsonObject().put("status", 422).put("body", "first\nsecond"))
                                .put("ignored", new JsonObject().put("status", 204)));
        Files.writeString(directory.resolve("quittance.json"), configuration.encode());
    }

    @Test
    void shouldExplainEachAnswer() throws Exception {
        Result explained = run("ack", "--account", Shop.cards(Shop.MERCHANT));

        assertThat(explained.exitCode()).isZero();
        assertThat(explained.lines())
                .anyMatch(line -> line.matches("OUTCOME +STATUS +FROM +THE PROVIDER +HEADERS +BODY"))
                .anyMatch(line -> line.matches(
                        "accepted +202 +configuration +takes it for no acknowledgement: sends again for 168 h +- +-"))
                .anyMatch(line -> line.matches("duplicate +204 +provider +ends its repeats +- +-"))
                .anyMatch(line -> line.matches("malformed +422 +configuration +sends again for 168 h +- +first second"))
                .anyMatch(line -> line.matches(
                        "overloaded +503 +provider +sends again for 168 h +Content-Type: application/problem\\+json,"
                                + " Retry-After: 10 +\\{\"status\":503,.*"))
                .hasSize(9);
    }

    @Test
    void shouldNameTheAccountsThatThereAre() throws Exception {
        Result refused = run("ack", "--account", "nobody");

        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.lines())
                .containsExactly("there is no account \"nobody\"; there are: " + Shop.cards(Shop.MERCHANT) + ", "
                        + Shop.secu(Shop.MERCHANT));
    }

    @Test
    void shouldWarnOfAnswersThatTheProviderDoesNotTake() throws Exception {
        Result checked = run("check");

        assertThat(checked.exitCode()).isZero();
        assertThat(checked.lines())
                .containsExactly(
                        "warning: /accounts/0/acknowledgements/accepted/status: is no acknowledgement to smart2pay,"
                                + " which takes only the status 204: it would send every such notification again for"
                                + " 168 h",
                        "warning: /accounts/0/acknowledgements/ignored: is what smart2pay is answered anyway; leave it"
                                + " out",
                        file() + ": no problems, 2 account(s)");
    }

    private Result run(String command, String... more) throws Exception {
        String[] arguments = new String[more.length + 3];
        arguments[0] = command;
        arguments[1] = "--config";
        arguments[2] = file();
        System.arraycopy(more, 0, arguments, 3, more.length);
        return GatewayProcess.run(directory, arguments);
    }

    private String file() {
        return directory.resolve("quittance.json").toString();
    }
}
