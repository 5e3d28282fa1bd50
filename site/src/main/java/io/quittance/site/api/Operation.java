package io.quittance.site.api;

import java.util.List;

/**
 * A call.
 *
 * @param method in capitals
 * @param access who may
 * @param tag the part of the API that it belongs to
 * @param requests the body in each media type
 * @param requestRequired whether a body has to be sent
 */
public record Operation(
        String id,
        String method,
        String path,
        String tag,
        String summary,
        String description,
        String access,
        List<Parameter> parameters,
        List<Body> requests,
        boolean requestRequired,
        List<Response> responses) {

    /** As people name it. */
    public String name() {
        return method + " " + path;
    }
}
