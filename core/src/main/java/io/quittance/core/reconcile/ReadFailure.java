package io.quittance.core.reconcile;

import io.quittance.core.store.PaymentId;
import io.quittance.core.store.TimelineKind;
import io.quittance.core.store.WireNames;
import io.vertx.core.json.JsonObject;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How a timeline tells that the provider was asked and there is no answer to go by.
 *
 * @param about what was asked: {@code notification, payment} or {@code order}
 * @param attempt how often in a row, this time included
 */
record ReadFailure(String about, Fault fault, int attempt) {

    /**
     * Tells it; of many attempts in a row those whose number is a power of two, so that a provider that is down for days does
     * not fill the timeline.
     *
     * @param reference the order; null: whichever the payment belongs to, some day
     */
    void tell(
            ChangesBuilder changes,
            String merchant,
            @Nullable String reference,
            @Nullable PaymentId payment,
            @Nullable UUID notification) {
        if (Integer.bitCount(attempt) == 1) {
            JsonObject detail = new JsonObject()
                    .put("about", about)
                    .put("category", WireNames.of(fault.kind()))
                    .put("reason", fault.message())
                    .put("attempt", attempt);
            changes.timeline(merchant, TimelineKind.READ_FAILED, reference, payment, notification, detail);
        }
    }
}
