package io.quittance.core.http;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.quittance.spi.Acknowledgement;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import java.util.Set;
import java.util.TreeSet;

/** Puts an acknowledgement on the wire. How its body is framed is the gateway's business, whatever a plugin says. */
final class Answering {

    private static final Set<String> FRAMING = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

    static {
        FRAMING.addAll(Set.of("Connection", "Content-Length", "Transfer-Encoding", "Keep-Alive", "Upgrade", "Trailer"));
    }

    private Answering() {}

    /** Sends it all, unless the sender is gone. */
    static void send(HttpServerResponse response, Acknowledgement answer) {
        if (!response.closed()) {
            head(response, answer);
            response.end(body(answer));
        }
    }

    /** Sends it all, but leaves the response open. */
    static void begin(HttpServerResponse response, Acknowledgement answer) {
        if (!response.closed()) {
            Buffer body = body(answer);
            head(response, answer);
            response.putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length()));
            response.write(body);
        }
    }

    private static void head(HttpServerResponse response, Acknowledgement answer) {
        response.setStatusCode(answer.status());
        answer.headers().forEach((name, value) -> {
            if (!FRAMING.contains(name)) {
                response.putHeader(name, value);
            }
        });
    }

    private static Buffer body(Acknowledgement answer) {
        boolean without = answer.status() == HttpResponseStatus.NO_CONTENT.code()
                || answer.status() == HttpResponseStatus.RESET_CONTENT.code()
                || answer.status() == HttpResponseStatus.NOT_MODIFIED.code();
        return without ? Buffer.buffer() : answer.body();
    }
}
