package io.quittance.provider.secuconnect;

import io.quittance.spi.ProviderException;
import io.vertx.core.json.JsonObject;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The settings about who may push. The key is not among them: only whether there is one.
 *
 * @param hasKey whether push URLs are signed
 * @param signature what is asked of the signature of a push
 * @param networks where pushes may come from
 * @param orderParameter which query parameter of a push URL names the order
 * @param believesOrder whether a payment whose order nothing else names belongs to the one in a signed push URL
 */
record PushSettings(
        boolean hasKey,
        SignaturePolicy signature,
        SourceNetworks networks,
        String orderParameter,
        boolean believesOrder) {

    /** Where the account's settings hold the key. */
    static final String KEY = "/pushKey";

    static final String DEFAULT_ORDER_PARAMETER = "order";

    private static final Pattern PARAMETER = Pattern.compile("[A-Za-z0-9._-]{1,50}");

    /**
     * Reads the settings of an account.
     *
     * @throws ProviderException with category configuration if they do not fit together
     */
    static PushSettings of(JsonObject settings) {
        boolean hasKey = settings.getValue("pushKey") != null;
        SignaturePolicy signature = SignaturePolicy.named(settings.getString("pushSignature", "off"));
        if (signature != SignaturePolicy.OFF && !hasKey) {
            throw ProviderException.configuration("/pushSignature is prefer or require, which needs /pushKey; set"
                    + " /pushKey to the secret that signs push URLs, or /pushSignature to off");
        }
        return new PushSettings(
                hasKey,
                signature,
                SourceNetworks.of(settings.getJsonArray("sourceNetworks")),
                orderParameter(settings.getString("orderParameter"), hasKey, signature),
                settings.getString("orderParameter") != null);
    }

    private static String orderParameter(@Nullable String named, boolean hasKey, SignaturePolicy signature) {
        if (named == null) {
            return DEFAULT_ORDER_PARAMETER;
        }
        if (!PARAMETER.matcher(named).matches() || named.equals(PushSignature.PARAMETER)) {
            throw ProviderException.configuration("/orderParameter is 1 to 50 letters, digits, dots, dashes and"
                    + " underscores, and not \"" + PushSignature.PARAMETER + "\"");
        }
        if (!hasKey || signature == SignaturePolicy.OFF) {
            throw ProviderException.configuration(
                    "/orderParameter is only allowed next to /pushKey and a /pushSignature"
                            + " of prefer or require: an order in a push that nobody signed is not believed");
        }
        return named;
    }
}
