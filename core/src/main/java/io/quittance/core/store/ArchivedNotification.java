package io.quittance.core.store;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A notification as it is kept outside of the store, one JSON object a line: all that the table has of it. Bytes that are
 * UTF-8 are text, others are base64 under a name of their own, so that each is exactly what came.
 *
 * @param credential which one verified the sender; null: unverified
 * @param headers a JSON array of names and values, secrets as fingerprints
 */
public record ArchivedNotification(
        String account,
        UUID id,
        Instant receivedAt,
        String outcome,
        @Nullable String credential,
        String method,
        String path,
        String remoteAddress,
        Buffer query,
        Buffer headers,
        Buffer body) {

    private static final String BASE64 = "Base64";

    static ArchivedNotification of(Row row, NotificationSeal seal) {
        return new ArchivedNotification(
                row.getString("account_id"),
                row.getUUID("notification_id"),
                row.getOffsetDateTime("received_at").toInstant(),
                row.getString("outcome"),
                row.getString("credential"),
                row.getString("method"),
                row.getString("path"),
                row.getString("remote_address"),
                seal.open(NotificationSeal.QUERY, row),
                seal.open(NotificationSeal.HEADERS, row),
                seal.open(NotificationSeal.BODY, row));
    }

    /** The line. */
    public String line() {
        JsonObject json = new JsonObject()
                .put("id", id.toString())
                .put("account", account)
                .put("receivedAt", receivedAt.toString())
                .put("outcome", outcome)
                .put("credential", credential)
                .put("method", method)
                .put("path", path)
                .put("remoteAddress", remoteAddress);
        put(json, "query", query);
        put(json, "headers", headers);
        put(json, "body", body);
        return json.encode();
    }

    /** What a line says; empty if it is none of these. */
    public static Optional<ArchivedNotification> parse(String line) {
        try {
            JsonObject json = new JsonObject(line);
            Buffer headers = bytes(json, "headers");
            ClaimStore.headers(headers);
            return Optional.of(new ArchivedNotification(
                    text(json, "account"),
                    UUID.fromString(text(json, "id")),
                    Instant.parse(text(json, "receivedAt")),
                    text(json, "outcome"),
                    json.getString("credential"),
                    text(json, "method"),
                    text(json, "path"),
                    text(json, "remoteAddress"),
                    bytes(json, "query"),
                    headers,
                    bytes(json, "body")));
        } catch (DecodeException
                | ClassCastException
                | DateTimeException
                | NullPointerException
                | IllegalArgumentException
                | IndexOutOfBoundsException notOne) {
            return Optional.empty();
        }
    }

    private static void put(JsonObject json, String name, Buffer bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.getBytes()))
                    .toString();
            json.put(name, text);
        } catch (CharacterCodingException notText) {
            json.put(name + BASE64, bytes.getBytes());
        }
    }

    private static Buffer bytes(JsonObject json, String name) {
        byte[] binary = json.getBinary(name + BASE64);
        return binary == null ? Buffer.buffer(text(json, name)) : Buffer.buffer(binary);
    }

    private static String text(JsonObject json, String name) {
        return Objects.requireNonNull(json.getString(name), name);
    }
}
