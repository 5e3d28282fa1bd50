package io.quittance.core.reconcile;

import io.quittance.core.store.OrderKey;
import io.quittance.core.store.PaymentId;
import io.quittance.core.store.Replay;
import io.quittance.core.store.Replayed;
import io.quittance.core.store.StoredObservation;
import io.quittance.core.store.TimelineKind;
import io.quittance.core.store.WireNames;
import io.quittance.core.telemetry.CardNumbers;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What no longer holds because its notification is told anew. Pure. */
final class Supersession {

    private final Collection<Replayed> replayed;

    Supersession(Collection<Replayed> replayed) {
        this.replayed = replayed;
    }

    /**
     * What of a payment's observations is superseded. What was carried and is carried again in the same words stays: nothing
     * about it was wrong. What was read never stays, since the provider was asked again.
     *
     * @param known what is on record about a payment
     * @param said what was found out about it since
     */
    List<StoredObservation> of(List<StoredObservation> known, List<StoredObservation> said) {
        return known.stream()
                .filter(one -> replayed.stream().anyMatch(anew -> anew.told(one)))
                .filter(one -> said.stream().noneMatch(other -> isRestated(one, other)))
                .toList();
    }

    /** Who had these told anew, to be named with the reason of what follows. */
    String by(List<StoredObservation> superseded) {
        return replayed.stream()
                .filter(anew -> superseded.stream().anyMatch(anew::told))
                .map(anew -> anew.replay().by())
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
    }

    /** Tells, once for each notification, that it was told anew, by whom, and what of it no longer holds. */
    void tell(
            PaymentId payment,
            String merchant,
            @Nullable OrderKey order,
            List<StoredObservation> superseded,
            List<StoredObservation> said,
            ChangesBuilder changes) {
        Map<UUID, Replay> notifications = new LinkedHashMap<>();
        for (Replayed anew : replayed) {
            boolean concerned =
                    superseded.stream().anyMatch(anew::told) || said.stream().anyMatch(anew::told);
            if (concerned) {
                notifications.putIfAbsent(anew.notification(), anew.replay());
            }
        }
        notifications.forEach((notification, replay) -> changes.timeline(
                merchant,
                TimelineKind.REPLAYED,
                order == null ? null : order.reference(),
                payment,
                notification,
                new JsonObject()
                        .put("by", replay.by())
                        .put("requested_at", replay.at().toString())
                        .put("replay", replay.id().toString())
                        .put("superseded", words(notification, superseded))));
    }

    private static boolean isRestated(StoredObservation one, StoredObservation other) {
        return Preference.isCarried(one)
                && Preference.isCarried(other)
                && Objects.equals(one.notification(), other.notification())
                && one.saysAs(other);
    }

    private static JsonArray words(UUID notification, List<StoredObservation> superseded) {
        JsonArray all = new JsonArray();
        superseded.stream()
                .filter(one -> notification.equals(one.notification()))
                .map(Supersession::words)
                .forEach(all::add);
        return all;
    }

    private static JsonObject words(StoredObservation one) {
        return new JsonObject()
                .put("source", WireNames.of(one.observation().source()))
                .put("status", WireNames.of(one.observation().status().status()))
                .put("code", one.observation().status().code())
                .put("text", CardNumbers.maskedIfAny(one.observation().status().text()))
                .put("observed_at", one.observedAt().toString());
    }
}
