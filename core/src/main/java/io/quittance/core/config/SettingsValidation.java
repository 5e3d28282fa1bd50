package io.quittance.core.config;

import io.quittance.spi.ProviderManifest;
import io.quittance.spi.Secret;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Checks each account's settings by the schema of its provider, and takes the secrets out of them. */
final class SettingsValidation {

    private static final Pattern SHOWN_NAME = Pattern.compile("[A-Za-z0-9._-]{1,100}");

    private final ProviderCatalog catalog;
    private final SecretResolver resolver;
    private final Problems problems;

    SettingsValidation(ProviderCatalog catalog, SecretResolver resolver, Problems problems) {
        this.catalog = catalog;
        this.resolver = resolver;
        this.problems = problems;
    }

    /**
     * Adds the problems, fills in the defaults and puts placeholders in place of the secrets.
     *
     * @return the secrets of each account, by JSON pointer into its settings
     */
    List<Map<String, Secret>> check(List<JsonObject> accounts) {
        List<Map<String, Secret>> secrets = new ArrayList<>();
        for (JsonObject account : accounts) {
            secrets.add(check(account, Pointers.child("/accounts", secrets.size())));
        }
        return List.copyOf(secrets);
    }

    private Map<String, Secret> check(JsonObject account, String pointer) {
        String place = Pointers.child(pointer, "provider");
        String name = Lenient.text(account, "provider");
        if (name == null || problems.isTouched(place)) {
            return Map.of();
        }
        Optional<ProviderManifest> manifest = catalog.manifest(name);
        if (manifest.isEmpty()) {
            String shown = SHOWN_NAME.matcher(name).matches() ? " \"" + name + "\"" : "";
            problems.add(
                    place,
                    "unknown provider" + shown + "; installed: " + NearName.list(catalog.names())
                            + NearName.hint(name, catalog.names()));
            return Map.of();
        }
        if (!(account.getValue("settings") instanceof JsonObject settings)) {
            return Map.of();
        }
        return check(settings, manifest.get().settingsSchema(), pointer);
    }

    private Map<String, Secret> check(JsonObject settings, JsonObject schema, String pointer) {
        String prefix = Pointers.child(pointer, "settings");
        try {
            SchemaDefaults.fill(schema, settings);
            Map<String, Secret> secrets = SecretExtraction.from(settings, schema, prefix, resolver);
            new SchemaCheck(schema).check(settings, prefix, problems);
            return secrets;
        } catch (RuntimeException e) {
            // A plugin's schema is foreign code in another form: whatever it triggers is the plugin's fault, named so.
            problems.add(
                    Pointers.child(pointer, "provider"),
                    "cannot be used: its plugin has a faulty settings schema ("
                            + e.getClass().getSimpleName() + ")");
            return Map.of();
        }
    }
}
