package io.quittance.spi;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * What a provider says about itself before any account of it exists.
 *
 * @param version the plugin's own version, for people
 * @param spi the versions of this SPI that the plugin was built for
 * @param settingsSchema JSON Schema (draft 2020-12) of an account's {@code settings}. A string property that holds a
 *     secret carries {@code "x-quittance-secret": true}: the configuration may then give it in each way that secrets are
 *     given, and the plugin reads it with {@link ProviderContext#secret(String)}
 * @param methods the HTTP methods with which the provider notifies; others get 405
 * @param retryWindow how long the provider repeats a notification that is not acknowledged
 * @param keySource where the keys of items come from
 * @param secretHeaders names of request headers that carry a secret, besides {@code Authorization} and {@code Cookie};
 *     only a fingerprint of their values is kept
 * @param sensitiveFields names of JSON fields with payer data, masked wherever a body is shown
 * @param hostSettings names of the settings that hold base URLs of the provider's API; the hosts in their values, or in
 *     the {@code default} that the schema gives, are the only ones that {@link ProviderHttp} reaches
 * @param answers what the provider documents that it makes of answers
 */
public record ProviderManifest(
        String version,
        SpiRange spi,
        JsonObject settingsSchema,
        Set<String> methods,
        Duration retryWindow,
        KeySource keySource,
        Set<String> secretHeaders,
        Set<String> sensitiveFields,
        List<String> hostSettings,
        AnswerPolicy answers) {

    /** Where a provider's idempotency keys come from. */
    public enum KeySource {
        /** The provider gives each event an id, and repeats it with the event. */
        EVENT_ID,
        /** No event id: keys derive from the content, so a state that comes back looks like a repeat. */
        CONTENT
    }

    public ProviderManifest {
        settingsSchema = settingsSchema.copy();
        methods = Set.copyOf(methods);
        secretHeaders = Set.copyOf(secretHeaders);
        sensitiveFields = Set.copyOf(sensitiveFields);
        hostSettings = List.copyOf(hostSettings);
    }

    /** Of a provider that documents nothing about answers; {@link #withAnswers} tells what it does document. */
    @SuppressWarnings("checkstyle:ParameterNumber") // As many as a plugin has to tell.
    public ProviderManifest(
            String version,
            SpiRange spi,
            JsonObject settingsSchema,
            Set<String> methods,
            Duration retryWindow,
            KeySource keySource,
            Set<String> secretHeaders,
            Set<String> sensitiveFields,
            List<String> hostSettings) {
        this(
                version,
                spi,
                settingsSchema,
                methods,
                retryWindow,
                keySource,
                secretHeaders,
                sensitiveFields,
                hostSettings,
                AnswerPolicy.UNDOCUMENTED);
    }

    /** The same with what the provider documents that it makes of answers. */
    public ProviderManifest withAnswers(AnswerPolicy documented) {
        return new ProviderManifest(
                version,
                spi,
                settingsSchema,
                methods,
                retryWindow,
                keySource,
                secretHeaders,
                sensitiveFields,
                hostSettings,
                documented);
    }
}
