package io.quittance.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quittance.distribution.GatewayProcess.Result;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the gateway begins and ends, and what its commands say. */
@EndToEndTest
class LifecycleIT {
    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String BROKEN = "a-broken-provider.jar";

    @TempDir
    private Path directory;

    @Test
    void shouldKeepItsDataToItselfAndOverARestart() throws Exception {
        Shop shop = Shop.with(TestStore.embedded());
        try (RunningShop first = shop.start(directory).awaitReady()) {
            first.management().register(Seeds.AUTHORIZED_ORDER, 100, "EUR");
            first.providers().smart2pay(Seeds.AUTHORIZED);
            awaitAuthorized(first);

            Result second = GatewayProcess.run(directory, "serve", "--config", shop.write(directory));
            assertThat(second.exitCode()).isEqualTo(1);
            assertThat(second.lines()).anyMatch(line -> line.contains("data/postgres"));
            assertThat(second.lines()).noneMatch(line -> line.startsWith("\tat "));
            assertThat(first.management().status("/health/ready")).isEqualTo(200);

            ProcessHandle postgres = first.process().postgres().orElseThrow();
            assertThat(first.process().terminate(STOP_LIMIT)).isEqualTo(0);
            await().atMost(STOP_LIMIT).until(() -> !postgres.isAlive());
        }
        try (RunningShop again = shop.start(directory).awaitReady()) {
            awaitAuthorized(again);
            assertThat(again.providers().smart2pay(Seeds.AUTHORIZED).status()).isEqualTo(204);
            assertThat(again.management().notifications(""))
                    .singleElement()
                    .satisfies(row -> assertThat(row.getInteger("arrivals")).isEqualTo(2));
        }
    }

    @Test
    void shouldTellAllProblemsOfAConfigurationAtOnce() throws Exception {
        String config = write("""
                {
                  "intaek": {},
                  "management": { "port": "high" },
                  "accounts": [
                    { "id": "a", "merchant": "m", "provider": "smart2pai", "path": "/a" },
                    { "id": "b", "merchant": "m", "provider": "smart2pay", "path": "/a", "settings": { "site": [] } }
                  ]
                }
                """);

        Result check = GatewayProcess.run(directory, "check", "--config", config);
        Result serve = GatewayProcess.run(directory, "serve", "--config", config);

        assertThat(check.exitCode()).isEqualTo(1);
        assertThat(problems(check))
                .anyMatch(line -> line.contains("/intaek") && line.contains("intake"))
                .anyMatch(line -> line.contains("/management/port"))
                .anyMatch(line -> line.contains("/accounts/0/provider") && line.contains("smart2pay"))
                .anyMatch(line -> line.contains("/accounts/1/path"))
                .anyMatch(line -> line.contains("/accounts/1/settings/site"));
        assertThat(serve.exitCode()).isEqualTo(1);
        assertThat(problems(serve)).isEqualTo(problems(check));
    }

    @Test
    void shouldAcceptTheConfigurationOfAShop() throws Exception {
        Shop shop = Shop.with(TestStore.embedded());

        Result check = GatewayProcess.run(directory, "check", "--config", shop.write(directory));

        assertThat(check.exitCode()).isZero();
    }

    @Test
    void shouldListBothProvidersAndNameABrokenJar() throws Exception {
        Path plugins = pluginsWithABrokenOne();

        Result listed = GatewayProcess.run(directory, "providers", "--plugins", plugins.toString());

        assertThat(listed.exitCode()).isZero();
        assertThat(listed.lines())
                .anyMatch(line -> line.startsWith("smart2pay "))
                .anyMatch(line -> line.startsWith("secuconnect "))
                .anyMatch(line -> line.contains(BROKEN));
    }

    @Test
    void shouldServeBesideABrokenJar() throws Exception {
        Path plugins = pluginsWithABrokenOne();
        Shop shop = Shop.with(TestStore.embedded());
        String config = shop.write(directory);
        JsonObject configuration =
                shop.configuration().put("plugins", new JsonObject().put("directory", plugins.toString()));
        Files.writeString(Path.of(config), configuration.encode());

        try (RunningShop gateway =
                new RunningShop(shop, GatewayProcess.start(directory, "serve", "--config", config))) {
            gateway.awaitReady();

            assertThat(gateway.process().lines()).anyMatch(line -> line.contains(BROKEN));
            assertThat(gateway.providers().smart2pay(Seeds.AUTHORIZED).status()).isEqualTo(204);
        }
    }

    @Test
    void shouldTellItsVersions() throws Exception {
        Result version = GatewayProcess.run(directory, "version");

        assertThat(version.exitCode()).isZero();
        assertThat(version.lines())
                .anyMatch(line -> line.startsWith("quittance "))
                .anyMatch(line -> line.startsWith("spi "))
                .anyMatch(line -> line.startsWith("jdk "));
    }

    @Test
    void shouldRefuseWhatItDoesNotKnow() throws Exception {
        assertThat(GatewayProcess.run(directory, "servee").exitCode()).isEqualTo(1);
        assertThat(GatewayProcess.run(directory, "serve", "--confg", "x").exitCode())
                .isEqualTo(1);
        assertThat(GatewayProcess.run(directory, "serve", "--config", "absent.json")
                        .exitCode())
                .isEqualTo(1);
    }

    @Test
    void shouldPlanAMigrationAndThenMakeIt() throws Exception {
        try (TestStore store = TestStore.embedded()) {
            String config = Shop.with(store).write(directory);

            Result plan = GatewayProcess.run(directory, "migrate", "--config", config, "--plan");
            Result migrated = GatewayProcess.run(directory, "migrate", "--config", config);
            Result again = GatewayProcess.run(directory, "migrate", "--config", config);

            assertThat(List.of(plan.exitCode(), migrated.exitCode(), again.exitCode()))
                    .containsOnly(0);
            assertThat(plan.lines())
                    .anyMatch(line -> line.toLowerCase(Locale.ROOT).contains("create table"));
            assertThat(migrated.lines()).anyMatch(line -> line.matches("[1-9]\\d* migration\\(s\\) applied.*"));
            assertThat(again.lines()).anyMatch(line -> line.startsWith("0 migration(s) applied"));
        }
    }

    private static List<String> problems(Result result) {
        return result.lines().stream().filter(line -> line.startsWith("/")).toList();
    }

    private String write(String config) throws IOException {
        return Files.writeString(directory.resolve("quittance.json"), config).toString();
    }

    private Path pluginsWithABrokenOne() throws IOException {
        Path plugins = Files.createDirectory(directory.resolve("plugins"));
        try (Stream<Path> jars = Files.list(GatewayProcess.HOME.resolve("plugins"))) {
            for (Path jar : jars.toList()) {
                Files.copy(jar, plugins.resolve(jar.getFileName()));
            }
        }
        Files.writeString(plugins.resolve(BROKEN), "not a jar");
        return plugins;
    }

    private static void awaitAuthorized(RunningShop gateway) {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(gateway.management().orderStatus(Seeds.AUTHORIZED_ORDER))
                        .isEqualTo("authorized"));
    }
}
