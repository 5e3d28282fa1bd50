package io.quittance.core.store;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A registered order as its merchant sees it. The names are those of the management API.
 *
 * @param amount what is expected, in minor units
 * @param cases of the order and its payments, oldest first
 */
public record OrderView(
        String reference,
        String status,
        long amount,
        String currency,
        long paid,
        long refunded,
        long version,
        List<PaymentView> payments,
        List<CaseView> cases) {

    public OrderView {
        payments = List.copyOf(payments);
        cases = List.copyOf(cases);
    }

    /**
     * A payment of the order.
     *
     * @param counts whether its money counts towards the order
     */
    public record PaymentView(
            String account,
            @Nullable String provider,
            String id,
            String status,
            @Nullable Long amount,
            @Nullable String currency,
            long captured,
            long refunded,
            boolean counts) {}

    /** A case about the order or one of its payments. */
    public record CaseView(UUID id, String kind, String state, String expected, String seen, String proposal) {}
}
