package io.quittance.spi.testing.conformance;

import static io.quittance.spi.testing.conformance.Finding.require;

import io.quittance.spi.PaymentProviderFactory;
import io.quittance.spi.ProviderHttp.Request;
import io.quittance.spi.ProviderManifest;
import io.quittance.spi.SpiVersion;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a provider says about itself is complete, and true. */
final class ManifestChecks {

    private static final Pattern NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final Pattern VERSION = Pattern.compile("[!-~]{1,50}");
    private static final Pattern METHOD = Pattern.compile("[A-Z]{1,20}");
    private static final Pattern HEADER = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final int LONGEST_NAME = 50;
    private static final String UNKNOWN = "conformanceUnknown";

    private ManifestChecks() {}

    static List<Check> all() {
        return List.of(
                new Check(
                        "manifest-complete",
                        "The gateway reads the manifest before any account exists; with one that is wrong it refuses the"
                                + " jar, and with one that changes it forgets repeats too early or refuses the provider.",
                        "name() is lower-case letters, digits and dashes; version, methods, retry window, key source and"
                                + " headers are told; the SPI range holds the version that the kit is of; each call"
                                + " returns equal values.",
                        ManifestChecks::complete),
                new Check(
                        "settings-schema",
                        "The schema is what tells an operator that a key is mistyped, before a payment shows it.",
                        "settingsSchema is a JSON Schema of draft 2020-12 that takes the account's settings and refuses"
                                + " unknown ones in every object (\"additionalProperties\": false).",
                        ManifestChecks::schema),
                new Check(
                        "settings-read",
                        "A setting that nobody reads is a promise that is not kept; a secret that is read as plain text is"
                                + " a placeholder, and one that is not declared stays in the open.",
                        "Every setting that is given is read, secrets with ProviderContext.secret at the place where the"
                                + " schema has \"x-quittance-secret\": true, and nothing is read that the schema does not"
                                + " declare.",
                        ManifestChecks::read),
                new Check(
                        "hosts-declared",
                        "The gateway calls no host that is not declared, so each call would fail with \"not allowed\".",
                        "hostSettings names text settings of the schema, and every request goes to the host of one of"
                                + " their values.",
                        ManifestChecks::hosts));
    }

    private static void complete(Bench bench) {
        PaymentProviderFactory factory = bench.subject.factory();
        String name = factory.name();
        require(
                name != null && NAME.matcher(name).matches() && name.length() <= LONGEST_NAME,
                "name() returns \"%s\"",
                name);
        ProviderManifest manifest = factory.manifest();
        require(manifest != null, "manifest() returns null");
        require(
                manifest.version() != null
                        && VERSION.matcher(manifest.version()).matches(),
                "version is \"%s\", not 1 to 50 visible ASCII characters",
                manifest.version());
        require(manifest.spi() != null, "the SPI range is null");
        require(
                manifest.spi().contains(SpiVersion.CURRENT),
                "the SPI range %s does not hold %s, the version that this kit is of",
                manifest.spi(),
                SpiVersion.CURRENT);
        require(
                !manifest.methods().isEmpty()
                        && manifest.methods().stream()
                                .allMatch(method -> METHOD.matcher(method).matches()),
                "methods are %s, not at least one in upper case",
                manifest.methods());
        require(
                manifest.retryWindow() != null && !manifest.retryWindow().isNegative(),
                "the retry window is %s",
                manifest.retryWindow());
        require(manifest.keySource() != null, "the key source is null");
        require(
                manifest.secretHeaders().stream()
                        .allMatch(header -> HEADER.matcher(header).matches()),
                "secretHeaders are %s, and not all of them can be names of headers",
                manifest.secretHeaders());
        require(manifest.equals(factory.manifest()), "manifest() returns another value when it is called again");
        require(name.equals(bench.subject.factory().name()), "name() returns another value from another factory");
    }

    private static void schema(Bench bench) {
        PaymentProviderFactory factory = bench.subject.factory();
        JsonObject schema = factory.manifest().settingsSchema();
        SchemaTrial trial = new SchemaTrial(schema);
        trial.fault().ifPresent(fault -> {
            throw new Finding("settingsSchema is no JSON Schema of draft 2020-12: " + fault);
        });
        JsonObject settings = bench.settings(factory).document();
        trial.fault(settings).ifPresent(fault -> {
            throw new Finding("the schema refuses the subject's own settings: " + fault);
        });
        refusesUnknown(trial, settings, settings, "");
    }

    private static void refusesUnknown(SchemaTrial trial, JsonObject settings, Object at, String pointer) {
        if (at instanceof JsonObject object) {
            object.put(UNKNOWN, true);
            boolean refused = trial.fault(settings).isPresent();
            object.remove(UNKNOWN);
            require(refused, "the schema takes a setting that it does not know, %s/%s", pointer, UNKNOWN);
            List.copyOf(object.fieldNames())
                    .forEach(name -> refusesUnknown(trial, settings, object.getValue(name), pointer + "/" + name));
        }
        if (at instanceof JsonArray array) {
            for (int i = 0; i < array.size(); i++) {
                refusesUnknown(trial, settings, array.getValue(i), pointer + "/" + i);
            }
        }
    }

    private static void read(Bench bench) {
        PaymentProviderFactory factory = bench.subject.factory();
        AccountSettings settings = bench.settings(factory);
        WatchedSettings watched = new WatchedSettings(settings.document().getMap());
        LentContext context = bench.context(
                settings, request -> Future.succeededFuture(bench.subject.api().answer(request)), false);
        Throwable refusal = Use.failure(() -> bench.account(factory, new JsonObject(watched), context));
        require(
                context.missingSecrets.isEmpty(),
                "create reads secrets at %s; the schema declares those at %s",
                context.missingSecrets,
                settings.secrets().keySet());
        require(refusal == null, "create refuses the subject's own settings: %s", Words.of(refusal));
        Use.everything(bench, bench.account(factory, new JsonObject(watched), context));
        Set<String> declared = properties(factory);
        Set<String> undeclared = new TreeSet<>(watched.asked());
        undeclared.removeAll(declared);
        require(undeclared.isEmpty(), "%s is read, and the schema does not declare it", undeclared);
        Set<String> unread = new TreeSet<>(settings.document().fieldNames());
        unread.removeAll(watched.asked());
        settings.secrets().keySet().forEach(pointer -> unread.remove(pointer.substring(1)));
        require(unread.isEmpty(), "%s is declared and given, and never read", unread);
        Set<String> unreadSecrets = new TreeSet<>(settings.secrets().keySet());
        unreadSecrets.removeAll(context.readSecrets);
        require(unreadSecrets.isEmpty(), "the secret at %s is given, and never read as one", unreadSecrets);
        require(context.missingSecrets.isEmpty(), "secrets are read at %s, where none is", context.missingSecrets);
    }

    private static void hosts(Bench bench) {
        PaymentProviderFactory factory = bench.subject.factory();
        JsonObject settings = bench.settings(factory).document();
        List<String> names = factory.manifest().hostSettings();
        require(
                properties(factory).containsAll(names),
                "hostSettings are %s, and the schema declares only %s",
                names,
                properties(factory));
        Set<String> origins = names.stream()
                .filter(settings::containsKey)
                .map(name -> origin(URI.create(String.valueOf(settings.getValue(name)))))
                .collect(Collectors.toSet());
        TestedAccount account = bench.account();
        Use.everything(bench, account);
        for (Request request : List.copyOf(account.context.requests)) {
            require(
                    origins.contains(origin(request.uri())),
                    "%s %s is called, and hostSettings allow only %s",
                    request.method(),
                    request.uri(),
                    origins);
        }
    }

    private static Set<String> properties(PaymentProviderFactory factory) {
        return factory.manifest()
                .settingsSchema()
                .getJsonObject("properties", new JsonObject())
                .fieldNames();
    }

    private static String origin(URI uri) {
        return uri.getScheme() + "://" + uri.getRawAuthority();
    }
}
