package io.quittance.provider.secuconnect;

import io.quittance.spi.ErrorCategory;
import io.quittance.spi.ProviderException;
import io.quittance.spi.ProviderHttp.Response;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the API answered to a call, and what a refusal means. Errors come in two shapes: OAuth's ({@code error},
 * {@code error_description}) and the API's own ({@code status}, {@code error}, {@code code}, {@code supportId}).
 *
 * @param call what was asked, in words
 * @param response the answer
 */
record ApiAnswer(String call, Response response) {

    private static final long TOKEN_REFUSED = 2003;

    boolean isSuccess() {
        return response.status() >= 200 && response.status() < 300;
    }

    /** Whether the API does not know what was asked for. A proxy's page that says 404 does not tell that. */
    boolean isNotFound() {
        return response.status() == 404 && (response.body().length() == 0 || parsed().isPresent());
    }

    /** Whether the token is refused: the vendor's page says 403 with a code, its own software expects 401. */
    boolean isTokenRefused() {
        return response.status() == 401 || (response.status() == 403 && isTokenRefusedCode());
    }

    /** Whether the API refuses what was asked for, and will go on refusing it, in one of the ways that may mean the id. */
    boolean isRefusedForGood() {
        boolean mayMeanTheId = response.status() == 400 || response.status() == 403 || response.status() == 410;
        return mayMeanTheId && category(parsed().orElseGet(JsonObject::new)) == ErrorCategory.PERMANENT;
    }

    /** The refusal with the support id, which the vendor's help desk asks for. */
    String inWords() {
        JsonObject error = parsed().orElseGet(JsonObject::new);
        return call + " with status " + response.status() + ": error " + quote(error, "error") + ", code "
                + quote(error, "code") + ", support id " + quote(error, "supportId");
    }

    /** The body, which the API promises to be a JSON object. */
    JsonObject json() {
        return parsed().orElseThrow(
                        () -> ProviderException.temporary("secuconnect answered " + call + " without JSON"));
    }

    /** What the refusal means; also logs it. */
    ProviderException failure(System.Logger logger) {
        String refusal = inWords();
        logger.log(Level.WARNING, "secuconnect refused {0}", refusal);
        return new ProviderException(
                category(parsed().orElseGet(JsonObject::new)), "secuconnect refused " + refusal, null);
    }

    private ErrorCategory category(JsonObject error) {
        int status = response.status();
        if (isTokenRefused()) {
            return ErrorCategory.CONFIGURATION;
        }
        if (status == 408 || status == 429 || status >= 500 || (status >= 400 && parsed().isEmpty())) {
            return ErrorCategory.TEMPORARY;
        }
        return isOAuthShaped(error) ? ErrorCategory.CONFIGURATION : ErrorCategory.PERMANENT;
    }

    private boolean isTokenRefusedCode() {
        OptionalLong code =
                parsed().map(error -> LenientJson.integer(error, "code")).orElse(OptionalLong.empty());
        return code.isPresent() && code.getAsLong() == TOKEN_REFUSED;
    }

    private static boolean isOAuthShaped(JsonObject error) {
        return error.getValue("error") instanceof String && !error.containsKey("status") && !error.containsKey("code");
    }

    private Optional<JsonObject> parsed() {
        try {
            return Optional.of(new JsonObject(response.body()));
        } catch (DecodeException | ClassCastException e) {
            return Optional.empty();
        }
    }

    private static String quote(JsonObject error, String field) {
        String text = LenientJson.text(error, field);
        return text == null ? "-" : Printable.of(text);
    }
}
