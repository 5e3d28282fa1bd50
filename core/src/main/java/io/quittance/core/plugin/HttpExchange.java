package io.quittance.core.plugin;

import io.quittance.spi.ProviderException;
import io.quittance.spi.ProviderHttp.Response;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.RequestOptions;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * One request and its answer, within limits: the plain client rather than the web client, because that reads an answer to
 * its end, however long, and limits only the silence between its parts. Used on the account's event loop only.
 */
final class HttpExchange {

    private final AccountLoop loop;
    private final HttpLimits limits;
    private final Promise<Response> answer = Promise.promise();
    private @Nullable HttpClientRequest request;

    HttpExchange(AccountLoop loop, HttpLimits limits) {
        this.loop = loop;
        this.limits = limits;
    }

    /** The answer; or a temporary {@link ProviderException} with only the reason as its message. */
    Future<Response> run(RequestOptions options, Buffer body) {
        Runnable cancelTimeout = loop.timer(limits.timeout(), this::timeOut);
        loop.client()
                .request(options)
                .compose(opened -> send(opened, body))
                .compose(this::read)
                .onSuccess(answer::tryComplete)
                .onFailure(failure -> abandon(explained(failure)));
        return answer.future().onComplete(done -> cancelTimeout.run());
    }

    private Future<HttpClientResponse> send(HttpClientRequest opened, Buffer body) {
        request = opened;
        // The futures carry every failure; without this, Vert.x logs each one as an error as well.
        opened.exceptionHandler(failure -> {});
        if (answer.future().isComplete()) {
            opened.reset();
            return Future.failedFuture("abandoned");
        }
        return body.length() == 0 ? opened.send() : opened.send(body);
    }

    private Future<Response> read(HttpClientResponse response) {
        Buffer body = Buffer.buffer();
        response.handler(chunk -> {
            if (body.length() + chunk.length() > limits.answerBytes()) {
                abandon(ProviderException.temporary("the answer is longer than " + limits.answerBytes() + " bytes"));
            } else {
                body.appendBuffer(chunk);
            }
        });
        return response.end().map(ignored -> new Response(response.statusCode(), headers(response), body));
    }

    private void timeOut() {
        abandon(ProviderException.temporary(
                "no answer within " + limits.timeout().toMillis() + " ms"));
    }

    /** Gives the connection back as well, whatever state the request is in. */
    private void abandon(ProviderException reason) {
        boolean first = answer.tryFail(reason);
        if (first && request != null) {
            request.reset();
        }
    }

    private static Map<String, String> headers(HttpClientResponse response) {
        Map<String, String> headers = new HashMap<>();
        response.headers().forEach((name, value) -> headers.putIfAbsent(name.toLowerCase(Locale.ROOT), value));
        return headers;
    }

    /** The plugin's mistake; the library's words might quote a header. */
    static ProviderException invalid() {
        return ProviderException.permanent("the plugin's request is not valid HTTP");
    }

    /** In words that hold nothing of the request: Vert.x puts the query into some messages. */
    private static ProviderException explained(Throwable failure) {
        if (failure instanceof IllegalArgumentException) {
            return invalid();
        }
        if (failure instanceof ConnectException
                || failure instanceof UnknownHostException
                || failure instanceof SSLException) {
            return ProviderException.temporary(String.valueOf(failure.getMessage()));
        }
        if (failure instanceof HttpClosedException) {
            return ProviderException.temporary("the connection was closed before the answer was complete");
        }
        return ProviderException.temporary(failure.getClass().getSimpleName());
    }
}
