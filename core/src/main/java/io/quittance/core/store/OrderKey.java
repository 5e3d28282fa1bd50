package io.quittance.core.store;

/** Identifies an order. */
public record OrderKey(String merchant, String reference) implements Comparable<OrderKey> {

    /** The order in which orders are locked. */
    @Override
    public int compareTo(OrderKey other) {
        int byMerchant = merchant.compareTo(other.merchant);
        return byMerchant != 0 ? byMerchant : reference.compareTo(other.reference);
    }
}
