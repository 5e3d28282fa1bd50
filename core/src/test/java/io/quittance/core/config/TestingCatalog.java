package io.quittance.core.config;

import io.quittance.spi.ProviderManifest;
import io.quittance.spi.ProviderManifest.KeySource;
import io.quittance.spi.SpiRange;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Providers that consist of a settings schema. */
final class TestingCatalog implements ProviderCatalog {

    /** Secrets in a list, behind a reference; a default; alternatives. */
    static final String CARDS = """
        {
          "type": "object", "additionalProperties": false, "required": ["sites"],
          "properties": {
            "sites": { "type": "array", "minItems": 1, "items": { "$ref": "#/$defs/site" } },
            "baseUrl": { "type": "string", "format": "uri", "default": "https://cards.example" },
            "amountUnit": { "enum": ["hundredths", "minor"] },
            "timeout": { "oneOf": [ { "type": "integer", "minimum": 1 }, { "const": "never" } ] },
            "labels": { "type": "object", "propertyNames": { "pattern": "^[a-z]+$" }, "additionalProperties": { "type": "string" } },
            "legacy": false
          },
          "$defs": {
            "site": {
              "type": "object", "additionalProperties": false, "required": ["siteId", "apiKey"],
              "properties": {
                "siteId": { "type": "string", "pattern": "^[0-9]{1,10}$" },
                "apiKey": { "type": "string", "x-quittance-secret": true, "minLength": 20 },
                "rank": { "type": "integer", "default": 7 }
              }
            }
          }
        }\
        """;

    static final String OPEN = "{\"type\": \"object\"}";

    private final Map<String, String> schemas = new TreeMap<>(Map.of("cards", CARDS, "open", OPEN));

    TestingCatalog with(String name, String schema) {
        schemas.put(name, schema);
        return this;
    }

    @Override
    public SortedSet<String> names() {
        return new TreeSet<>(schemas.keySet());
    }

    @Override
    public Optional<ProviderManifest> manifest(String name) {
        return Optional.ofNullable(schemas.get(name))
                .map(schema -> new ProviderManifest(
                        "1.0.0",
                        SpiRange.builtFor("1.0"),
                        new JsonObject(schema),
                        Set.of("POST"),
                        Duration.ofDays(7),
                        KeySource.CONTENT,
                        Set.of(),
                        Set.of(),
                        List.of()));
    }
}
