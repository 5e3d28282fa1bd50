package io.quittance.provider.secuconnect;

import io.quittance.spi.ObservedStatus.Reason;
import io.quittance.spi.ProviderException;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The status of a payment transaction as the API tells it.
 *
 * @param code the simple status, a number
 * @param text the provider's name of it
 * @param known the same if we know it, or null
 * @param detailed the detailed status behind it, empty if not told
 * @param detailedText the provider's name of the detailed status, in the language of the account
 */
record ReportedStatus(
        String code,
        @Nullable String text,
        @Nullable SimpleStatus known,
        OptionalLong detailed,
        @Nullable String detailedText) {

    private static final long WAITING_FOR_PREPAYMENT = 25;
    private static final int MAX_TEXT = 200;

    static ReportedStatus of(JsonObject transaction) {
        JsonObject details = LenientJson.object(transaction, "details");
        OptionalLong id = LenientJson.integer(details, "status_simple");
        return id.isPresent() ? current(id.getAsLong(), details) : oldFormat(transaction);
    }

    private static ReportedStatus current(long id, JsonObject details) {
        Optional<SimpleStatus> known = SimpleStatus.withId(id);
        return new ReportedStatus(
                Long.toString(id),
                known.map(SimpleStatus::text).orElseGet(() -> bounded(details, "status_simple_text")),
                known.orElse(null),
                LenientJson.integer(details, "status"),
                bounded(details, "status_text"));
    }

    private static ReportedStatus oldFormat(JsonObject transaction) {
        String name = bounded(transaction, "status");
        if (name == null || LenientJson.integer(transaction, "status").isPresent()) {
            throw ProviderException.permanent("secuconnect answered a payment without details.status_simple");
        }
        Optional<SimpleStatus> known = SimpleStatus.named(name);
        return new ReportedStatus(
                known.map(status -> Integer.toString(status.id())).orElse(name),
                name,
                known.orElse(null),
                LenientJson.integer(transaction, "transaction_status"),
                null);
    }

    /** Whether the money of a prepayment has not come yet. The provider calls such a payment authorized. */
    boolean isWaitingForPrepayment() {
        return detailed.isPresent() && detailed.getAsLong() == WAITING_FOR_PREPAYMENT;
    }

    boolean needsEffectiveAmount() {
        return known != null && known.needsEffectiveAmount();
    }

    int rank() {
        return known == null ? 0 : known.rank();
    }

    /** The detailed status, which says why the simple one is as it is. */
    List<Reason> reasons() {
        return detailed.isPresent()
                ? List.of(new Reason(Long.toString(detailed.getAsLong()), detailedText))
                : List.of();
    }

    private static @Nullable String bounded(JsonObject json, String field) {
        String text = LenientJson.text(json, field);
        return text == null ? null : text.substring(0, Math.min(text.length(), MAX_TEXT));
    }
}
