package io.quittance.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quittance.distribution.GatewayProcess.Result;
import io.quittance.spi.testing.conformance.Conformance;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From nothing to a provider at work: its project is written, built by itself, and taken up by a gateway that runs. */
class NewProviderIT {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String KEY = "signing key";
    private static final String ACCOUNT = "shop-north";
    private static final String PATH = "/north-bank/shop";
    private static final int WITH_SIMULATOR = 3;

    @TempDir
    private Path directory;

    @Test
    void shouldMakeAProviderThatARunningGatewayTakesUp() throws Exception {
        Path jar = built();
        try (PathStandIn api = PathStandIn.start()
                        .lay(
                                "/payments/pay_8",
                                AcmePlugin.payment("pay_8", "10483", "paid", 2_500)
                                        .toBuffer()
                                        .getBytes());
                RunningShop gateway = start();
                SteadyNotifications cards =
                        SteadyNotifications.start(() -> gateway.providers().smart2pay(Seeds.AUTHORIZED))) {
            takeUp(jar, gateway, api);
            assertReconciled(gateway);
            assertThat(cards.answers()).containsOnly("204");
            assertThat(gateway.process().lines())
                    .filteredOn(line -> line.startsWith("ready in "))
                    .hasSize(1);
        }
    }

    @Test
    void shouldSayWhatIsAllowedAndWriteNothing() throws Exception {
        Files.writeString(directory.resolve("mine"), "mine");

        assertRefused("NAME is \"North Bank\"; allowed are lower-case letters", "North Bank");
        assertRefused("--package is \"org.new\"; allowed are names", "north", "--package", "org.new");
        assertRefused("is not empty; allowed is a directory", "north", "--directory", directory.toString());
        assertRefused("Missing required parameter: 'NAME'");
        try (Stream<Path> left = Files.list(directory)) {
            assertThat(left).containsExactly(directory.resolve("mine"));
        }
    }

    private void assertRefused(String why, String... arguments) throws Exception {
        String[] command =
                Stream.concat(Stream.of("new-provider"), Stream.of(arguments)).toArray(String[]::new);

        Result result = GatewayProcess.run(directory, command);

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.lines()).anyMatch(line -> line.contains(why));
    }

    private Path built() throws Exception {
        Path project = directory.resolve("north");
        Result written = GatewayProcess.run(
                directory, "new-provider", "north-bank", "--package", "org.north", "--directory", project.toString());
        assertThat(written.exitCode()).isZero();

        List<String> lines = AuthorsBuild.verify(project);

        assertThat(lines)
                .anyMatch(line -> line.contains("Tests run: "
                        + Conformance.checks().size() + ", Failures: 0, Errors: 0, Skipped: " + WITH_SIMULATOR + ","));
        Path jar = project.resolve("target/north-bank-provider-1.0.0.jar");
        Result conform = GatewayProcess.run(directory, "conform", jar.toString());
        assertThat(conform.lines()).last().asString().contains(", 0 failed, " + WITH_SIMULATOR + " skipped");
        assertThat(conform.exitCode()).isZero();
        return jar;
    }

    private RunningShop start() throws IOException {
        Path plugins = Files.createDirectory(directory.resolve("plugins"));
        try (Stream<Path> jars = Files.list(GatewayProcess.HOME.resolve("plugins"))) {
            for (Path jar : jars.toList()) {
                Files.copy(jar, plugins.resolve(jar.getFileName()));
            }
        }
        Shop shop = Shop.with(TestStore.embedded());
        Shop.shareBinaries(directory);
        Path file = write(configuration(shop));
        GatewayProcess process = GatewayProcess.start(directory, "serve", "--config", file.toString());
        return new RunningShop(shop, process).awaitReady();
    }

    private void takeUp(Path jar, RunningShop gateway, PathStandIn api) throws Exception {
        assertThat(post(gateway, "{}", KEY).status()).isEqualTo(404);
        Instant dropped = Instant.now();
        Files.copy(jar, directory.resolve("plugins").resolve(jar.getFileName()));
        JsonObject configuration = configuration(gateway.shop());
        configuration.getJsonArray("accounts").add(account(api));
        write(configuration);
        await().atMost(SOON).until(() -> post(gateway, "{}", "another key").status() == 401);
        System.out.println(
                "  taken up after " + Duration.between(dropped, Instant.now()).toMillis() + " ms");
    }

    private static void assertReconciled(RunningShop gateway) throws Exception {
        ManagementClient management = gateway.management();
        management.register(Seeds.AUTHORIZED_ORDER, 100, "EUR");
        management.register("10482", 1_990, "EUR");
        management.register("10483", 2_500, "EUR");
        String batch = AcmePlugin.batch(
                        AcmePlugin.paid("evt_2", "pay_7", "10482", 1_990), AcmePlugin.changed("evt_3", "pay_8"))
                .encode();

        assertAccepted(post(gateway, batch, KEY));
        await().atMost(SOON).until(() -> management.orderStatus("10482").equals("paid"));
        await().atMost(SOON).until(() -> management.orderStatus("10483").equals("paid"));

        assertAccepted(post(gateway, batch, KEY));
        await().atMost(SOON)
                .until(() -> management.notifications("account=" + ACCOUNT + "&").stream()
                        .allMatch(row -> row.getInteger("arrivals") == 2
                                && row.getString("state").equals("done")));
        assertThat(management.notifications("account=" + ACCOUNT + "&")).hasSize(1);
        assertThat(management.order("10482").getInteger("version")).isEqualTo(1);
        assertThat(management.order("10483").getInteger("version")).isEqualTo(1);
        assertThat(management.openCases()).isEmpty();
    }

    private static void assertAccepted(Answer answer) {
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).isEqualTo("[accepted]");
    }

    private static Answer post(RunningShop gateway, String body, String key) throws Exception {
        return gateway.http()
                .send(HttpSender.to(gateway.process().intake().resolve(PATH))
                        .header("X-NorthBank-Signature", AcmePlugin.signature(key, body))
                        .POST(BodyPublishers.ofString(body)));
    }

    private JsonObject configuration(Shop shop) {
        return shop.configuration()
                .put(
                        "plugins",
                        new JsonObject()
                                .put("directory", directory.resolve("plugins").toString()));
    }

    private static JsonObject account(PathStandIn api) {
        JsonObject settings = new JsonObject()
                .put("baseUrl", api.address().toString())
                .put("apiKey", "key")
                .put("signingKey", List.of("the next key", KEY));
        return new JsonObject()
                .put("id", ACCOUNT)
                .put("merchant", Shop.MERCHANT)
                .put("provider", "north-bank")
                .put("path", PATH)
                .put("settings", settings);
    }

    private Path write(JsonObject configuration) throws IOException {
        Path written = Files.writeString(directory.resolve("written"), configuration.encodePrettily());
        return Files.move(
                written,
                directory.resolve("quittance.json"),
                StandardCopyOption.REPLACE_EXISTING,
                StandardCopyOption.ATOMIC_MOVE);
    }
}
