package io.quittance.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.distribution.GatewayProcess.Result;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What compose.yaml says of the gateway and its Postgres. That the image runs so is tried by {@code .ci/image}. */
class ComposeIT {
    private static final Path FILES = GatewayProcess.HOME.resolve("deploy/docker");

    private static JsonObject compose;

    @TempDir
    private Path directory;

    @BeforeAll
    static void read() throws IOException {
        Map<String, Object> file = new Yaml(new SafeConstructor(new LoaderOptions()))
                .load(Files.readString(FILES.resolve("compose.yaml")));
        compose = new JsonObject(file);
    }

    @Test
    void shouldConfineEveryService() {
        JsonObject services = compose.getJsonObject("services");
        for (String name : services.fieldNames()) {
            JsonObject service = services.getJsonObject(name);
            assertThat(service.getBoolean("read_only")).as(name).isTrue();
            assertThat(service.getJsonArray("cap_drop")).as(name).containsExactly("ALL");
            assertThat(service.getJsonArray("security_opt")).as(name).containsExactly("no-new-privileges:true");
            assertThat(service.containsKey("privileged")).as(name).isFalse();
        }
        assertThat(services.getJsonObject("gateway").containsKey("cap_add")).isFalse();
    }

    @Test
    void shouldTakeEverySecretFromAFile() {
        JsonObject secrets = compose.getJsonObject("secrets");
        assertThat(secrets)
                .allSatisfy(secret -> assertThat(((JsonObject) secret.getValue()).fieldNames())
                        .containsExactly("file"));
        JsonObject postgres = compose.getJsonObject("services").getJsonObject("postgres");
        assertThat(postgres.getJsonObject("environment").fieldNames())
                .contains("POSTGRES_PASSWORD_FILE")
                .doesNotContain("POSTGRES_PASSWORD", "POSTGRES_HOST_AUTH_METHOD");
    }

    @Test
    void shouldKeepManagementOnThisMachine() {
        JsonArray ports =
                compose.getJsonObject("services").getJsonObject("gateway").getJsonArray("ports");

        assertThat(ports).containsExactly("8080:8080", "127.0.0.1:8081:8081");
    }

    @Test
    void shouldBeTriedWithTheSameRestrictions() throws IOException {
        JsonObject gateway = compose.getJsonObject("services").getJsonObject("gateway");
        String trial = Files.readString(Markdown.checkout().resolve(".ci/image"));

        assertThat(trial)
                .contains(
                        "--read-only",
                        "--cap-drop ALL",
                        "--security-opt " + gateway.getJsonArray("security_opt").getString(0),
                        "--tmpfs " + gateway.getJsonArray("tmpfs").getString(0),
                        "--memory " + gateway.getString("mem_limit"),
                        "--pids-limit " + gateway.getInteger("pids_limit"));
    }

    @Test
    void shouldCarryAConfigurationThatTheGatewayTakesOnlyWithItsSecrets() throws Exception {
        String configuration = Files.readString(FILES.resolve("quittance.json"));
        Path file = Files.writeString(
                directory.resolve("quittance.json"), configuration.replace("/run/secrets", directory.toString()));
        Result without = GatewayProcess.run(directory, "check", "--config", file.toString());
        assertThat(without.exitCode()).isEqualTo(1);
        for (String secret : compose.getJsonObject("secrets").fieldNames()) {
            assertThat(configuration).contains("/run/secrets/" + secret);
            Files.writeString(directory.resolve(secret), "a-secret-that-is-long-enough");
        }

        Result with = GatewayProcess.run(directory, "check", "--config", file.toString());

        assertThat(with.exitCode()).as(String.join("\n", with.lines())).isZero();
    }
}
