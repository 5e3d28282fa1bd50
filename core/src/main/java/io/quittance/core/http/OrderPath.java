package io.quittance.core.http;

import io.vertx.ext.web.RoutingContext;

/** Which order a path names, for a caller who may see it. */
record OrderPath(String merchant, String reference) {

    /** The path of an order, for a router. */
    static final String PATTERN = "/v1/merchants/:merchant/orders/:reference";

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
        return new OrderPath(MerchantPath.parameter(context, "merchant"), MerchantPath.parameter(context, "reference"));
    }

    /** The problem of an order that is not there. */
    ProblemException notFound() {
        return ProblemException.notFound("The merchant has registered no such order");
    }
}
