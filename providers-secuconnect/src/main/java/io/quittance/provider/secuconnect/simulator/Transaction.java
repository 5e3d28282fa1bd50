package io.quittance.provider.secuconnect.simulator;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A payment transaction: a payment, or a refund of one.
 *
 * @param id {@code PCI_…}, or in the old format a hash
 * @param number what people call it
 * @param amount in minor units, negative for a refund
 * @param parent the payment of a refund
 * @param children the refunds of a payment
 */
record Transaction(
        String id,
        long number,
        PaymentMethod method,
        long amount,
        String currency,
        TransactionStatus status,
        Optional<String> parent,
        List<String> children,
        Instant created,
        Instant updated) {

    static final String ID_PREFIX = "PCI_";

    Transaction {
        children = List.copyOf(children);
    }

    boolean isOldFormat() {
        return !id.startsWith(ID_PREFIX);
    }

    Transaction become(TransactionStatus next, Instant now) {
        return new Transaction(id, number, method, amount, currency, next, parent, children, created, now);
    }

    Transaction withChild(String child, Instant now) {
        List<String> more = Stream.concat(children.stream(), Stream.of(child)).toList();
        return new Transaction(id, number, method, amount, currency, status, parent, more, created, now);
    }
}
