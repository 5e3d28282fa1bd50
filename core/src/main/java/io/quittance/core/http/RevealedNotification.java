package io.quittance.core.http;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.quittance.core.plugin.StrictJson;
import io.quittance.core.store.NotificationEvidence;
import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is masked in a notification, as it came. What opens our own doors stays masked: of secret headers only fingerprints are
 * kept, and the signature of a notification URL is shown to nobody.
 *
 * @param body as it came; null: it is not UTF-8
 * @param bodyBase64 as it came; null: the body is UTF-8
 */
record RevealedNotification(
        UUID id,
        String query,
        @Nullable String body,
        @Nullable String bodyBase64) {

    private static final Masking CREDENTIALS = new Masking(Set.of());

    static RevealedNotification of(NotificationEvidence evidence) {
        String text = text(evidence.body());
        return new RevealedNotification(
                evidence.row().id(),
                CREDENTIALS.query(evidence.query().toString(StandardCharsets.UTF_8)),
                text,
                text == null
                        ? Base64.getEncoder().encodeToString(evidence.body().getBytes())
                        : null);
    }

    /** The body for people: JSON line by line, anything else as it came. */
    @JsonIgnore
    String printed() {
        if (body == null) {
            return String.valueOf(bodyBase64);
        }
        try {
            JsonNode json = StrictJson.tree(Buffer.buffer(body));
            return json.toPrettyString();
        } catch (JsonProcessingException notJson) {
            return body;
        }
    }

    private static @Nullable String text(Buffer body) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body.getBytes()))
                    .toString();
        } catch (CharacterCodingException notText) {
            return null;
        }
    }
}
