package io.quittance.core.store.staging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.quittance.core.store.Digests;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the journal keeps of a notification.
 *
 * @param content not to be changed
 * @param key the id of the key that the content is sealed with; null: it is not sealed
 * @param digest SHA-256 of all the rest, when it was staged
 */
record Entry(
        UUID id, Instant stagedAt, byte[] content, @Nullable String key, byte[] digest) {

    /** An entry as it is now. */
    static Entry of(UUID id, Instant stagedAt, byte[] content, @Nullable String key) {
        return new Entry(id, stagedAt, content, key, digest(id, stagedAt, content, key));
    }

    /** Whether it is what was staged. */
    boolean isIntact() {
        return Arrays.equals(digest, digest(id, stagedAt, content, key));
    }

    /** The entry in a file of its own. */
    JsonObject toJson() {
        return new JsonObject()
                .put("id", id.toString())
                .put("stagedAt", stagedAt)
                .put("content", content)
                .put("key", key)
                .put("digest", digest);
    }

    /** The entry of such a file; empty if it is none. */
    static Optional<Entry> of(JsonObject json) {
        try {
            return Optional.of(new Entry(
                    UUID.fromString(json.getString("id", "")),
                    requireNonNull(json.getInstant("stagedAt"), "when it was staged"),
                    requireNonNull(json.getBinary("content"), "what was staged"),
                    json.getString("key"),
                    requireNonNull(json.getBinary("digest"), "the digest of it")));
        } catch (ClassCastException | IllegalArgumentException | DateTimeException | NullPointerException none) {
            return Optional.empty();
        }
    }

    private static byte[] digest(UUID id, Instant stagedAt, byte[] content, @Nullable String key) {
        byte[] head = (id + "\0" + stagedAt.toEpochMilli() + '\0' + key + '\0').getBytes(UTF_8);
        return Digests.sha256(Buffer.buffer(head.length + content.length)
                .appendBytes(head)
                .appendBytes(content)
                .getBytes());
    }
}
