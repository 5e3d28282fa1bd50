package io.quittance.core.reconcile;

import io.quittance.core.store.StoredObservation;
import io.quittance.spi.ObservedStatus;
import io.quittance.spi.PaymentStatus;
import java.util.List;
import java.util.Optional;

/** What an observation means for the status of its payment, beside all others of it. Pure. */
enum ObservationRule {
    /** It is believed. */
    DECIDES,
    /** It tells the status that another one told already. */
    CONFIRMS,
    /** It tells nothing of the payment's own status, but of a refund or the like. */
    TELLS_NO_STATUS,
    /** The provider was asked since, and what it told then holds. */
    READ_SINCE,
    /** By the provider's ranks, another one is further in the life of a payment. */
    RANKS_LOWER,
    /** Of two of one rank, the one with more captured money holds, then the one that was read, then the later one. */
    TELLS_LESS;

    /**
     * Which rule applies to an observation.
     *
     * @param all that is known of the payment, this one included
     * @param believed the status of the payment, as their fold
     */
    static ObservationRule of(StoredObservation one, List<StoredObservation> all, ObservedStatus believed) {
        ObservedStatus status = one.observation().status();
        if (!status.isTold()) {
            return TELLS_NO_STATUS;
        }
        if (status.code().equals(believed.code())) {
            return isFirstToTell(one, all) ? DECIDES : CONFIRMS;
        }
        Optional<StoredObservation> read = Preference.latestToldRead(all);
        if (!Preference.currentAfter(read).test(one)) {
            return READ_SINCE;
        }
        return status.rank() < believed.rank() ? RANKS_LOWER : TELLS_LESS;
    }

    /** Why it is not believed, in words; empty if it is, or has nothing to be believed. */
    Optional<String> reason(ObservedStatus told, ObservedStatus believed) {
        return switch (this) {
            case DECIDES, CONFIRMS, TELLS_NO_STATUS -> Optional.empty();
            case READ_SINCE -> Optional.of("the provider was asked since, and told " + words(believed));
            case RANKS_LOWER ->
                Optional.of(words(told) + " comes before " + words(believed)
                        + " in the life of a payment at this provider");
            case TELLS_LESS ->
                Optional.of(words(believed) + " ranks as high as " + words(told)
                        + " and comes with more captured money," + " was read, or is dated later");
        };
    }

    private static boolean isFirstToTell(StoredObservation one, List<StoredObservation> all) {
        String code = one.observation().status().code();
        return all.stream()
                .filter(other -> other.observation().status().code().equals(code))
                .min(Preference.BY_TIME)
                .filter(first -> first.id().equals(one.id()))
                .isPresent();
    }

    private static String words(ObservedStatus status) {
        PaymentStatus meaning = status.status();
        return Words.of(meaning) + " (" + status.code() + ")";
    }
}
