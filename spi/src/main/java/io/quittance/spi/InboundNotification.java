package io.quittance.spi;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a provider posted, untouched: immutable evidence. The same notification is seen at intake and again, read from the
 * store, at reconciliation; then headers that carry a secret hold only a fingerprint of it.
 *
 * <p>Implemented by the gateway. No method returns null.
 */
public interface InboundNotification {

    /** When the gateway had the whole request. */
    Instant receivedAt();

    /** The HTTP method, in upper case. */
    String method();

    /** The path of the request, decoded, without the query. */
    String path();

    /** The first value of a query parameter, decoded. */
    Optional<String> query(String name);

    /**
     * All values of a query parameter, decoded, in the order in which they came; none if it is not there. A value whose
     * percent-encoding is malformed is there, but empty.
     */
    List<String> queryValues(String name);

    /** The first value of a header; the name's case does not matter. */
    Optional<String> header(String name);

    /**
     * All values of a header in the order in which they came; none if it is not there. The name's case does not matter. A
     * credential that is there twice is no credential: whoever stands between may have believed the other one.
     */
    default List<String> headerValues(String name) {
        return headers().stream()
                .filter(header -> header.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .toList();
    }

    /** All headers in the order in which they came, names as they were sent. */
    List<Map.Entry<String, String>> headers();

    /** The sender's address as the gateway saw it: an IP address without port. */
    String remoteAddress();

    /** The body's bytes. Signatures are over these. Do not change the buffer. */
    Buffer body();

    /**
     * The body, parsed strictly: UTF-8, one JSON object, no duplicate keys, nested at most 64 deep, numbers at most 100
     * characters long. Fractions become {@link java.math.BigDecimal}. The object is parsed once and shared: do not change
     * it.
     *
     * @throws ProviderException with category {@link ErrorCategory#MALFORMED} if it is anything else
     */
    JsonObject json() throws ProviderException;
}
