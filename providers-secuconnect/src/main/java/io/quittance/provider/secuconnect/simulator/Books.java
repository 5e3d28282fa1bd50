package io.quittance.provider.secuconnect.simulator;

import io.quittance.simulation.Recent;
import java.util.Collection;
import java.util.Optional;

/** What is true at the simulated secuconnect. The oldest is forgotten when there is very much. */
final class Books {

    private static final int MOST = 50_000;

    private final Recent<String, Transaction> transactions = new Recent<>(MOST);
    private final Recent<String, SmartTransaction> smartTransactions = new Recent<>(MOST);
    private final Recent<String, String> smartTransactionOf = new Recent<>(MOST);

    void write(Transaction transaction) {
        transactions.put(transaction.id(), transaction);
    }

    /** Also forgets which payments the smart transaction held before. */
    void write(SmartTransaction smart) {
        SmartTransaction before = smartTransactions.get(smart.id());
        if (before != null) {
            before.payments().forEach(smartTransactionOf::remove);
        }
        smart.payments().forEach(payment -> smartTransactionOf.put(payment, smart.id()));
        smartTransactions.put(smart.id(), smart);
    }

    Optional<Transaction> transaction(String id) {
        return Optional.ofNullable(transactions.get(id));
    }

    Optional<SmartTransaction> smartTransaction(String id) {
        return Optional.ofNullable(smartTransactions.get(id));
    }

    /** The smart transaction that a payment belongs to at present. */
    Optional<SmartTransaction> smartTransactionOf(String payment) {
        return Optional.ofNullable(smartTransactionOf.get(payment)).flatMap(this::smartTransaction);
    }

    Collection<Transaction> transactions() {
        return transactions.values();
    }

    Collection<SmartTransaction> smartTransactions() {
        return smartTransactions.values();
    }

    /** What is left of a payment after all refunds that were promised. */
    long amountLeft(Transaction payment) {
        return payment.amount()
                + payment.children().stream()
                        .flatMap(child -> transaction(child).stream())
                        .mapToLong(Transaction::amount)
                        .sum();
    }
}
