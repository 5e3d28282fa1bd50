package io.quittance.core.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.quittance.core.config.AccountConfig;
import io.quittance.core.config.ConfigurationException;
import io.quittance.core.config.Problem;
import io.quittance.core.config.WhenBlocking;
import io.quittance.core.telemetry.GatewayMetrics;
import io.quittance.spi.Acknowledgement;
import io.quittance.spi.IntakeOutcome;
import io.quittance.spi.Secret;
import io.quittance.spi.testing.TestingNotification;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AccountRegistryTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Secret KEY = new Secret(List.of("hush-hush"));

    @TempDir
    private Path directory;

    private final SettableClock clock = new SettableClock();
    private final GatewayMetrics metrics = new GatewayMetrics();
    private PluginCorpus corpus;
    private Vertx vertx;

    @BeforeEach
    void setUp() {
        corpus = new PluginCorpus(directory);
        vertx = Vertx.vertx();
    }

    @AfterEach
    void tearDown() throws Exception {
        result(vertx.close());
        metrics.close();
    }

    @Test
    void shouldKeepTwoPluginsWithEqualNamesApart() throws Exception {
        // Given
        corpus.jar("alpha");
        corpus.jar("beta");

        // When
        try (LoadedPlugins plugins = PluginLoader.load(directory)) {
            AccountRegistry registry = start(plugins, account("alpha", Map.of()), account("beta", Map.of()));

            // Then
            assertThat(report(registry, "alpha"))
                    .isEqualTo(Map.of("constant", "constant of alpha", "resource", "resource of alpha"));
            assertThat(report(registry, "beta"))
                    .isEqualTo(Map.of("constant", "constant of beta", "resource", "resource of beta"));
            result(registry.close());
        }
    }

    @Test
    void shouldConstructAndCreateWithThePluginsContextClassLoader() throws Exception {
        corpus.jar("watching");

        try (LoadedPlugins plugins = PluginLoader.load(directory)) {
            AccountRegistry registry = start(plugins, account("example", Map.of()));

            assertThat(report(registry, "example")).isEqualTo(Map.of("constructor", "true", "create", "true"));
            result(registry.close());
        }
    }

    @Test
    void shouldFindAccountsByTheirExactPath() throws Exception {
        corpus.jar("alpha");

        try (LoadedPlugins plugins = PluginLoader.load(directory)) {
            AccountConfig config = account("alpha", Map.of());
            AccountRegistry registry = start(plugins, config);

            RunningAccount account = registry.find("/alpha").orElseThrow();
            assertThat(account.config()).isSameAs(config);
            assertThat(account.manifest().version()).isEqualTo("1.2.3");
            assertThat(registry.findById("alpha-1")).containsSame(account);
            assertThat(registry.accounts()).containsExactly(account);
            assertThat(registry.find("/alpha/")).isEmpty();
            assertThat(registry.find("/ALPHA")).isEmpty();
            assertThat(registry.find("/")).isEmpty();
            result(registry.close());
        }
    }

    @Test
    void shouldStartWithoutAccounts() throws Exception {
        try (LoadedPlugins plugins = PluginLoader.load(directory)) {
            AccountRegistry registry = start(plugins);

            assertThat(registry.accounts()).isEmpty();
            result(registry.close());
        }
    }

    @Test
    void shouldLendWhatTheContextPromises() throws Exception {
        // Given
        corpus.jar("lending");
        String property = "plugin-test." + UUID.randomUUID();
        AccountConfig config = account("example", Map.of("property", property));

        try (LoadedPlugins plugins = PluginLoader.load(directory)) {
            // When
            AccountRegistry registry = start(plugins, config);

            // Then
            assertThat(report(registry, "example"))
                    .isEqualTo(Map.of(
                            "account", "example-1",
                            "live", "false",
                            "now", "2026-01-01T00:00:00Z",
                            "secret", "hush-hush",
                            "other-secret", "false",
                            "logger", "io.quittance.account.example-1"));
            assertThat(config.settings().containsKey("changed")).isFalse();
            await().atMost(PATIENCE).until(() -> "timer ran".equals(System.getProperty(property)));
            result(registry.close());
            assertThat(System.getProperty(property)).isEqualTo("closed");
            assertThat(System.getProperty(property + ".cancelled")).isNull();
        } finally {
            System.clearProperty(property);
        }
    }

    @Test
    void shouldNotWaitForeverForAProviderThatDoesNotClose() throws Exception {
        corpus.jar("lending");
        String property = "plugin-test." + UUID.randomUUID();

        try (LoadedPlugins plugins = PluginLoader.load(directory)) {
            AccountRegistry registry = start(plugins, account("example", Map.of("property", property, "hang", true)));
            await().atMost(PATIENCE).until(() -> "timer ran".equals(System.getProperty(property)));

            result(registry.close());

            assertThat(System.getProperty(property)).isEqualTo("closed");
            assertThat(vertx.deploymentIDs()).isEmpty();
        } finally {
            System.clearProperty(property);
        }
    }

    @Test
    void shouldReportTheProblemsOfAllAccountsAtOnce() {
        // Given
        corpus.jar("create-fails");
        corpus.jar("name-null", "smart2pay.jar");

        try (LoadedPlugins plugins = PluginLoader.load(directory)) {
            // When
            Throwable failure = catchThrowable(() -> start(
                    plugins,
                    account("example", 1, Map.of("how", "refuse")),
                    account("example", 2, Map.of("how", "throw")),
                    account("example", 3, Map.of()),
                    account("example", 4, Map.of("how", "error")),
                    account("example", 5, Map.of("how", "null")),
                    account("example", 6, Map.of("baseUrl", "nowhere")),
                    account("smart2pay", 7, Map.of()),
                    account("example", 8, Map.of("how", "lookup"))));

            // Then
            assertThat(failure).hasCauseInstanceOf(ConfigurationException.class);
            assertThat(((ConfigurationException) failure.getCause()).problems())
                    .containsExactly(
                            new Problem("/accounts/0/settings", "siteId 7 has no apiKey"),
                            new Problem(
                                    "/accounts/1/settings",
                                    "create-fails.jar is at fault: java.lang.IllegalArgumentException: "
                                            + "cannot parse [secret]"),
                            new Problem(
                                    "/accounts/3/settings",
                                    "create-fails.jar is at fault: java.lang.AssertionError: impossible"),
                            new Problem("/accounts/4/settings", "create-fails.jar is at fault: create() returns null"),
                            new Problem(
                                    "/accounts/5/settings/baseUrl", "must be a URL such as https://api.example.com"),
                            new Problem(
                                    "/accounts/6/provider",
                                    "no plugin offers the provider \"smart2pay\"; there are: example; passed over: "
                                            + "smart2pay.jar: its factory's name() returns null"),
                            new Problem(
                                    "/accounts/7/settings",
                                    "create-fails.jar is at fault: java.lang.UnsupportedOperationException: not yet"));
            assertThat(vertx.deploymentIDs()).isEmpty();
        }
    }

    @Test
    void shouldRunNoTimerAfterTheAccountIsClosed() throws Exception {
        AccountLoop loop = result(AccountLoop.start(vertx));
        AccountTimers timers = new AccountTimers("account", result(TestingAccounts.guard(vertx, loop)));
        Runnable action = () -> System.setProperty("plugin-test.late", "ran");

        // On the loop, where no timer runs in between, however slow the machine is.
        result(Future.future(promise -> loop.execute(() -> {
            timers.schedule(Duration.ofMillis(1), action);
            // After the timer was set, which is a task of the loop as well.
            loop.execute(() -> {
                timers.close();
                timers.schedule(Duration.ofMillis(1), action);
                // A timer that is set later on the same loop for a longer time comes after those two would have.
                loop.timer(Duration.ofMillis(50), promise::complete);
            });
        })));

        assertThat(System.getProperty("plugin-test.late")).isNull();
    }

    private AccountRegistry start(LoadedPlugins plugins, AccountConfig... accounts) throws Exception {
        return result(AccountRegistry.start(List.of(accounts), plugins, vertx, clock, metrics, new PluginWatch()));
    }

    private static Map<String, String> report(AccountRegistry registry, String provider) {
        return registry.find("/" + provider)
                .orElseThrow()
                .plugin()
                .acknowledge(TestingNotification.of("{}"), IntakeOutcome.ACCEPTED, Acknowledgement::headers)
                .result();
    }

    private static AccountConfig account(String provider, Map<String, Object> settings) {
        return account(provider, 1, settings, "/" + provider);
    }

    private static AccountConfig account(String provider, int number, Map<String, Object> settings) {
        return account(provider, number, settings, "/" + provider + "/" + number);
    }

    private static AccountConfig account(String provider, int number, Map<String, Object> settings, String path) {
        return new AccountConfig(
                provider + "-" + number,
                "shop",
                provider,
                path,
                false,
                new JsonObject(settings),
                Map.of("/key", KEY),
                new AccountConfig.Policy(0, Duration.ofMinutes(15), null, false),
                WhenBlocking.WORKER,
                Map.of());
    }

    private static <T> T result(Future<T> future) throws InterruptedException, ExecutionException, TimeoutException {
        return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }
}
