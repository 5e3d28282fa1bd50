package io.quittance.provider.secuconnect;

import io.quittance.spi.ErrorCategory;
import io.quittance.spi.Money;
import io.quittance.spi.PaymentObservation.Refund;
import io.quittance.spi.ProviderException;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A payment transaction as the API tells it. A refund is one too: it has a negative amount and the payment as its parent,
 * and calls itself accepted when it is done.
 *
 * @param amount negative for a refund
 * @param parents what it belongs to: the payment of a refund or of a part of a mixed basket
 * @param children refunds and parts of a mixed basket
 * @param recurring whether it belongs to a subscription
 * @param time when it last changed, null if that cannot be read
 */
record PaymentTransaction(
        String id,
        Money amount,
        ReportedStatus status,
        List<Link> parents,
        List<Link> children,
        boolean recurring,
        @Nullable Instant time) {

    static final String ID_PREFIX = "PCI_";

    private static final long REFUND_OF = 19;

    /**
     * A reference to another transaction.
     *
     * @param id its id; its {@code trans_id} is no key, the vendor's own sample has a wrong one
     * @param isRefund whether the reference says that one is a refund of the other
     */
    record Link(String id, boolean isRefund) {}

    PaymentTransaction {
        parents = List.copyOf(parents);
        children = List.copyOf(children);
    }

    /**
     * Reads the answer for an id.
     *
     * @throws ProviderException with category permanent if what counts is missing or makes no sense
     */
    static PaymentTransaction of(String id, JsonObject json) {
        if (!id.equals(json.getValue("id"))) {
            throw ProviderException.permanent("secuconnect answered a payment with another id than asked for");
        }
        return new PaymentTransaction(
                id,
                amount(json, "a payment"),
                ReportedStatus.of(json),
                Stream.concat(links(json, "parents", null), links(json, "related_transactions", "parent"))
                        .toList(),
                links(json, "related_transactions", "child").toList(),
                LenientJson.text(LenientJson.object(json, "subscription"), "id") != null,
                Stream.of("updated", "created")
                        .map(field -> LenientJson.instant(json, field))
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null));
    }

    /** An amount in whole minor units with its currency, strictly: this is money. */
    static Money amount(JsonObject json, String what) {
        OptionalLong minorUnits = LenientJson.integer(json, "amount");
        if (minorUnits.isEmpty() || !(json.getValue("currency") instanceof String currency)) {
            throw ProviderException.permanent(
                    "secuconnect answered " + what + " without an amount in whole minor units of a currency");
        }
        try {
            return new Money(minorUnits.getAsLong(), currency);
        } catch (IllegalArgumentException e) {
            throw new ProviderException(
                    ErrorCategory.PERMANENT, "secuconnect answered " + what + " in a currency that is none", e);
        }
    }

    /** Whether it is only a part of another payment, and so can never pay an order. */
    boolean isPartOfAnother() {
        return amount.minorUnits() < 0 || !parents.isEmpty();
    }

    /** The payment that it is a part of, if told. */
    Optional<String> parentId() {
        return parents.stream().map(Link::id).findFirst();
    }

    /** What it is to its parent, if it is a refund. */
    Optional<Refund> asRefund() {
        boolean refund = amount.minorUnits() < 0 || parents.stream().anyMatch(Link::isRefund);
        if (!refund || amount.minorUnits() == 0) {
            return Optional.empty();
        }
        SimpleStatus known = status.known();
        return Optional.of(new Refund(
                id,
                new Money(Math.abs(amount.minorUnits()), amount.currency()),
                known == null ? Refund.Status.PENDING : known.refundStatus()));
    }

    private static Stream<Link> links(JsonObject json, String field, @Nullable String hierarchy) {
        return LenientJson.objects(json, field).stream()
                .filter(link -> hierarchy == null || hierarchy.equals(link.getValue("hierarchy")))
                .filter(link -> PushTarget.PAYMENT.equals(link.getValue("object")))
                .flatMap(link -> Stream.ofNullable(LenientJson.text(link, "id"))
                        .map(id -> new Link(
                                id, LenientJson.integer(link, "ref_type_id").orElse(0) == REFUND_OF)));
    }
}
