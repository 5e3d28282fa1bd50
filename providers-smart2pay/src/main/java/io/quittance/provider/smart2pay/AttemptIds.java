package io.quittance.provider.smart2pay;

import io.quittance.spi.OrderMatch;
import io.quittance.spi.ProviderException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a shop makes the MerchantTransactionID of each attempt to pay an order. Smart2Pay finds payments by the whole id only,
 * and takes none twice. Pure.
 */
final class AttemptIds {

    private static final String REFERENCE = "{reference}";
    private static final String ATTEMPT = "{attempt}";

    private final String template;

    private AttemptIds(String template) {
        this.template = template;
    }

    /**
     * The rule of a setting.
     *
     * @param setting a template; null: the reference is the id
     * @throws ProviderException configuration if the reference is not found again in what the template makes
     */
    static AttemptIds of(@Nullable String setting, OrderReference orderReference) {
        if (setting == null) {
            return new AttemptIds(REFERENCE);
        }
        AttemptIds ids = new AttemptIds(setting);
        OrderMatch example = orderReference.match(ids.make("A1", 1));
        if (!example.equals(OrderMatch.matched("A1"))) {
            throw ProviderException.configuration("/merchantTransactionIdTemplate: makes " + ids.make("A1", 1)
                    + " of the order A1, in which orderReferencePattern does not find A1 again");
        }
        return ids;
    }

    /** The id of an attempt, counted from 1; empty if the ids do not count and this is not the first. */
    Optional<String> of(String reference, int attempt) {
        boolean counts = template.contains(ATTEMPT);
        return counts || attempt == 1 ? Optional.of(make(reference, attempt)) : Optional.empty();
    }

    private String make(String reference, int attempt) {
        return template.replace(ATTEMPT, Integer.toString(attempt)).replace(REFERENCE, reference);
    }
}
