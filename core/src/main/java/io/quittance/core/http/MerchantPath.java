package io.quittance.core.http;

import io.quittance.core.http.ProblemDocument.InvalidValue;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Objects;

/** Which merchant a path names. */
final class MerchantPath {

    private static final int MAX_LENGTH = 200;

    private MerchantPath() {}

    /** The merchant whose data a request wants to see, for a caller who may. */
    static String toRead(RoutingContext context) {
        String merchant = parameter(context, "merchant");
        Caller.of(context).requireRead(merchant);
        return merchant;
    }

    /** A part of the path that names something. */
    static String parameter(RoutingContext context, String name) {
        String value = Objects.requireNonNullElse(context.pathParam(name), "");
        if (value.isEmpty() || value.length() > MAX_LENGTH || value.chars().anyMatch(Character::isISOControl)) {
            String detail = "has 1 to " + MAX_LENGTH + " characters and no control characters";
            throw ProblemException.invalid(List.of(InvalidValue.parameter(name, name + " " + detail)));
        }
        return value;
    }
}
