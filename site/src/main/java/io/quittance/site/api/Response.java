package io.quittance.site.api;

import java.util.List;

/**
 * An answer.
 *
 * @param status the code
 */
public record Response(String status, String description, List<Parameter> headers, List<Body> bodies) {}
