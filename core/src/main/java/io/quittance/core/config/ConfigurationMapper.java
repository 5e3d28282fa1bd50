package io.quittance.core.config;

import io.quittance.core.config.AccountConfig.Answer;
import io.quittance.core.config.AccountConfig.Policy;
import io.quittance.core.config.ManagementConfig.Role;
import io.quittance.core.config.ManagementConfig.Token;
import io.quittance.spi.IntakeOutcome;
import io.quittance.spi.Secret;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Makes records of a document that was found valid and has its defaults. */
final class ConfigurationMapper {

    private final Path baseDirectory;
    private final Map<String, Secret> secrets;
    private final List<Map<String, Secret>> accountSecrets;

    /**
     * Maps one document.
     *
     * @param secrets by JSON pointer into the document
     * @param accountSecrets for each account, by JSON pointer into its settings
     */
    ConfigurationMapper(Path baseDirectory, Map<String, Secret> secrets, List<Map<String, Secret>> accountSecrets) {
        this.baseDirectory = baseDirectory;
        this.secrets = secrets;
        this.accountSecrets = accountSecrets;
    }

    GatewayConfig map(JsonObject root, Path plugins) {
        List<JsonObject> accounts = Lenient.objects(root, "accounts");
        List<JsonObject> endpoints = Lenient.objects(root, "endpoints");
        return new GatewayConfig(
                intake(root.getJsonObject("intake")),
                management(root.getJsonObject("management")),
                store(root.getJsonObject("store")),
                plugins,
                IntStream.range(0, accounts.size())
                        .mapToObj(i -> account(accounts.get(i), accountSecrets.get(i)))
                        .toList(),
                IntStream.range(0, endpoints.size())
                        .mapToObj(i -> endpoint(endpoints.get(i), Pointers.child("/endpoints", i)))
                        .toList(),
                retention(root.getJsonObject("retention")),
                telemetry(root.getJsonObject("telemetry")));
    }

    private IntakeConfig intake(JsonObject intake) {
        String publicUrl = intake.getString("publicUrl");
        return new IntakeConfig(
                intake.getString("host"),
                intake.getInteger("port"),
                tls("/intake/tls"),
                publicUrl == null ? null : URI.create(publicUrl),
                intake.getInteger("maxBodyBytes"),
                strings(intake.getJsonArray("trustedProxies")),
                staging(intake.getJsonObject("staging")));
    }

    private @Nullable StagingConfig staging(@Nullable JsonObject staging) {
        return staging == null
                ? null
                : new StagingConfig(path(staging.getString("directory")), staging.getLong("maxBytes"));
    }

    private ManagementConfig management(JsonObject management) {
        List<Token> tokens = new ArrayList<>();
        for (JsonObject token : Lenient.objects(management, "tokens")) {
            tokens.add(new Token(
                    token.getString("name"),
                    Role.valueOf(token.getString("role").toUpperCase(Locale.ROOT)),
                    token.getString("merchant"),
                    secret(Pointers.child("/management/tokens", tokens.size()) + "/secret")));
        }
        return new ManagementConfig(
                management.getString("host"),
                management.getInteger("port"),
                tls("/management/tls"),
                strings(management.getJsonArray("trustedProxies")),
                tokens);
    }

    private @Nullable TlsConfig tls(String pointer) {
        Secret certificate = secrets.get(pointer + "/certificate");
        return certificate == null
                ? null
                : new TlsConfig(certificate, secret(pointer + "/key"), secrets.get(pointer + "/clientAuthorities"));
    }

    private StoreConfig store(JsonObject store) {
        String uri = store.getString("uri");
        EncryptionConfig encryption = encryption(store.getJsonObject("encryption"));
        return uri == null
                ? new StoreConfig.Embedded(path(store.getJsonObject("embedded").getString("directory")), encryption)
                : new StoreConfig.Server(
                        uri,
                        secrets.get("/store/password"),
                        store.getInteger("poolSize"),
                        encryption,
                        roles(store.getJsonObject("roles", new JsonObject())));
    }

    private static StoreRoles roles(JsonObject roles) {
        return new StoreRoles(roles.getString("run"), roles.getString("read"));
    }

    private @Nullable EncryptionConfig encryption(@Nullable JsonObject encryption) {
        return encryption == null
                ? null
                : new EncryptionConfig(secret(EncryptionChecks.KEYS), encryption.getBoolean("seal"));
    }

    private static AccountConfig account(JsonObject account, Map<String, Secret> settingsSecrets) {
        return new AccountConfig(
                account.getString("id"),
                account.getString("merchant"),
                account.getString("provider"),
                account.getString("path"),
                strings(account.getJsonArray("clientNames")),
                account.getBoolean("live"),
                account.getJsonObject("settings"),
                settingsSecrets,
                policy(account),
                WhenBlocking.valueOf(account.getString("whenBlocking").toUpperCase(Locale.ROOT)),
                answers(account.getJsonObject("acknowledgements")),
                retentionOf(account.getJsonObject("retention")));
    }

    private static RetentionConfig.OfAccount retentionOf(JsonObject retention) {
        return new RetentionConfig.OfAccount(
                duration(retention.getString("bodies")), duration(retention.getString("keys")));
    }

    private RetentionConfig retention(JsonObject retention) {
        String archive = retention.getString("archive");
        return new RetentionConfig(
                Durations.parse(retention.getString("bodies")),
                Durations.parse(retention.getString("keys")),
                Durations.parse(retention.getString("events")),
                Durations.parse(retention.getString("history")),
                archive == null ? null : path(archive));
    }

    private TelemetryConfig telemetry(JsonObject telemetry) {
        JsonObject traces = telemetry.getJsonObject("traces");
        return traces == null
                ? TelemetryConfig.NONE
                : new TelemetryConfig(new TelemetryConfig.Traces(
                        URI.create(traces.getString("endpoint")),
                        traces.getDouble("sampled"),
                        headers(traces.getJsonObject("headers"))));
    }

    private Map<String, Secret> headers(JsonObject headers) {
        Map<String, Secret> values = new LinkedHashMap<>();
        headers.fieldNames().forEach(name -> values.put(name, secret(Pointers.child(TracesChecks.HEADERS, name))));
        return values;
    }

    private static Policy policy(JsonObject account) {
        return new Policy(
                account.getLong("tolerance"),
                Durations.parse(account.getString("caseGrace")),
                duration(account.getString("expectEvery")),
                account.getString("recurring").equals("require-order"));
    }

    private static Map<IntakeOutcome, Answer> answers(JsonObject answers) {
        Map<IntakeOutcome, Answer> mapped = new EnumMap<>(IntakeOutcome.class);
        for (String outcome : answers.fieldNames()) {
            JsonObject answer = answers.getJsonObject(outcome);
            Map<String, String> headers = new LinkedHashMap<>();
            answer.getJsonObject("headers").forEach(header -> headers.put(header.getKey(), (String) header.getValue()));
            mapped.put(
                    IntakeOutcome.valueOf(outcome.toUpperCase(Locale.ROOT)),
                    new Answer(answer.getInteger("status"), headers, answer.getString("body")));
        }
        return mapped;
    }

    private EndpointConfig endpoint(JsonObject endpoint, String pointer) {
        return new EndpointConfig(
                endpoint.getString("id"),
                endpoint.getString("merchant"),
                URI.create(endpoint.getString("url")),
                secret(Pointers.child(pointer, "secret")),
                endpoint.getBoolean("allowPrivate"));
    }

    private Secret secret(String pointer) {
        return Objects.requireNonNull(secrets.get(pointer), pointer);
    }

    private Path path(String written) {
        return baseDirectory.resolve(written).normalize();
    }

    private static @Nullable Duration duration(@Nullable String text) {
        return text == null ? null : Durations.parse(text);
    }

    private static List<String> strings(JsonArray list) {
        return list.stream().map(String.class::cast).toList();
    }
}
