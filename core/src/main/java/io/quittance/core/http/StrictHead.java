package io.quittance.core.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.List;

/**
 * Finds heads that Netty takes and that others may read as another request, such as a proxy that passes them on: where the body
 * ends, and whom it is for, must not be a matter of opinion.
 */
final class StrictHead {

    private static final String CHUNKED = "chunked";

    private StrictHead() {}

    static boolean isAmbiguous(HttpServerRequest request) {
        return !hasOneHost(request)
                || !hasPlainCoding(request)
                || request.headers().contains("");
    }

    private static boolean hasOneHost(HttpServerRequest request) {
        int hosts = request.headers().getAll(HttpHeaders.HOST).size();
        return hosts == 1 || hosts == 0 && request.version() == HttpVersion.HTTP_1_0;
    }

    /** A list of codings, or a name on a folded line, is not what it takes. */
    private static boolean hasPlainCoding(HttpServerRequest request) {
        List<String> codings = request.headers().getAll(HttpHeaders.TRANSFER_ENCODING);
        return codings.isEmpty() || codings.size() == 1 && CHUNKED.equalsIgnoreCase(codings.get(0));
    }
}
