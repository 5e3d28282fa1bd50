package io.quittance.core.http;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.openapi.contract.OpenAPIContract;
import io.vertx.openapi.contract.Operation;
import io.vertx.openapi.validation.ResponseValidator;
import io.vertx.openapi.validation.ValidatableResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The contract of the management API, for holding answers against it. */
final class ManagementContract {

    private static final OpenAPIContract CONTRACT = load();

    private final ResponseValidator validator;

    /** For the answers of one test. */
    ManagementContract(Vertx vertx) {
        this.validator = ResponseValidator.create(vertx, CONTRACT);
    }

    // Once for all tests, because it takes long. Fails if it is no valid OpenAPI document.
    private static OpenAPIContract load() {
        Vertx vertx = Vertx.vertx();
        try {
            return OpenAPIContract.from(vertx, readable()).await();
        } finally {
            vertx.close().await();
        }
    }

    /** All operations. */
    static List<Operation> operations() {
        return CONTRACT.operations();
    }

    /** Fails if the contract does not allow this answer to the request. Paths that it does not have are not its business. */
    void requireAllowed(HttpMethod method, String path, int status, @Nullable String contentType, Buffer body)
            throws TimeoutException {
        Operation operation = CONTRACT.findOperation(path, method);
        if (operation == null || path.equals("/metrics")) {
            return;
        }
        String problem = ProblemResponder.MEDIA_TYPE;
        String readable = problem.equals(contentType) ? "application/json" : contentType;
        validator
                .validate(ValidatableResponse.create(status, body, readable), operation.getOperationId())
                .await(30, SECONDS);
    }

    // The library that reads the contract does not know the media type of problem documents.
    private static JsonObject readable() {
        return new JsonObject(text().replace(ProblemResponder.MEDIA_TYPE, "application/json"));
    }

    /** The document itself. */
    static JsonObject document() {
        return new JsonObject(text());
    }

    private static String text() {
        try (InputStream resource = OpenApiDocument.class.getResourceAsStream("openapi.json")) {
            return Buffer.buffer(Objects.requireNonNull(resource).readAllBytes())
                    .toString();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
