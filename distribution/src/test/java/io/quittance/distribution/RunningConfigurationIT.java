package io.quittance.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quittance.distribution.GatewayProcess.Result;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** What is in force in a running gateway, and what a file would change of it, by the real commands. */
@EndToEndTest
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RunningConfigurationIT {
    private static final Duration SOON = Duration.ofSeconds(60);

    /** It changes what the others rely on. */
    private static final int LAST = Integer.MAX_VALUE;

    private Path directory;
    private RunningShop running;
    private String address;

    @BeforeAll
    void start(@TempDir Path given) throws Exception {
        directory = given;
        Path plugins = Files.createDirectory(directory.resolve("plugins"));
        try (Stream<Path> jars = Files.list(GatewayProcess.HOME.resolve("plugins"))) {
            for (Path jar : jars.toList()) {
                Files.copy(jar, plugins.resolve(jar.getFileName()));
            }
        }
        Files.writeString(directory.resolve("api-key"), Seeds.API_KEY);
        write("quittance.json", configuration("shop"));
        Shop.shareBinaries(directory);
        GatewayProcess process = GatewayProcess.start(directory, "serve", "--config", file("quittance.json"));
        running = new RunningShop(Shop.with(TestStore.embedded()), process).awaitReady();
        address = process.management().toString();
    }

    @AfterAll
    void stop() {
        running.close();
    }

    @Test
    void shouldFindNoChangeInTheFileThatItRunsWith() throws Exception {
        Result compared = compare("quittance.json", address);

        assertThat(compared.lines())
                .containsExactly(file("quittance.json") + ": no problems, 2 account(s)", "no change");
        assertThat(compared.exitCode()).isZero();
    }

    @Test
    void shouldTellWhatAnotherFileWouldChange() throws Exception {
        JsonObject next = configuration("shop", "other");
        next.getJsonObject("intake").put("port", 1);
        next.getJsonArray("accounts").getJsonObject(1).getJsonObject("settings").put("clientSecret", "other");
        next.getJsonObject("management").getJsonArray("tokens").add(token("eyes", "viewer"));
        write("next.json", next);

        Result compared = compare("next.json", address);

        assertThat(compared.lines().subList(1, compared.lines().size()))
                .containsExactly(
                        "change account shop-secu: secret /settings/clientSecret",
                        "add account other-cards (smart2pay at " + ProviderClient.smart2payPath("other") + ")",
                        "add account other-secu (secuconnect at " + ProviderClient.secuconnectPath("other") + ")",
                        "add token eyes (viewer)",
                        "restart needed: /intake/port 0 -> 1");
        assertThat(compared.exitCode()).isZero();
    }

    @Test
    void shouldTellThatAFileIsWrongBeforeItAsks() throws Exception {
        write("wrong.json", configuration("shop").put("intaek", 1));

        Result compared = compare("wrong.json", address);

        assertThat(compared.exitCode()).isEqualTo(1);
        assertThat(compared.lines()).singleElement().asString().startsWith("/intaek: unknown key");
    }

    @Test
    void shouldSayWhyTheGatewayCannotBeAsked() throws Exception {
        JsonObject strange = configuration("shop");
        strange.getJsonObject("management")
                .put("tokens", new JsonArray().add(token("ops", "operator").put("secret", "of another gateway")));
        write("strange.json", strange);

        Result refused = compare("strange.json", address);
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.lines()).last().asString().startsWith("the gateway refuses with 401");
        assertThat(compare("quittance.json").lines()).last().asString().startsWith("management.port is 0");
        assertThat(compare("quittance.json", "nowhere").lines())
                .anyMatch(line -> line.contains("like http://127.0.0.1:8081"));
    }

    @Test
    void shouldTellWhatIsInForceWithoutSecrets() throws Exception {
        Answer answer = running.management().get("/v1/configuration");

        assertThat(answer.json().getString("origin")).isEqualTo(file("quittance.json"));
        assertThat(answer.json().getBoolean("asInFiles")).isTrue();
        assertThat(answer.json().getJsonArray("plugins")).hasSize(2);
        assertThat(answer.text())
                .doesNotContain(Seeds.API_KEY, running.shop().secrets().token());
    }

    @Test
    @Order(LAST)
    void shouldGoBackUntilTheFilesChangeAgain() throws Exception {
        Result none = rollBack();
        assertThat(none.exitCode()).isEqualTo(1);
        assertThat(none.lines()).singleElement().asString().startsWith("the gateway refuses with 409: There is no");
        assertThat(push("shop")).isEqualTo(204);

        Files.writeString(directory.resolve("api-key"), "rotated");
        write("quittance.json", configuration("shop", "other"));
        await().atMost(SOON).until(() -> push("other") == 401 && push("shop") == 401);

        Result back = rollBack();
        assertThat(back.exitCode()).isZero();
        assertThat(back.lines()).last().asString().startsWith("it differs from the files: mend ");
        assertThat(push("shop")).as("with the value that the secret had").isEqualTo(204);
        assertThat(push("other")).isEqualTo(404);
        assertThat(compare("quittance.json", address).lines())
                .contains(
                        "change account shop-cards: secret /settings/sites/0/apiKey",
                        "add account other-cards (smart2pay at " + ProviderClient.smart2payPath("other") + ")");
        assertThat(running.process().lines())
                .anyMatch(line -> line.contains("A change of the configuration is rolled back by=\"ops\" as_in_files"));
        assertThat(running.management().get("/metrics").text())
                .contains("quittance_configuration_changes_total{outcome=\"rolled_back\"} 1.0");

        Files.writeString(directory.resolve("api-key"), Seeds.API_KEY);
        await().atMost(SOON).until(() -> push("other") == 204);
        assertThat(running.management().get("/v1/configuration").json().getBoolean("asInFiles"))
                .isTrue();
    }

    private Result rollBack() throws Exception {
        return GatewayProcess.run(directory, "rollback", "--config", file("quittance.json"), "--gateway", address);
    }

    private int push(String merchant) throws Exception {
        return running.providers(merchant).smart2pay(Seeds.AUTHORIZED).status();
    }

    private Result compare(String name, String... value) throws Exception {
        return GatewayProcess.run(
                directory,
                Stream.concat(Stream.of("check", "--config", file(name), "--against"), Stream.of(value))
                        .toArray(String[]::new));
    }

    private String file(String name) {
        return directory.resolve(name).toString();
    }

    private void write(String name, JsonObject configuration) throws IOException {
        Path written = Files.writeString(directory.resolve("written"), configuration.encodePrettily());
        Files.move(
                written, directory.resolve(name), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private static JsonObject token(String name, String role) {
        return new JsonObject().put("name", name).put("role", role).put("secret", name + "-token-of-this-test");
    }

    private JsonObject configuration(String... merchants) {
        JsonObject configuration =
                new Shop(TestStore.embedded(), Shop.NOBODY, List.of(merchants), Shop.Secrets.USUAL).configuration();
        for (Object account : configuration.getJsonArray("accounts")) {
            JsonObject settings = ((JsonObject) account).getJsonObject("settings");
            if (settings.containsKey("sites")) {
                settings.getJsonArray("sites").getJsonObject(0).put("apiKey", new JsonObject().put("file", "api-key"));
            }
        }
        return configuration.put(
                "plugins",
                new JsonObject().put("directory", directory.resolve("plugins").toString()));
    }
}
