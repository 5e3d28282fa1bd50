package io.quittance.spi;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Calls a provider's API for one account, within its call budget and time-out. Redirects are not followed.
 */
public interface ProviderHttp {

    /**
     * Sends a request. May be called on any event loop; the Future completes on the caller's.
     *
     * @return the answer, whatever its status. Fails with a {@link ProviderException}: {@link ErrorCategory#TEMPORARY} if
     *     no answer came in time or the answer is longer than the gateway takes (1 MiB),
     *     {@link ErrorCategory#CONFIGURATION} if the host is none of the account's
     */
    Future<Response> send(Request request);

    /**
     * A request.
     *
     * @param method in upper case
     * @param uri absolute, http or https
     * @param headers by name
     * @param body possibly empty
     */
    record Request(String method, URI uri, Map<String, String> headers, Buffer body) {

        public Request {
            headers = Map.copyOf(headers);
        }

        /** Reads something. */
        public static Request get(URI uri, Map<String, String> headers) {
            return new Request("GET", uri, headers, Buffer.buffer());
        }
    }

    /**
     * An answer.
     *
     * @param status the status code
     * @param headers by name in lower case, the first value of each
     * @param body possibly empty
     */
    record Response(int status, Map<String, String> headers, Buffer body) {

        public Response {
            headers = Map.copyOf(headers);
        }

        /** A header's first value; the name's case does not matter. */
        public Optional<String> header(String name) {
            return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
        }
    }
}
