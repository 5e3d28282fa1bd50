package io.quittance.spi.conformance;

import io.quittance.spi.AnswerPolicy;
import io.quittance.spi.PaymentProvider;
import io.quittance.spi.ProviderContext;
import io.quittance.spi.ProviderHttp.Request;
import io.quittance.spi.ProviderManifest;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;

/** Factories that are wrong in one way each. Public, as factories must be. */
public final class BadFactories {

    private BadFactories() {}

    static List<BadProvider> all() {
        return List.of(
                BadProvider.factory("a name with spaces", "manifest-complete", "Sample Provider", Named::new),
                BadProvider.factory(
                        "no unknown setting is refused", "settings-schema", "conformanceUnknown", Open::new),
                BadProvider.factory("a schema that is none", "settings-schema", "no JSON Schema", Broken::new),
                BadProvider.factory("a setting that nobody declares", "settings-read", "region", Curious::new),
                BadProvider.factory("a secret read in the open", "settings-read", "/apiKey", Careless::new),
                BadProvider.factory("hosts that are not told", "hosts-declared", "/payments/pay_7", Hostless::new),
                BadProvider.factory("a field that changes", "factory-stateless", "created", Stateful::new),
                BadProvider.factory("one provider for all", "factory-stateless", "one provider", Sharing::new),
                BadProvider.factory(
                        "settings that are changed", "factory-stateless", "changes the settings", Changing::new),
                BadProvider.factory("a call in create", "create-does-no-io", "GET /ping", Calling::new),
                BadProvider.factory("a key that is kept", "secret-headers-declared", "X-Sample-Key", Showing::new),
                BadProvider.factory("payer data in the open", "payer-data-masked", "/payment/payer", Gossiping::new),
                BadProvider.factory(
                        "an answer that its provider does not take",
                        "acknowledgement-statuses",
                        "by the manifest's answers",
                        Particular::new));
    }

    /** Says that only 201 acknowledges. */
    public static final class Particular extends SampleProviderFactory {
        @Override
        public ProviderManifest manifest() {
            return super.manifest().withAnswers(AnswerPolicy.acknowledgedBy(201));
        }
    }

    /** Its name cannot be configured. */
    public static final class Named extends SampleProviderFactory {
        @Override
        public String name() {
            return "Sample Provider";
        }
    }

    /** Takes every setting. */
    public static final class Open extends SampleProviderFactory {
        @Override
        JsonObject schema() {
            JsonObject schema = super.schema();
            schema.remove("additionalProperties");
            return schema;
        }
    }

    /** Declares a type that JSON Schema does not know. */
    public static final class Broken extends SampleProviderFactory {
        @Override
        JsonObject schema() {
            return super.schema().put("type", 42);
        }
    }

    /** Reads what it does not declare. */
    public static final class Curious extends SampleProviderFactory {
        @Override
        public PaymentProvider create(JsonObject settings, ProviderContext context) {
            settings.getString("region");
            return super.create(settings, context);
        }
    }

    /** Declares no secret, where it reads one. */
    public static final class Careless extends SampleProviderFactory {
        @Override
        public PaymentProvider create(JsonObject settings, ProviderContext context) {
            String key = settings.getString("apiKey");
            return new SampleProvider(settings.getString("baseUrl"), context) {
                @Override
                String apiKey() {
                    return key;
                }
            };
        }
    }

    /** Names no host. */
    public static final class Hostless extends SampleProviderFactory {
        @Override
        List<String> hostSettings() {
            return List.of();
        }
    }

    /** Counts. */
    public static final class Stateful extends SampleProviderFactory {
        private int created;

        @Override
        public PaymentProvider create(JsonObject settings, ProviderContext context) {
            created++;
            return created > 0 ? super.create(settings, context) : new SampleProvider("", context);
        }
    }

    /** Gives everybody the same, as long as the settings are. */
    public static final class Sharing extends SampleProviderFactory {
        private final Map<JsonObject, PaymentProvider> providers = new HashMap<>();

        @Override
        public PaymentProvider create(JsonObject settings, ProviderContext context) {
            return providers.computeIfAbsent(settings.copy(), key -> super.create(settings, context));
        }
    }

    /** Corrects what it is given. */
    public static final class Changing extends SampleProviderFactory {
        @Override
        public PaymentProvider create(JsonObject settings, ProviderContext context) {
            PaymentProvider provider = super.create(settings, context);
            settings.put("baseUrl", settings.getString("baseUrl") + "/");
            return provider;
        }
    }

    /** Asks whether somebody is there. */
    public static final class Calling extends SampleProviderFactory {
        @Override
        public PaymentProvider create(JsonObject settings, ProviderContext context) {
            URI ping = URI.create(settings.getString("baseUrl") + "/ping");
            context.http().send(Request.get(ping, Map.of())).onComplete(answered -> {});
            return super.create(settings, context);
        }
    }

    /** Declares no secret header. */
    public static final class Showing extends SampleProviderFactory {
        @Override
        Set<String> secretHeaders() {
            return Set.of();
        }
    }

    /** Declares no sensitive field. */
    public static final class Gossiping extends SampleProviderFactory {
        @Override
        Set<String> sensitiveFields() {
            return Set.of();
        }
    }

    /** A factory of other providers. */
    public static final class Creating extends SampleProviderFactory {

        private final BiFunction<String, ProviderContext, PaymentProvider> create;

        /** A factory as it must be. */
        public Creating() {
            this(SampleProvider::new);
        }

        Creating(BiFunction<String, ProviderContext, PaymentProvider> create) {
            this.create = create;
        }

        @Override
        public PaymentProvider create(JsonObject settings, ProviderContext context) {
            return create.apply(settings.getString("baseUrl"), context);
        }
    }
}
