package io.quittance.core.http;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.quittance.core.plugin.StrictJson;
import io.quittance.core.store.Digests;
import io.quittance.core.store.NotificationEvidence;
import io.quittance.core.store.NotificationEvidence.Item;
import io.quittance.core.store.NotificationRow;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A notification as people see it: what is sensitive is masked, and what cannot be masked, because it is not JSON or
 * because nobody knows what is sensitive in it, shows only its length and hash. So does what the plugin cannot read.
 *
 * @param verification the credential that verified the sender; null: unverified
 * @param query as it came, decoded
 * @param headers [name, value], secrets as fingerprints
 * @param body masked; null: it cannot be shown
 * @param erasedAt when query, headers and body were erased; null: they are as they came
 */
record NotificationDocument(
        @JsonUnwrapped NotificationRow summary,
        List<Item> items,
        String method,
        String path,
        @Nullable String query,
        @Nullable JsonNode headers,
        String remoteAddress,
        @Nullable String verification,
        int bodyLength,
        String bodySha256,
        @Nullable JsonNode body,
        @Nullable Instant erasedAt) {

    /** Headers that are secret are fingerprints already. */
    private static final Masking UNNAMED = new Masking(Set.of());

    /**
     * What may be seen of a notification.
     *
     * @param sensitiveFields empty: nobody knows them
     */
    static NotificationDocument of(NotificationEvidence evidence, Optional<Set<String>> sensitiveFields) {
        Optional<Masking> masking = sensitiveFields.map(Masking::new);
        return new NotificationDocument(
                evidence.row(),
                evidence.items(),
                evidence.method(),
                evidence.path(),
                masking.map(mask -> mask.query(evidence.query().toString(StandardCharsets.UTF_8)))
                        .orElse(null),
                json(evidence.headers()).map(UNNAMED::json).orElse(null),
                evidence.remoteAddress(),
                evidence.credential(),
                evidence.body().length(),
                Digests.sha256Hex(evidence.body().getBytes()),
                masking.filter(mask -> isUnderstood(evidence))
                        .flatMap(mask -> json(evidence.body()).map(mask::json))
                        .orElse(null),
                evidence.erasedAt());
    }

    /** In what the plugin cannot read, nobody knows where payer data stands, whatever the names of its fields. */
    private static boolean isUnderstood(NotificationEvidence evidence) {
        return !"unreadable".equals(evidence.row().kind());
    }

    private static Optional<JsonNode> json(Buffer bytes) {
        try {
            return Optional.of(StrictJson.tree(bytes));
        } catch (JsonProcessingException notJson) {
            return Optional.empty();
        }
    }
}
