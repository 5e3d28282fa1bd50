package io.quittance.core.config;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.quittance.core.config.AccountConfig.Answer;
import io.quittance.core.config.AccountConfig.Policy;
import io.quittance.core.config.ManagementConfig.Role;
import io.quittance.core.config.ManagementConfig.Token;
import io.quittance.core.config.StoreConfig.Embedded;
import io.quittance.core.config.StoreConfig.Server;
import io.quittance.core.testing.TestingAuthority;
import io.quittance.spi.IntakeOutcome;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.Validator;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationLoaderTest {

    /** Each key that the schema knows is here, with a value other than the default; a test holds it to that. */
    private static final String EVERY_KEY = """
        {
          "intake": { "host": "10.0.0.1", "port": 0, "publicUrl": "https://pay.shop.example/in", "maxBodyBytes": 1024,
                      "tls": { "certificate": { "file": "tls/chain.pem" }, "key": { "file": "tls/key.pem" },
                               "clientAuthorities": { "file": "tls/chain.pem" } },
                      "trustedProxies": ["10.1.0.0/16"],
                      "staging": { "directory": "staging", "maxBytes": 2000000 } },
          "management": { "host": "0.0.0.0", "port": 9000,
                          "tls": { "certificate": { "file": "tls/chain.pem" }, "key": { "file": "tls/key.pem" } },
                          "trustedProxies": ["10.2.0.1"],
                          "tokens": [
            { "name": "ops", "role": "operator", "secret": { "env": "OPS_TOKEN" } },
            { "name": "shop", "role": "merchant", "merchant": "shop", "secret": ["new-merchants-token", { "file": "secrets/old" }] },
            { "name": "eye", "role": "viewer", "secret": "token-for-looking" } ] },
          "store": { "uri": "postgresql://me@db.example:5433/pay?sslmode=require", "password": "db-password-value", "poolSize": 3,
                     "encryption": { "keys": { "env": "STORE_KEY" }, "seal": false },
                     "roles": { "run": "gateways", "read": "reports" } },
          "plugins": { "directory": "jars" },
          "accounts": [
            { "id": "shop-cards", "merchant": "shop", "provider": "cards", "path": "/cards/shop", "live": true,
              "clientNames": ["notify.psp.example"],
              "settings": { "sites": [ { "siteId": "1010", "apiKey": { "env": "SITE_KEY" } } ], "amountUnit": "minor" },
              "tolerance": 5, "caseGrace": "PT1H", "expectEvery": "2d", "recurring": "require-order", "whenBlocking": "quarantine",
              "acknowledgements": {
                "accepted": { "status": 202, "headers": { "X-Seen": "yes" }, "body": "ok" },
                "duplicate": { "status": 200, "headers": {}, "body": "again" },
                "ignored": { "status": 204, "headers": {}, "body": "" },
                "malformed": { "status": 422, "headers": {}, "body": "what?" },
                "unauthenticated": { "status": 403, "headers": {}, "body": "who?" },
                "too_large": { "status": 400, "headers": {}, "body": "" },
                "overloaded": { "status": 500, "headers": { "Retry-After": "5" }, "body": "later" },
                "unavailable": { "status": 500, "headers": {}, "body": "" } },
              "retention": { "bodies": "8d", "keys": "7d" } } ],
          "endpoints": [
            { "id": "hook", "merchant": "shop", "url": "http://127.0.0.1:9/hook?x=y", "secret": { "env": "HOOK" },
              "allowPrivate": true } ],
          "retention": { "bodies": "60d", "keys": "P14D", "events": "8d", "history": "200d", "archive": "old" },
          "telemetry": { "traces": { "endpoint": "http://127.0.0.1:4318", "sampled": 1, "headers": { "authorization": "x" } } }
        }\
        """;

    @TempDir
    private static Path authorityDirectory;

    private static TestingAuthority.Identity identity;

    @TempDir
    Path directory;

    private ConfigurationFiles files;

    @BeforeAll
    static void makeCertificate() throws Exception {
        identity = TestingAuthority.in(authorityDirectory).sign("pay.shop.example", "EC", null);
    }

    @BeforeEach
    void prepare() {
        files = new ConfigurationFiles(directory);
        files.write("tls/chain.pem", identity.chain());
        files.write("tls/key.pem", identity.key());
        files.write("secrets/old", "old-merchants-token\n");
    }

    @Test
    void shouldHaveDefaultsForEverythingWithoutAFile() {
        ConfigurationDraft draft =
                new ConfigurationLoader(Map.of(), ConfigurationFiles.INSTALLED_PLUGINS).none(directory);
        assertThat(draft.complete(new TestingCatalog()))
                .isEqualTo(new GatewayConfig(
                        new IntakeConfig("0.0.0.0", 8080, null, null, 262_144, List.of()),
                        new ManagementConfig("127.0.0.1", 8081, null, List.of(), List.of()),
                        new Embedded(directory.resolve("data/postgres")),
                        ConfigurationFiles.INSTALLED_PLUGINS,
                        List.of(),
                        List.of()));
    }

    @Test
    void shouldHaveTheSameDefaultsForEmptyObjects() {
        GatewayConfig none = files.complete("{}");
        assertThat(files.complete("{\"intake\": {}, \"management\": {}, \"store\": {}, \"plugins\": {},"
                        + " \"accounts\": [], \"endpoints\": []}"))
                .isEqualTo(none);
        assertThat(files.complete("{\"store\": {\"embedded\": {}}}").store())
                .isEqualTo(new Embedded(directory.resolve("data/postgres")));
        assertThat(files.complete("{\"store\": {\"uri\": \"postgresql://me@h/d\"}}")
                        .store())
                .isEqualTo(new Server("postgresql://me@h/d", null, 8));
    }

    @Test
    void shouldMakeNoTracesUnlessToldWhereTheyGo() {
        assertThat(files.complete("{\"telemetry\": {}}").telemetry()).isEqualTo(TelemetryConfig.NONE);
        assertThat(files.complete("{\"telemetry\": {\"traces\": null}}").telemetry())
                .isEqualTo(TelemetryConfig.NONE);
    }

    @Test
    void shouldReadWhereTracesGo() {
        files.write("secrets/otlp", "Bearer abc\n");
        TelemetryConfig.Traces traces = files.complete("{\"telemetry\": {\"traces\": {\"endpoint\": \"https://c/o\","
                        + " \"headers\": {\"authorization\": {\"file\": \"secrets/otlp\"}}}}}")
                .telemetry()
                .traces();
        assertThat(traces).isNotNull();
        assertThat(traces.endpoint()).hasToString("https://c/o");
        assertThat(traces.sampled()).isEqualTo(0.05);
        assertThat(traces.headers().get("authorization").newest()).isEqualTo("Bearer abc");
    }

    @Test
    void shouldHaveDefaultsForAnAccount() {
        AccountConfig account = files.complete(
                        "{\"accounts\": [{\"id\": \"a\", \"merchant\": \"m\", \"provider\": \"open\", \"path\":"
                                + " \"/\"}]}")
                .accounts()
                .get(0);
        assertThat(account)
                .isEqualTo(new AccountConfig(
                        "a",
                        "m",
                        "open",
                        "/",
                        false,
                        new JsonObject(),
                        Map.of(),
                        new Policy(0, Duration.ofMinutes(15), null, false),
                        WhenBlocking.WORKER,
                        Map.of()));
    }

    @Test
    void shouldMapHowLongThingsAreKept() {
        GatewayConfig config = files.complete(EVERY_KEY);

        assertThat(config.retention())
                .isEqualTo(new RetentionConfig(
                        Duration.ofDays(60),
                        Duration.ofDays(14),
                        Duration.ofDays(8),
                        Duration.ofDays(200),
                        directory.resolve("old")));
        assertThat(config.accounts().get(0).retention())
                .isEqualTo(new RetentionConfig.OfAccount(Duration.ofDays(8), Duration.ofDays(7)));
    }

    @Test
    void shouldMapTheServersAndTheStore() {
        GatewayConfig config = files.complete(EVERY_KEY);
        assertThat(config.intake())
                .isEqualTo(new IntakeConfig(
                        "10.0.0.1",
                        0,
                        config.intake().tls(),
                        URI.create("https://pay.shop.example/in"),
                        1024,
                        List.of("10.1.0.0/16"),
                        new StagingConfig(directory.resolve("staging"), 2_000_000)));
        assertThat(config.intake().tls()).isNotNull().satisfies(tls -> {
            assertThat(tls.key().newest()).isEqualTo(identity.key().strip());
            assertThat(tls.clientAuthorities()).isNotNull();
        });
        assertThat(config.accounts().get(0).clientNames()).containsExactly("notify.psp.example");
        assertThat(config.management().host()).isEqualTo("0.0.0.0");
        assertThat(config.management().port()).isEqualTo(9000);
        assertThat(config.management().tokens())
                .extracting(
                        Token::name,
                        Token::role,
                        Token::merchant,
                        token -> token.secret().values())
                .containsExactly(
                        tuple("ops", Role.OPERATOR, null, List.of("the-ops-token-value")),
                        tuple("shop", Role.MERCHANT, "shop", List.of("new-merchants-token", "old-merchants-token")),
                        tuple("eye", Role.VIEWER, null, List.of("token-for-looking")));
        assertThat(config.store()).isInstanceOfSatisfying(Server.class, server -> {
            assertThat(server.uri()).isEqualTo("postgresql://me@db.example:5433/pay?sslmode=require");
            assertThat(server.password().values()).containsExactly("db-password-value");
            assertThat(server.poolSize()).isEqualTo(3);
            assertThat(server.roles()).isEqualTo(new StoreRoles("gateways", "reports"));
            assertThat(server.encryption()).isNotNull().satisfies(encryption -> {
                assertThat(encryption.keys().values()).hasSize(1);
                assertThat(encryption.seals()).isFalse();
            });
        });
        assertThat(config.plugins()).isEqualTo(directory.resolve("jars"));
    }

    @Test
    void shouldMapAnAccount() {
        AccountConfig account = files.complete(EVERY_KEY).accounts().get(0);
        assertThat(account.id()).isEqualTo("shop-cards");
        assertThat(account.merchant()).isEqualTo("shop");
        assertThat(account.provider()).isEqualTo("cards");
        assertThat(account.path()).isEqualTo("/cards/shop");
        assertThat(account.live()).isTrue();
        assertThat(account.policy()).isEqualTo(new Policy(5, Duration.ofHours(1), Duration.ofDays(2), true));
        assertThat(account.acknowledgements())
                .containsOnlyKeys(IntakeOutcome.values())
                .containsEntry(IntakeOutcome.ACCEPTED, new Answer(202, Map.of("X-Seen", "yes"), "ok"))
                .containsEntry(IntakeOutcome.TOO_LARGE, new Answer(400, Map.of(), ""));
    }

    @Test
    void shouldPutPlaceholdersInPlaceOfSecretsAndFillInDefaultsOfSettings() {
        AccountConfig account = files.complete(EVERY_KEY).accounts().get(0);
        assertThat(account.settings()).isEqualTo(new JsonObject("""
            { "sites": [ { "siteId": "1010", "apiKey": "[secret]", "rank": 7 } ], "amountUnit": "minor",
              "baseUrl": "https://cards.example" }\
            """));
        assertThat(account.secrets()).containsOnlyKeys("/sites/0/apiKey");
        assertThat(account.secrets().get("/sites/0/apiKey").values()).containsExactly("site-key-value");
    }

    @Test
    void shouldMapAnEndpoint() {
        assertThat(files.complete(EVERY_KEY).endpoints()).singleElement().satisfies(endpoint -> {
            assertThat(endpoint.id()).isEqualTo("hook");
            assertThat(endpoint.merchant()).isEqualTo("shop");
            assertThat(endpoint.url()).isEqualTo(URI.create("http://127.0.0.1:9/hook?x=y"));
            assertThat(endpoint.secret().newest()).isEqualTo("whsec_c2lnbmluZy1rZXktdmFsdWU=");
            assertThat(endpoint.allowPrivate()).isTrue();
        });
    }

    @Test
    void shouldHaveAnExampleOfEveryKeyOfTheSchema() {
        Set<String> given = new TreeSet<>(Set.of("store.embedded", "store.embedded.directory"));
        SchemaWalk.certain(ConfigurationLoader.schema(), new JsonObject(EVERY_KEY), (schema, pointer, value) -> {
            if (schema.getValue("properties") instanceof JsonObject properties && value instanceof JsonObject object) {
                properties.fieldNames().stream()
                        .filter(object::containsKey)
                        .forEach(key -> given.add(SchemaKeys.readable(Pointers.child(pointer, key))));
            }
        });
        assertThat(given).containsAll(SchemaKeys.all().keySet());
    }

    @Test
    void shouldPublishASchemaThatAllowsEveryKeyAndEachFormOfASecret() {
        var options = new JsonSchemaOptions()
                .setBaseUri("https://schema.example/")
                .setDraft(Draft.DRAFT202012)
                .setOutputFormat(OutputFormat.Basic);
        var published = Validator.create(JsonSchema.of(ConfigurationLoader.schema()), options);
        assertThat(published.validate(new JsonObject(EVERY_KEY)).getErrors()).isNullOrEmpty();
        assertThat(published
                        .validate(new JsonObject(EVERY_KEY.replace("\"token-for-looking\"", "48151623")))
                        .getValid())
                .isFalse();
    }

    @Test
    void shouldNeverShowASecret() {
        GatewayConfig config = files.complete(EVERY_KEY);
        assertThat(config.toString())
                .contains("[secret]")
                .doesNotContain(
                        "the-ops-token-value", "token-for-looking", "db-password-value", "site-key-value", "whsec_");
    }

    @ParameterizedTest
    @CsvSource({"jars,jars", "../jars,../jars", "/opt/jars,/opt/jars"})
    void shouldTakePathsRelativeToTheFile(String written, String expected) {
        assertThat(files.draft("{\"plugins\": {\"directory\": \"" + written + "\"}}")
                        .plugins())
                .isEqualTo(directory.resolve(expected).normalize());
        assertThat(files.complete("{\"store\": {\"embedded\": {\"directory\": \"" + written + "\"}}}")
                        .store())
                .isEqualTo(new Embedded(directory.resolve(expected).normalize()));
    }

    @ParameterizedTest
    @CsvSource({"{}", "{\"plugins\": 5}", "{\"plugins\": {\"directory\": 5}}", "{\"plugins\": {\"directory\": \"\"}}"})
    void shouldKnowAPluginsDirectoryEvenIfThatKeyIsWrong(String json) {
        assertThat(files.draft(json).plugins()).isEqualTo(ConfigurationFiles.INSTALLED_PLUGINS);
    }

    @ParameterizedTest
    @CsvSource({
        "0s,PT0S",
        "30s,PT30S",
        "15m,PT15M",
        "24h,PT24H",
        "2d,PT48H",
        "PT15M,PT15M",
        "P1D,PT24H",
        "P1DT2H3M4S,PT26H3M4S"
    })
    void shouldReadDurations(String written, Duration expected) {
        String json = "{\"accounts\": [{\"id\": \"a\", \"merchant\": \"m\", \"provider\": \"open\", \"path\": \"/\","
                + " \"caseGrace\": \"" + written + "\"}]}";
        assertThat(files.complete(json).accounts().get(0).policy().caseGrace()).isEqualTo(expected);
    }

    @Test
    void shouldRefuseAFileThatIsNotThere() {
        Path absent = directory.resolve("absent.json");
        assertRefused(absent, "(file): there is no file " + absent);
    }

    @Test
    void shouldRefuseADirectory() {
        assertRefused(directory, "(file): cannot be read: " + directory + " (IOException)");
    }

    @Test
    void shouldRefuseAFileThatIsTooLarge() {
        Path file = files.write("large.json", " ".repeat(1_048_577));
        assertRefused(file, "(file): is larger than 1048576 bytes");
    }

    @Test
    void shouldRefuseAFileThatIsNotUtf8() throws IOException {
        Path file = Files.write(directory.resolve("latin.json"), "{\"ä\": 1}".getBytes(ISO_8859_1));
        assertRefused(file, "(file): is not UTF-8");
    }

    @Test
    void shouldReadAFileThatStartsWithAByteOrderMark() {
        assertThat(files.problems("\uFEFF{}")).isEmpty();
    }

    private static void assertRefused(Path file, String line) {
        var loader = new ConfigurationLoader(Map.of(), ConfigurationFiles.INSTALLED_PLUGINS);
        assertThatThrownBy(() -> loader.read(file))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(line);
    }
}
