package io.quittance.distribution;

import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A merchant that reads the feed by long polls, and keeps its cursor whatever becomes of the gateway. An answer that did not
 * arrive is asked for again.
 */
final class FeedReader implements AutoCloseable {
    private static final String FEED = "/v1/merchants/" + Shop.MERCHANT + "/events?wait=2&limit=20";

    private final Supplier<ManagementClient> management;
    private final Consumer<JsonObject> consumer;
    private final List<String> ids = new CopyOnWriteArrayList<>();
    private final Thread thread;
    private @Nullable String cursor;
    private volatile boolean closed;

    private FeedReader(Supplier<ManagementClient> management, Consumer<JsonObject> consumer) {
        this.management = management;
        this.consumer = consumer;
        this.thread = new Thread(this::readOn, "feed-reader");
        thread.start();
    }

    /**
     * Begins to read.
     *
     * @param management of the gateway that runs now
     */
    static FeedReader start(Supplier<ManagementClient> management, Consumer<JsonObject> consumer) {
        return new FeedReader(management, consumer);
    }

    /** The ids of all events that it read, in that order. */
    List<String> ids() {
        return ids;
    }

    @Override
    public void close() throws InterruptedException {
        closed = true;
        thread.join();
    }

    private void readOn() {
        while (!closed) {
            await().forever()
                    .pollDelay(Duration.ZERO)
                    .pollInSameThread()
                    .ignoreExceptionsInstanceOf(IOException.class)
                    .until(() -> closed || read());
        }
    }

    /** Whether there was an answer. */
    private boolean read() throws IOException, InterruptedException {
        Answer answer = management.get().get(cursor == null ? FEED : FEED + "&after=" + cursor);
        if (answer.status() == 200) {
            take(answer.json());
        }
        return answer.status() == 200;
    }

    private void take(JsonObject page) {
        JsonArray items = page.getJsonArray("items");
        for (int i = 0; i < items.size(); i++) {
            JsonObject event = items.getJsonObject(i);
            ids.add(event.getString("id"));
            consumer.accept(event);
        }
        cursor = page.getString("next");
    }
}
