package io.quittance.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quittance.distribution.GatewayProcess.Result;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The configuration file, the files of its secrets and the plugins change while the gateway runs. */
@EndToEndTest
class ReloadIT {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String REFUSED = "A changed configuration is refused, and the one before goes on";

    @TempDir
    private Path directory;

    private Path plugins;
    private RunningShop running;

    @BeforeEach
    void setUp() throws IOException {
        plugins = Files.createDirectory(directory.resolve("plugins"));
        for (Path jar : shippedJars()) {
            Files.copy(jar, plugins.resolve(jar.getFileName()));
        }
        Files.writeString(directory.resolve("api-key"), Seeds.API_KEY);
        write(configuration("shop"));
        Shop shop = Shop.with(TestStore.embedded());
        Shop.shareBinaries(directory);
        GatewayProcess process = GatewayProcess.start(directory, "serve", "--config", file().toString());
        running = new RunningShop(shop, process).awaitReady();
    }

    @AfterEach
    void tearDown() {
        running.close();
    }

    @Test
    void shouldTakeOnAndGiveUpAccounts() throws Exception {
        assertThat(push("other")).isEqualTo(404);

        write(configuration("shop", "other"));
        await().atMost(SOON).until(() -> push("other") == 204);
        assertThat(push("shop")).isEqualTo(204);

        write(configuration("other"));
        await().atMost(SOON).until(() -> push("shop") == 404);
        assertThat(push("other")).isEqualTo(204);
        assertThat(running.management().get("/v1/accounts").json().getJsonArray("items"))
                .singleElement()
                .satisfies(account ->
                        assertThat(((JsonObject) account).getString("merchant")).isEqualTo("other"));
    }

    @Test
    void shouldTakeOverASecretThatIsReplaced() throws Exception {
        assertThat(push("shop")).isEqualTo(204);

        Files.writeString(directory.resolve("api-key"), "rotated");

        await().atMost(SOON).until(() -> push("shop") == 401);
    }

    @Test
    void shouldRefuseAWrongFileWholeAndSayWhatCheckSays() throws Exception {
        JsonObject wrong = configuration("shop", "other").put("intaek", new JsonObject());
        wrong.getJsonArray("accounts").getJsonObject(1).put("live", "yes");
        write(wrong);

        running.process().await("/intaek: ");
        Result check = GatewayProcess.run(directory, "check", "--config", file().toString());
        assertThat(check.exitCode()).isEqualTo(1);
        assertThat(check.lines()).hasSize(2);
        assertThat(running.process().lines()).containsAll(check.lines());
        assertThat(push("shop")).isEqualTo(204);
        assertThat(push("other")).isEqualTo(404);

        write(configuration("shop", "other"));
        await().atMost(SOON).until(() -> push("other") == 204);
        assertThat(running.process().lines())
                .filteredOn(line -> line.contains(REFUSED))
                .hasSize(1);
    }

    @Test
    void shouldGoOnWithWhatItLoadedWhenAJarIsBrokenOrGone() throws Exception {
        Path jar = jarOf("smart2pay");
        Path kept = Files.copy(jar, directory.resolve("kept.jar"));
        Files.writeString(plugins.resolve("a-broken-provider.jar"), "this is no jar");
        awaitLine("a-broken-provider.jar");
        await().atMost(SOON)
                .until(() -> running.process().lines().stream()
                        .anyMatch(line -> line.contains("A changed configuration is applied")));
        assertThat(push("shop")).isEqualTo(204);

        Files.delete(jar);
        running.process().await("/accounts/0/provider: unknown provider \"smart2pay\"");
        assertThat(push("shop")).isEqualTo(204);
        running.management().register(Seeds.AUTHORIZED_ORDER, 100, "EUR");
        await().atMost(SOON)
                .until(() -> running.management()
                        .order(Seeds.AUTHORIZED_ORDER)
                        .getString("status")
                        .equals("authorized"));

        Files.move(kept, jar, StandardCopyOption.ATOMIC_MOVE);
        write(configuration("shop", "other"));
        await().atMost(SOON).until(() -> push("other") == 204);
    }

    private int push(String merchant) throws Exception {
        return running.providers(merchant).smart2pay(Seeds.AUTHORIZED).status();
    }

    private void awaitLine(String part) {
        await().atMost(SOON).until(() -> running.process().lines().stream().anyMatch(line -> line.contains(part)));
    }

    private Path file() {
        return directory.resolve("quittance.json");
    }

    private void write(JsonObject configuration) throws IOException {
        Path written = Files.writeString(directory.resolve("written"), configuration.encodePrettily());
        Files.move(written, file(), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Accounts of Smart2Pay alone, which have their key from a file. */
    private JsonObject configuration(String... merchants) {
        JsonObject configuration =
                new Shop(TestStore.embedded(), Shop.NOBODY, List.of(merchants), Shop.Secrets.USUAL).configuration();
        configuration
                .getJsonArray("accounts")
                .getList()
                .removeIf(
                        account -> ((JsonObject) account).getString("provider").equals("secuconnect"));
        for (Object account : configuration.getJsonArray("accounts")) {
            ((JsonObject) account)
                    .getJsonObject("settings")
                    .getJsonArray("sites")
                    .getJsonObject(0)
                    .put("apiKey", new JsonObject().put("file", "api-key"));
        }
        return configuration.put("plugins", new JsonObject().put("directory", plugins.toString()));
    }

    private Path jarOf(String provider) throws IOException {
        try (Stream<Path> jars = Files.list(plugins)) {
            return jars.filter(jar -> jar.getFileName().toString().contains(provider))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static List<Path> shippedJars() throws IOException {
        try (Stream<Path> jars = Files.list(GatewayProcess.HOME.resolve("plugins"))) {
            return jars.toList();
        }
    }
}
