package io.quittance.core.plugin;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.WriteStream;
import io.vertx.ext.web.codec.spi.BodyStream;
import org.jspecify.annotations.Nullable;

/**
 * The body of an answer, up to a bound. From the byte that passes it, or when nobody wants the body any more, it claims to
 * be full: then the client reads no further, and closes the connection when it has been silent for a time. A failure would
 * not do: the client would go on to read what it throws away.
 */
final class BoundedBody implements BodyStream<Buffer> {

    private final int maxBytes;
    private final Runnable onTooLong;
    private final Buffer body = Buffer.buffer();
    private final Promise<Buffer> result = Promise.promise();
    private boolean full;

    BoundedBody(int maxBytes, Runnable onTooLong) {
        this.maxBytes = maxBytes;
        this.onTooLong = onTooLong;
    }

    /** Takes no more. */
    void stop() {
        full = true;
    }

    @Override
    public Future<Void> write(Buffer chunk) {
        if (full) {
            return Future.succeededFuture();
        }
        if (body.length() + chunk.length() > maxBytes) {
            full = true;
            onTooLong.run();
        } else {
            body.appendBuffer(chunk);
        }
        return Future.succeededFuture();
    }

    @Override
    public boolean writeQueueFull() {
        return full;
    }

    @Override
    public Future<Void> end() {
        result.tryComplete(body);
        return Future.succeededFuture();
    }

    @Override
    public Future<Buffer> result() {
        return result.future();
    }

    @Override
    public void handle(Throwable failure) {
        result.tryFail(failure);
    }

    @Override
    public BoundedBody exceptionHandler(@Nullable Handler<Throwable> handler) {
        return this;
    }

    @Override
    public WriteStream<Buffer> setWriteQueueMaxSize(int maxSize) {
        return this;
    }

    @Override
    public BoundedBody drainHandler(@Nullable Handler<Void> handler) {
        return this;
    }
}
