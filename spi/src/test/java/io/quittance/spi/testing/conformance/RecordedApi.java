package io.quittance.spi.testing.conformance;

import io.quittance.spi.ProviderHttp.Request;
import io.quittance.spi.ProviderHttp.Response;
import io.vertx.core.buffer.Buffer;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The provider's API as it was recorded. What is not recorded is not found.
 *
 * @param answers by path, with or without the query
 */
public record RecordedApi(Map<String, Response> answers) {

    private static final Response NOT_FOUND = new Response(404, Map.of(), Buffer.buffer());

    public RecordedApi {
        answers = Map.copyOf(answers);
    }

    /** An API that knows nothing. */
    public static RecordedApi empty() {
        return new RecordedApi(Map.of());
    }

    /**
     * The same with one more answer.
     *
     * @param path with its query, or without it for whatever query
     */
    public RecordedApi with(String path, String body) {
        return with(path, 200, body);
    }

    /** The same with an answer of this status. */
    public RecordedApi with(String path, int status, String body) {
        Map<String, Response> more = new LinkedHashMap<>(answers);
        more.put(path, new Response(status, Map.of("content-type", "application/json"), Buffer.buffer(body)));
        return new RecordedApi(more);
    }

    Response answer(Request request) {
        String path = request.uri().getRawPath();
        Response anyQuery = answers.getOrDefault(path, NOT_FOUND);
        return answers.getOrDefault(path + "?" + request.uri().getRawQuery(), anyQuery);
    }
}
