package io.quittance.core.store;

import io.quittance.spi.PaymentKey;

/** Identifies a payment among all accounts. */
public record PaymentId(String account, PaymentKey key) implements Comparable<PaymentId> {

    /** The order in which payments are locked. */
    @Override
    public int compareTo(PaymentId other) {
        int byAccount = account.compareTo(other.account);
        if (byAccount != 0) {
            return byAccount;
        }
        int byBackEnd = key.backEnd().compareTo(other.key.backEnd());
        return byBackEnd != 0 ? byBackEnd : key.id().compareTo(other.key.id());
    }

    @Override
    public String toString() {
        return account + "/" + key;
    }
}
