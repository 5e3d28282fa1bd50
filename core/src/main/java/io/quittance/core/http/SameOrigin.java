package io.quittance.core.http;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Tells whether a browser sent a form from one of our own pages. A browser cannot be made to lie about it by another page. */
final class SameOrigin {

    private SameOrigin() {}

    /** Lets only those pass. */
    static void require(HttpServerRequest request) {
        if (!holds(request)) {
            throw ProblemException.forbidden("This form was not sent from a page of this console");
        }
    }

    private static boolean holds(HttpServerRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        // Browsers leave it out where neither TLS nor the same machine makes a connection trustworthy.
        return site == null ? isOurs(request.getHeader("Origin"), request.authority()) : site.equals("same-origin");
    }

    private static boolean isOurs(@Nullable String origin, @Nullable HostAndPort ours) {
        if (origin == null || ours == null) {
            return false;
        }
        try {
            URI uri = URI.create(origin);
            return ours.host().equalsIgnoreCase(uri.getHost())
                    && (ours.port() < 0 ? uri.getPort() < 0 : ours.port() == uri.getPort());
        } catch (IllegalArgumentException noOrigin) {
            return false;
        }
    }
}
