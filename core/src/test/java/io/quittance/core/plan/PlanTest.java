package io.quittance.core.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quittance.core.config.AccountConfig;
import io.quittance.core.config.AccountConfig.Answer;
import io.quittance.core.config.ConfigurationLoader;
import io.quittance.core.config.EncryptionConfig;
import io.quittance.core.config.EndpointConfig;
import io.quittance.core.config.GatewayConfig;
import io.quittance.core.config.IntakeConfig;
import io.quittance.core.config.ManagementConfig;
import io.quittance.core.config.ManagementConfig.Role;
import io.quittance.core.config.ManagementConfig.Token;
import io.quittance.core.config.StagingConfig;
import io.quittance.core.config.StoreConfig;
import io.quittance.core.config.StoreRoles;
import io.quittance.core.config.TelemetryConfig;
import io.quittance.core.config.TlsConfig;
import io.quittance.core.config.WhenBlocking;
import io.quittance.core.plugin.LoadedPlugins;
import io.quittance.spi.IntakeOutcome;
import io.quittance.spi.Secret;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class PlanTest {

    private static final Fingerprints FINGERPRINTS = new Fingerprints("00112233445566778899aabbccddeeff");

    private static final AccountConfig CARDS = account("cards", "https://old.example", secret("site-key"), Map.of());
    private static final EndpointConfig HOOK = endpoint("https://shop.example/hooks");
    private static final Token OPS = new Token("ops", Role.OPERATOR, null, secret("ops-token"));
    private static final StoreConfig STORE = new StoreConfig.Server("postgresql://u@db/q", secret("pg-secret"), 8);

    @Test
    void shouldFindNoChangeInTheSameConfiguration() {
        JsonObject other = new JsonObject(running().encode());

        assertThat(Plan.lines(running(), other)).containsExactly("no change");
    }

    @Test
    void shouldNotMindTheOrderOfAccounts() {
        AccountConfig other = account("other", "https://old.example", secret("k"), Map.of());

        assertThat(Plan.lines(
                        document(config(8080, STORE, List.of(CARDS, other))),
                        document(config(8080, STORE, List.of(other, CARDS)))))
                .containsExactly("no change");
    }

    @Test
    void shouldNameWhatComesAndGoes() {
        AccountConfig debit = account("debit", "https://old.example", secret("k"), Map.of());
        GatewayConfig after = new GatewayConfig(
                intake(8080),
                new ManagementConfig(
                        "127.0.0.1",
                        8081,
                        null,
                        List.of(),
                        List.of(new Token("de", Role.MERCHANT, "shop-de", secret("de-token")))),
                STORE,
                Path.of("/plugins"),
                List.of(debit),
                List.of());

        assertThat(Plan.lines(running(), document(after)))
                .containsExactly(
                        "remove account cards",
                        "add account debit (smart2pay at /debit)",
                        "remove endpoint shop",
                        "remove token ops",
                        "add token de (merchant of shop-de)");
    }

    @Test
    void shouldNameWhatChangesInAnAccount() {
        AccountConfig after = account(
                "cards",
                "https://new.example",
                secret("other-key"),
                Map.of(IntakeOutcome.MALFORMED, new Answer(422, Map.of("X-A", "b"), "")));

        assertThat(Plan.lines(running(), document(config(8080, STORE, List.of(after)))))
                .containsExactly(
                        "change account cards: /settings/baseUrl \"https://old.example\" -> \"https://new.example\"",
                        "change account cards: /acknowledgements/malformed/status absent -> 422",
                        "change account cards: /acknowledgements/malformed/headers/X-A absent -> \"b\"",
                        "change account cards: /acknowledgements/malformed/body absent -> \"\"",
                        "change account cards: secret /settings/sites/0/apiKey");
    }

    @Test
    void shouldSeeARotationAndKeepItsValuesToItself() {
        AccountConfig rotating = account("cards", "https://old.example", secret("new-key", "site-key"), Map.of());
        JsonObject after = document(config(8080, STORE, List.of(rotating)));

        assertThat(Plan.lines(running(), after))
                .containsExactly("change account cards: secret /settings/sites/0/apiKey");
        assertThat(running().encode() + after.encode())
                .doesNotContain("site-key", "new-key", "ops-token", "whsec_", "pg-secret");
    }

    @Test
    void shouldSayWhatNeedsARestart() {
        StoreConfig store = new StoreConfig.Server("postgresql://u@db/q", secret("other"), 16);

        assertThat(Plan.lines(running(), document(config(9090, store, List.of(CARDS)))))
                .containsExactly(
                        "restart needed: /intake/port 8080 -> 9090",
                        "restart needed: /store/poolSize 8 -> 16",
                        "restart needed: secret /store/password");
        assertThat(RestartNeeded.holding(config(8080, STORE, List.of()), config(9090, store, List.of(CARDS))))
                .isEqualTo(config(8080, STORE, List.of(CARDS)));
    }

    @Test
    void shouldSayThatStagingNeedsARestart() {
        GatewayConfig without = config(8080, STORE, List.of(CARDS));
        GatewayConfig with = withStaging();

        assertThat(Plan.lines(document(without), document(with)))
                .containsExactly(
                        "restart needed: /intake/staging/directory absent -> \"staging\"",
                        "restart needed: /intake/staging/maxBytes absent -> 1048576");
        assertThat(RestartNeeded.pointers(without, with)).containsExactly("/intake/staging");
        assertThat(RestartNeeded.holding(without, with)).isEqualTo(without);
    }

    private static GatewayConfig withStaging() {
        GatewayConfig plain = config(8080, STORE, List.of(CARDS));
        IntakeConfig intake = plain.intake();
        return with(
                plain,
                new IntakeConfig(
                        intake.host(),
                        intake.port(),
                        intake.tls(),
                        intake.publicUrl(),
                        intake.maxBodyBytes(),
                        intake.trustedProxies(),
                        new StagingConfig(Path.of("staging"), 1 << 20)));
    }

    @Test
    void shouldNamePluginsWithTheirVersions() {
        JsonObject before = running().put("plugins", plugins("a", "1.0.0", "x", "b", "1.0.0", "x", "c", "1.0.0", "x"));
        JsonObject after = running().put("plugins", plugins("b", "1.0.0", "y", "c", "1.0.0", "x", "d", "2.0.0", "x"));

        assertThat(Plan.lines(before, after))
                .containsExactly(
                        "remove plugin a 1.0.0 (a.jar)",
                        "replace plugin b 1.0.0 -> 1.0.0 (b.jar)",
                        "add plugin d 2.0.0 (d.jar)");
    }

    @Test
    void shouldShortenLongValues() {
        AccountConfig after = account("cards", "https://" + "x".repeat(200), secret("site-key"), Map.of());

        assertThat(Plan.lines(running(), document(config(8080, STORE, List.of(after)))))
                .singleElement()
                .asString()
                .endsWith("xxx...")
                .hasSizeLessThan(250);
    }

    @Test
    void shouldTellThatAnotherCertificateHoldsAtOnceButTlsItselfAfterARestart() {
        assertThat(Plan.lines(document(withTls("first")), document(withTls("second"))))
                .containsExactly("change: secret /intake/tls/certificate");
        assertThat(Plan.lines(running(), document(withTls("first"))))
                .contains("restart needed: /intake/tls \"off\" -> \"on\"");
    }

    @Test
    void shouldKnowThatAServerTakesAnotherCertificateButNeitherBeginsNorEndsTls() {
        GatewayConfig plain = config(8080, STORE, List.of(CARDS));

        assertThat(tls(plain, withTls("first"))).isNull();
        assertThat(tls(withTls("first"), plain)).isEqualTo("first");
        assertThat(tls(withTls("first"), withTls("second"))).isEqualTo("second");
    }

    @Test
    void shouldTellThatTracesHoldAfterARestartWithoutTheirSecrets() {
        assertThat(Plan.lines(document(withTraces("first")), document(withTraces("second"))))
                .containsExactly("restart needed: secret /telemetry/traces/headers/authorization");
        assertThat(Plan.lines(running(), document(withTraces("first"))))
                .contains("restart needed: /telemetry/traces/endpoint absent -> \"http://127.0.0.1:4318\"");
        assertThat(document(withTraces("first")).encode()).doesNotContain("first");
        assertThat(RestartNeeded.pointers(withTraces("first"), withTraces("second")))
                .containsExactly("/telemetry/traces");
        assertThat(RestartNeeded.pointers(withTraces("first"), withTraces("first")))
                .isEmpty();
        assertThat(RestartNeeded.holding(config(8080, STORE, List.of(CARDS)), withTraces("first"))
                        .telemetry())
                .isEqualTo(TelemetryConfig.NONE);
    }

    /** A file that is read again has the same password, as another object. */
    @Test
    void shouldNeedNoRestartForAPasswordOfTheStoreThatIsTheSame() {
        assertThat(RestartNeeded.pointers(withPassword("first"), withPassword("first")))
                .isEmpty();
        assertThat(RestartNeeded.pointers(withPassword("first"), withPassword("second")))
                .containsExactly("/store");
    }

    @Test
    void shouldTellThatKeysOfTheStoreHoldAfterARestartWithoutShowingThem() {
        assertThat(Plan.lines(document(withKeys("first", true)), document(withKeys("second", true))))
                .containsExactly("restart needed: secret /store/encryption/keys");
        assertThat(Plan.lines(document(withKeys("first", true)), document(withKeys("first", false))))
                .containsExactly("restart needed: /store/encryption/seal true -> false");
        assertThat(document(withKeys("first", true)).encode()).doesNotContain("first");
        assertThat(RestartNeeded.pointers(withKeys("first", true), withKeys("first", true)))
                .isEmpty();
        assertThat(RestartNeeded.pointers(withKeys("first", true), withKeys("second", true)))
                .containsExactly("/store");
    }

    @Test
    void shouldTellThatRolesOfTheStoreGetTheirRightsAtARestart() {
        assertThat(Plan.lines(document(withRunner("first")), document(withRunner("second"))))
                .containsExactly("restart needed: /store/roles/run \"first\" -> \"second\"");
        assertThat(RestartNeeded.pointers(withRunner("first"), withRunner("second")))
                .containsExactly("/store");
    }

    private static GatewayConfig withRunner(String role) {
        StoreConfig store =
                new StoreConfig.Server("postgresql://shop@db/shop", null, 8, null, new StoreRoles(role, null));
        return config(8080, store, List.of(CARDS));
    }

    private static GatewayConfig withKeys(String key, boolean seals) {
        EncryptionConfig encryption = new EncryptionConfig(secret(key), seals);
        return config(8080, new StoreConfig.Embedded(Path.of("/data"), encryption), List.of(CARDS));
    }

    private static GatewayConfig withPassword(String password) {
        return config(8080, new StoreConfig.Server("postgresql://shop@db/shop", secret(password), 8), List.of(CARDS));
    }

    private static GatewayConfig withTraces(String secret) {
        GatewayConfig plain = config(8080, STORE, List.of(CARDS));
        return new GatewayConfig(
                plain.intake(),
                plain.management(),
                plain.store(),
                plain.plugins(),
                plain.accounts(),
                plain.endpoints(),
                plain.retention(),
                new TelemetryConfig(new TelemetryConfig.Traces(
                        URI.create("http://127.0.0.1:4318"), 1, Map.of("authorization", secret(secret)))));
    }

    private static @Nullable String tls(GatewayConfig started, GatewayConfig now) {
        TlsConfig holding = RestartNeeded.holding(started, now).intake().tls();
        return holding == null ? null : holding.certificate().newest();
    }

    private static GatewayConfig withTls(String certificate) {
        GatewayConfig plain = config(8080, STORE, List.of(CARDS));
        IntakeConfig intake = plain.intake();
        return with(
                plain,
                new IntakeConfig(
                        intake.host(),
                        intake.port(),
                        new TlsConfig(secret(certificate), secret("key"), null),
                        intake.publicUrl(),
                        intake.maxBodyBytes(),
                        intake.trustedProxies()));
    }

    private static GatewayConfig with(GatewayConfig plain, IntakeConfig intake) {
        return new GatewayConfig(
                intake, plain.management(), plain.store(), plain.plugins(), plain.accounts(), plain.endpoints());
    }

    /** What is not in the document changes without anybody being told. */
    @Test
    void shouldSeeEveryKeyOfTheFile() {
        JsonObject schema = ConfigurationLoader.schema();
        JsonObject sections = schema.getJsonObject("properties");
        JsonObject items = schema.getJsonObject("$defs");
        JsonObject seen = running().getJsonObject("configuration");

        assertThat(keys(seen)).containsAll(keys(schema));
        assertThat(keys(seen.getJsonObject("intake"))).containsAll(keys(sections.getJsonObject("intake")));
        assertThat(keys(seen.getJsonObject("management"))).containsAll(keys(sections.getJsonObject("management")));
        assertThat(keys(seen.getJsonObject("store"))).containsAll(keys(sections.getJsonObject("store"), "embedded"));
        assertThat(keys(seen.getJsonObject("plugins"))).containsAll(keys(sections.getJsonObject("plugins")));
        assertThat(keys(seen.getJsonObject("retention"))).containsAll(keys(sections.getJsonObject("retention")));
        assertThat(keys(seen.getJsonObject("telemetry"))).containsAll(keys(sections.getJsonObject("telemetry")));
        assertThat(keys(first(seen, "accounts"))).containsAll(keys(items.getJsonObject("account")));
        assertThat(keys(first(seen, "endpoints"))).containsAll(keys(items.getJsonObject("endpoint")));
        assertThat(keys(first(seen.getJsonObject("management"), "tokens")))
                .containsAll(keys(items.getJsonObject("token")));
    }

    private static JsonObject first(JsonObject holder, String list) {
        return holder.getJsonArray(list).getJsonObject(0);
    }

    /** The keys of an object of the document, secrets among them, or those that a schema allows but for some. */
    private static Set<String> keys(JsonObject object, String... without) {
        JsonObject schema = object.getJsonObject("properties");
        Set<String> keys = new HashSet<>((schema == null ? object : schema).fieldNames());
        object.getJsonObject("secrets", new JsonObject())
                .fieldNames()
                .forEach(pointer -> keys.add(pointer.substring(1)));
        List.of(without).forEach(keys::remove);
        return keys;
    }

    @Test
    void shouldFingerprintDifferentlyWithEachSalt() {
        String one = fingerprint(FINGERPRINTS);

        assertThat(one).matches("[0-9a-f]{8}").isEqualTo(fingerprint(FINGERPRINTS));
        assertThat(fingerprint(Fingerprints.random())).isNotEqualTo(one);
        assertThatThrownBy(() -> new Fingerprints("none")).isInstanceOf(IllegalArgumentException.class);
    }

    private static String fingerprint(Fingerprints fingerprints) {
        return fingerprints.of(secret("site-key")).get(0);
    }

    private static JsonObject running() {
        return document(config(8080, STORE, List.of(CARDS)));
    }

    private static JsonObject document(GatewayConfig config) {
        return ConfigurationDocument.of(config, new LoadedPlugins(List.of(), List.of()), FINGERPRINTS);
    }

    private static GatewayConfig config(int port, StoreConfig store, List<AccountConfig> accounts) {
        return new GatewayConfig(
                intake(port),
                new ManagementConfig("127.0.0.1", 8081, null, List.of(), List.of(OPS)),
                store,
                Path.of("/plugins"),
                accounts,
                List.of(HOOK));
    }

    private static IntakeConfig intake(int port) {
        return new IntakeConfig("127.0.0.1", port, null, null, 100_000, List.of("10.0.0.0/8"));
    }

    private static AccountConfig account(
            String id, String baseUrl, Secret apiKey, Map<IntakeOutcome, Answer> acknowledgements) {
        return new AccountConfig(
                id,
                "shop-de",
                "smart2pay",
                "/" + id,
                false,
                new JsonObject()
                        .put("sites", new JsonArray().add(new JsonObject().put("apiKey", "[secret]")))
                        .put("baseUrl", baseUrl),
                Map.of("/sites/0/apiKey", apiKey),
                new AccountConfig.Policy(0, Duration.ofMinutes(15), null, false),
                WhenBlocking.WORKER,
                acknowledgements);
    }

    private static EndpointConfig endpoint(String url) {
        return new EndpointConfig("shop", "shop-de", URI.create(url), secret("whsec_c2lnbmluZy1rZXktdmFsdWU="), false);
    }

    private static Secret secret(String... values) {
        return new Secret(List.of(values));
    }

    /** Names, versions and hashes in turn. */
    private static JsonArray plugins(String... facts) {
        JsonArray plugins = new JsonArray();
        for (int i = 0; i < facts.length; i += 3) {
            plugins.add(new JsonObject()
                    .put("name", facts[i])
                    .put("version", facts[i + 1])
                    .put("jar", facts[i] + ".jar")
                    .put("sha256", facts[i + 2]));
        }
        return plugins;
    }
}
