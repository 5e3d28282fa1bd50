package io.quittance.core.http;

import io.quittance.core.http.ProblemDocument.InvalidValue;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Objects;

/** Which order a path names, for a caller who may see it. */
record OrderPath(String merchant, String reference) {

    /** The path of an order, for a router. */
    static final String PATTERN = "/v1/merchants/:merchant/orders/:reference";

    private static final int MAX_LENGTH = 200;

    /** The order that a request wants to see. */
    static OrderPath toRead(RoutingContext context) {
        OrderPath path = of(context);
        Caller.of(context).requireRead(path.merchant);
        return path;
    }

    /** The order that a request wants to change. */
    static OrderPath toWrite(RoutingContext context) {
        OrderPath path = of(context);
        Caller.of(context).requireWrite(path.merchant);
        return path;
    }

    private static OrderPath of(RoutingContext context) {
        return new OrderPath(parameter(context, "merchant"), parameter(context, "reference"));
    }

    private static String parameter(RoutingContext context, String name) {
        String value = Objects.requireNonNullElse(context.pathParam(name), "");
        if (value.isEmpty() || value.length() > MAX_LENGTH || value.chars().anyMatch(Character::isISOControl)) {
            String detail = "has 1 to " + MAX_LENGTH + " characters and no control characters";
            throw ProblemException.invalid(List.of(InvalidValue.parameter(name, name + " " + detail)));
        }
        return value;
    }

    /** The problem of an order that is not there. */
    ProblemException notFound() {
        return ProblemException.notFound("The merchant has registered no such order");
    }
}
