package io.quittance.core.http;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** Serves the contract of the management API. Needs no token: it tells nothing about this gateway. */
public final class OpenApiDocument implements ManagementApi {

    private final Buffer document = Buffer.buffer(read());

    @Override
    public void mount(Router router) {
        router.get("/openapi.json").respond(context -> {
            context.response().putHeader(HttpHeaders.CONTENT_TYPE, "application/json");
            return Future.succeededFuture(document);
        });
    }

    private static byte[] read() {
        try (InputStream resource = OpenApiDocument.class.getResourceAsStream("openapi.json")) {
            return Objects.requireNonNull(resource, "openapi.json is part of the jar")
                    .readAllBytes();
        } catch (IOException broken) {
            throw new UncheckedIOException("The jar cannot be read", broken);
        }
    }
}
