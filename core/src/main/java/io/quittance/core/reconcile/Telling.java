package io.quittance.core.reconcile;

import io.quittance.core.store.StoredObservation;
import io.quittance.core.store.WireNames;
import io.quittance.spi.Money;
import io.quittance.spi.ObservedStatus;
import io.quittance.spi.PaymentObservation;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the timeline tells of an observation. Pure. */
final class Telling {

    private Telling() {}

    /**
     * What it says, and why that is not what the payment's status is now if it is not.
     *
     * @param all what is known of the payment, this observation included
     */
    static JsonObject of(StoredObservation stored, List<StoredObservation> all) {
        PaymentObservation observation = stored.observation();
        ObservedStatus status = observation.status();
        JsonObject detail = new JsonObject()
                .put("source", WireNames.of(observation.source()))
                .put("status", WireNames.of(status.status()))
                .put("code", status.code())
                .put("text", status.text())
                .put("amount", text(observation.amount()))
                .put("captured", text(observation.captured()))
                .put("order_match", WireNames.of(observation.order().kind()))
                .put("observed_at", stored.observedAt().toString());
        whyNotApplied(stored, all).ifPresent(why -> detail.put("not_applied", why));
        return detail;
    }

    private static Optional<String> whyNotApplied(StoredObservation stored, List<StoredObservation> all) {
        ObservedStatus told = stored.observation().status();
        ObservedStatus believed = PaymentRules.status(all);
        if (!told.isTold() || told.code().equals(believed.code())) {
            return Optional.empty();
        }
        return Optional.of(
                Preference.currentAfter(Preference.latestToldRead(all)).test(stored)
                        ? Words.of(believed) + " ranks higher"
                        : "the provider was asked since; " + Words.of(believed) + " holds");
    }

    private static @Nullable String text(@Nullable Money money) {
        return money == null ? null : money.toString();
    }
}
