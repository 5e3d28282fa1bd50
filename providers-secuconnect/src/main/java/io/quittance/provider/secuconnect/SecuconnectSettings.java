package io.quittance.provider.secuconnect;

import io.quittance.spi.ProviderException;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.URISyntaxException;

/**
 * The settings of an account. Secrets are not among them: they are asked for when they are used.
 *
 * @param baseUrl where the API is, without {@code /api/v2} and without a slash at its end
 * @param clientId the OAuth client id
 * @param orderReference which field of a smart transaction holds the order reference
 * @param push who may push
 */
record SecuconnectSettings(String baseUrl, String clientId, OrderReference orderReference, PushSettings push) {

    private static final String API_PATH = "/api/v2";

    /**
     * Reads settings that are valid by the schema.
     *
     * @throws ProviderException with category configuration for what the schema cannot see
     */
    static SecuconnectSettings of(JsonObject settings) {
        return new SecuconnectSettings(
                baseUrl(settings.getString("baseUrl")),
                settings.getString("clientId"),
                OrderReference.named(settings.getString("orderReference", OrderReference.TRANSACTION_REF.field())),
                PushSettings.of(settings));
    }

    private static String baseUrl(String configured) {
        String baseUrl = configured.replaceAll("/+$", "");
        if (baseUrl.endsWith(API_PATH)) {
            throw ProviderException.configuration("/baseUrl is the address without " + API_PATH);
        }
        try {
            if (new URI(baseUrl).getHost() == null) {
                throw ProviderException.configuration("/baseUrl names no host");
            }
            return baseUrl;
        } catch (URISyntaxException e) {
            throw ProviderException.configuration("/baseUrl is no valid URL: " + e.getReason());
        }
    }
}
