package io.quittance.core.plan;

import io.quittance.core.config.AccountConfig;
import io.quittance.core.config.AccountConfig.Answer;
import io.quittance.core.config.EncryptionConfig;
import io.quittance.core.config.EndpointConfig;
import io.quittance.core.config.GatewayConfig;
import io.quittance.core.config.IntakeConfig;
import io.quittance.core.config.ManagementConfig;
import io.quittance.core.config.ManagementConfig.Token;
import io.quittance.core.config.RetentionConfig;
import io.quittance.core.config.StagingConfig;
import io.quittance.core.config.StoreConfig;
import io.quittance.core.config.TelemetryConfig;
import io.quittance.core.config.TlsConfig;
import io.quittance.core.plugin.LoadedPlugin;
import io.quittance.core.plugin.LoadedPlugins;
import io.quittance.spi.IntakeOutcome;
import io.quittance.spi.Secret;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A configuration with its plugins as a JSON document in the form of the file, with all defaults. What holds secrets has
 * {@code secrets}: their fingerprints by their JSON pointers in it.
 */
public final class ConfigurationDocument {

    /** Where the configuration is. */
    static final String CONFIGURATION = "configuration";

    /** Where the plugins are. */
    static final String PLUGINS = "plugins";

    /** Where the fingerprints are in what holds secrets. */
    static final String SECRETS = "secrets";

    private final Fingerprints fingerprints;

    private ConfigurationDocument(Fingerprints fingerprints) {
        this.fingerprints = fingerprints;
    }

    /** The document of a configuration. */
    public static JsonObject of(GatewayConfig config, LoadedPlugins plugins, Fingerprints fingerprints) {
        return new JsonObject()
                .put(CONFIGURATION, new ConfigurationDocument(fingerprints).configuration(config))
                .put(PLUGINS, list(plugins.plugins(), ConfigurationDocument::plugin));
    }

    private JsonObject configuration(GatewayConfig config) {
        return new JsonObject()
                .put("intake", intake(config.intake()))
                .put("management", management(config.management()))
                .put("store", store(config.store()))
                .put(
                        "plugins",
                        new JsonObject().put("directory", config.plugins().toString()))
                .put("accounts", list(config.accounts(), this::account))
                .put("endpoints", list(config.endpoints(), this::endpoint))
                .put("retention", retention(config.retention()))
                .put("telemetry", telemetry(config.telemetry()));
    }

    private JsonObject telemetry(TelemetryConfig telemetry) {
        TelemetryConfig.Traces traces = telemetry.traces();
        if (traces == null) {
            return new JsonObject().putNull("traces");
        }
        Map<String, Secret> headers = new TreeMap<>();
        traces.headers().forEach((name, value) -> headers.put("/" + name, value));
        return new JsonObject()
                .put(
                        "traces",
                        new JsonObject()
                                .put("endpoint", traces.endpoint().toString())
                                .put("sampled", traces.sampled()))
                .put(SECRETS, secrets(headers, "/traces/headers"));
    }

    private static JsonObject retention(RetentionConfig retention) {
        return new JsonObject()
                .put("bodies", retention.bodies().toString())
                .put("keys", retention.keys().toString())
                .put("events", retention.events().toString())
                .put("history", retention.history().toString())
                .put("archive", text(retention.archive()));
    }

    private static JsonObject retention(RetentionConfig.OfAccount retention) {
        return new JsonObject().put("bodies", text(retention.bodies())).put("keys", text(retention.keys()));
    }

    private JsonObject intake(IntakeConfig intake) {
        return new JsonObject()
                .put("host", intake.host())
                .put("port", intake.port())
                .put("tls", tls(intake.tls()))
                .put("publicUrl", text(intake.publicUrl()))
                .put("maxBodyBytes", intake.maxBodyBytes())
                .put("trustedProxies", new JsonArray(intake.trustedProxies()))
                .put("staging", staging(intake.staging()))
                .put(SECRETS, secrets(secrets(intake.tls()), "/tls"));
    }

    private static JsonObject staging(@Nullable StagingConfig staging) {
        return staging == null
                ? new JsonObject()
                : new JsonObject()
                        .put("directory", staging.directory().toString())
                        .put("maxBytes", staging.maxBytes());
    }

    private JsonObject management(ManagementConfig management) {
        return new JsonObject()
                .put("host", management.host())
                .put("port", management.port())
                .put("tls", tls(management.tls()))
                .put("trustedProxies", new JsonArray(management.trustedProxies()))
                .put("tokens", list(management.tokens(), this::token))
                .put(SECRETS, secrets(secrets(management.tls()), "/tls"));
    }

    /** Whether there is any: all else about it is secret. */
    private static String tls(@Nullable TlsConfig tls) {
        return tls == null ? "off" : "on";
    }

    private static Map<String, Secret> secrets(@Nullable TlsConfig tls) {
        if (tls == null) {
            return Map.of();
        }
        Map<String, Secret> secrets = new TreeMap<>(Map.of("/certificate", tls.certificate(), "/key", tls.key()));
        if (tls.clientAuthorities() != null) {
            secrets.put("/clientAuthorities", tls.clientAuthorities());
        }
        return secrets;
    }

    private JsonObject token(Token token) {
        return new JsonObject()
                .put("name", token.name())
                .put("role", lower(token.role()))
                .put("merchant", token.merchant())
                .put(SECRETS, secrets(Map.of("/secret", token.secret())));
    }

    private JsonObject store(StoreConfig store) {
        EncryptionConfig encryption = store.encryption();
        JsonObject document = new JsonObject();
        Map<String, Secret> secrets = new TreeMap<>();
        if (store instanceof StoreConfig.Server server) {
            Secret password = server.password();
            document.put("uri", server.uri())
                    .put("poolSize", server.poolSize())
                    .put(
                            "roles",
                            new JsonObject()
                                    .put("run", server.roles().run())
                                    .put("read", server.roles().read()));
            if (password != null) {
                secrets.put("/password", password);
            }
        } else {
            String directory = ((StoreConfig.Embedded) store).directory().toString();
            document.put("embedded", new JsonObject().put("directory", directory));
        }
        if (encryption == null) {
            document.putNull("encryption");
        } else {
            document.put("encryption", new JsonObject().put("seal", encryption.seals()));
            secrets.put("/encryption/keys", encryption.keys());
        }
        boolean keepsSecrets = store instanceof StoreConfig.Server || encryption != null;
        return keepsSecrets ? document.put(SECRETS, secrets(secrets)) : document;
    }

    private JsonObject account(AccountConfig account) {
        return new JsonObject()
                .put("id", account.id())
                .put("merchant", account.merchant())
                .put("provider", account.provider())
                .put("path", account.path())
                .put("clientNames", new JsonArray(account.clientNames()))
                .put("live", account.live())
                .put("settings", account.settings())
                .put("tolerance", account.policy().tolerance())
                .put("caseGrace", account.policy().caseGrace().toString())
                .put("expectEvery", text(account.policy().expectEvery()))
                .put("recurring", account.policy().recurringRequiresOrder() ? "require-order" : "accept")
                .put("whenBlocking", lower(account.whenBlocking()))
                .put("acknowledgements", answers(account.acknowledgements()))
                .put("retention", retention(account.retention()))
                .put(SECRETS, secrets(account.secrets(), "/settings"));
    }

    private static JsonObject answers(Map<IntakeOutcome, Answer> answers) {
        JsonObject document = new JsonObject();
        new TreeMap<>(answers)
                .forEach((outcome, answer) -> document.put(
                        lower(outcome),
                        new JsonObject()
                                .put("status", answer.status())
                                .put("headers", new JsonObject(new TreeMap<>(answer.headers())))
                                .put("body", answer.body())));
        return document;
    }

    private JsonObject endpoint(EndpointConfig endpoint) {
        return new JsonObject()
                .put("id", endpoint.id())
                .put("merchant", endpoint.merchant())
                .put("url", endpoint.url().toString())
                .put("allowPrivate", endpoint.allowPrivate())
                .put(SECRETS, secrets(Map.of("/secret", endpoint.secret())));
    }

    private static JsonObject plugin(LoadedPlugin plugin) {
        return new JsonObject()
                .put("name", plugin.name())
                .put("version", plugin.version())
                .put("jar", plugin.fileName())
                .put("sha256", plugin.sha256());
    }

    private JsonObject secrets(Map<String, Secret> secrets) {
        return secrets(secrets, "");
    }

    private JsonObject secrets(Map<String, Secret> secrets, String prefix) {
        JsonObject document = new JsonObject();
        new TreeMap<>(secrets)
                .forEach((pointer, secret) -> document.put(prefix + pointer, new JsonArray(fingerprints.of(secret))));
        return document;
    }

    private static <T> JsonArray list(List<T> items, Function<T, JsonObject> form) {
        return new JsonArray(items.stream().map(form).toList());
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
