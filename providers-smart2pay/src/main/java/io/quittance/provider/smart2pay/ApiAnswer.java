package io.quittance.provider.smart2pay;

import io.quittance.spi.ErrorCategory;
import io.quittance.spi.ProviderException;
import io.quittance.spi.ProviderHttp.Response;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the API answered to a call, and what a refusal means. Errors come in several shapes: the object that was asked for
 * with reasons in its status, or only a {@code Message}. Codes are quoted, texts never are: they may hold payer data.
 *
 * @param call what was asked, and with whose key, in words
 * @param response the answer
 */
record ApiAnswer(String call, Response response) {

    private static final Pattern CODE = Pattern.compile("[0-9A-Za-z_-]{1,20}");
    private static final int MOST_CODES = 5;

    /**
     * The answer's object; empty if the API does not know what was asked for. A proxy's page that says 404 does not tell
     * that.
     *
     * @throws ProviderException if it is a refusal, or no JSON
     */
    Optional<LenientJson> json() {
        Optional<LenientJson> json = parsed();
        if (response.status() == 404 && (json.isPresent() || response.body().length() == 0)) {
            return Optional.empty();
        }
        if (response.status() >= 200 && response.status() < 300) {
            return Optional.of(json.orElseThrow(
                    () -> ProviderException.temporary("Smart2Pay answered " + call + " without JSON")));
        }
        throw refusal(category(json), json);
    }

    /**
     * An answer of a shape that it must not have, or that only looks like a success.
     *
     * @param expected in words
     */
    ProviderException unexpected(String expected) {
        return ProviderException.permanent("Smart2Pay answered " + call + " without " + expected + codes(parsed()));
    }

    private ErrorCategory category(Optional<LenientJson> json) {
        return switch (response.status()) {
            // A redirect means the wrong address: https instead of http, or a host that has moved.
            case 301, 302, 303, 307, 308, 401, 403 -> ErrorCategory.CONFIGURATION;
            case 408, 409, 429 -> ErrorCategory.TEMPORARY;
            default -> response.status() >= 500 || json.isEmpty() ? ErrorCategory.TEMPORARY : ErrorCategory.PERMANENT;
        };
    }

    private ProviderException refusal(ErrorCategory category, Optional<LenientJson> json) {
        return new ProviderException(
                category, "Smart2Pay refused " + call + " with status " + response.status() + codes(json), null);
    }

    private Optional<LenientJson> parsed() {
        try {
            return Optional.of(new LenientJson(new JsonObject(response.body()), ""));
        } catch (DecodeException | ClassCastException e) {
            return Optional.empty();
        }
    }

    private static String codes(Optional<LenientJson> json) {
        List<String> codes = json.stream()
                .flatMap(answer -> answer.json().fieldNames().stream().map(answer::object))
                .flatMap(object -> StatusField.in(object).objects("Reasons").stream())
                .flatMap(reason -> Optional.ofNullable(reason.raw("Code")).stream())
                .filter(code -> CODE.matcher(code).matches())
                .limit(MOST_CODES)
                .toList();
        return codes.isEmpty() ? "" : ", reason " + String.join(", ", codes);
    }
}
