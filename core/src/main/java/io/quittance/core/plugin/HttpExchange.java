package io.quittance.core.plugin;

import io.quittance.spi.ProviderException;
import io.quittance.spi.ProviderHttp.Response;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import javax.net.ssl.SSLException;

/** One request and its answer, within limits. Used on the account's event loop only. */
final class HttpExchange {

    private final AccountLoop loop;
    private final HttpLimits limits;
    private final Promise<Response> answer = Promise.promise();
    private final BoundedBody body;

    HttpExchange(AccountLoop loop, HttpLimits limits) {
        this.loop = loop;
        this.limits = limits;
        this.body = new BoundedBody(limits.answerBytes(), this::refuseLength);
    }

    /** The answer; or a temporary {@link ProviderException} with only the reason as its message. */
    Future<Response> run(HttpMethod method, RequestOptions options, Buffer question) {
        Runnable cancelTimeout = loop.timer(limits.timeout(), this::timeOut);
        HttpRequest<Buffer> request = loop.client()
                .request(method, options)
                // Also ends what is abandoned before it began.
                .timeout(limits.timeout().toMillis())
                .as(() -> body);
        (question.length() == 0 ? request.send() : request.sendBuffer(question))
                .map(HttpExchange::response)
                .onSuccess(answer::tryComplete)
                .onFailure(failure -> abandon(explained(failure)));
        return answer.future().onComplete(done -> cancelTimeout.run());
    }

    private void refuseLength() {
        abandon(ProviderException.temporary("the answer is longer than " + limits.answerBytes() + " bytes"));
    }

    private void timeOut() {
        abandon(ProviderException.temporary(
                "no answer within " + limits.timeout().toMillis() + " ms"));
    }

    private void abandon(ProviderException reason) {
        body.stop();
        answer.tryFail(reason);
    }

    private static Response response(HttpResponse<Buffer> response) {
        Buffer body = Objects.requireNonNullElseGet(response.body(), Buffer::buffer);
        return new Response(response.statusCode(), headers(response), body);
    }

    private static Map<String, String> headers(HttpResponse<Buffer> response) {
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
