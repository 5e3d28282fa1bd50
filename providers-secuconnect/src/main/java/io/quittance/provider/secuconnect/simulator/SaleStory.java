package io.quittance.provider.secuconnect.simulator;

import io.quittance.simulation.Chance;
import io.quittance.simulation.Letter;
import io.quittance.simulation.Step;
import io.quittance.spi.simulator.Life;
import io.quittance.spi.simulator.Sale;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What can happen to the payments of one sale. Each step writes into the books and pushes what it changed. */
final class SaleStory {

    private static final double OLD_FORMAT_SHARE = 0.15;

    /** The old format tells of no refunds. */
    private static final Set<Life> WITH_REFUNDS = Set.of(Life.PARTIALLY_REFUNDED, Life.REFUNDED_IN_PARTS);

    private final Books books;
    private final Pushes pushes;
    private final Clock clock;
    private final Sale sale;
    private final Map<String, String> pushQuery;
    private final Chance chance;
    private final PaymentMethod method;
    private final boolean oldFormat;
    private final String smartTransaction;
    private String payment = "";

    /**
     * The story of a sale.
     *
     * @param pushQuery that of the URL that pushes go to
     */
    SaleStory(Books books, Pushes pushes, Clock clock, Sale sale, Map<String, String> pushQuery, Chance chance) {
        this.books = books;
        this.pushes = pushes;
        this.clock = clock;
        this.sale = sale;
        this.pushQuery = pushQuery;
        this.chance = chance;
        this.method = method(sale.life(), chance);
        this.oldFormat = !WITH_REFUNDS.contains(sale.life()) && chance.happens(OLD_FORMAT_SHARE);
        this.smartTransaction = Ids.smartTransaction(chance);
    }

    /** The shop creates the smart transaction; nobody is told. */
    Step open() {
        return () -> {
            Instant now = now();
            books.write(new SmartTransaction(
                    smartTransaction,
                    sale.reference(),
                    method,
                    sale.amount().minorUnits(),
                    sale.amount().currency(),
                    "created",
                    List.of(),
                    now,
                    now));
            return List.of();
        };
    }

    /** A new attempt to pay. The smart transaction lets go of the payment before. */
    Step attempt(TransactionStatus status) {
        return () -> {
            payment = oldFormat ? Ids.hash(chance) : Ids.payment(chance);
            books.write(transaction(payment, method, sale.amount().minorUnits(), status));
            updateSmartTransaction(status);
            return List.of(push(payment, chance.oneOf("added", "changed")));
        };
    }

    /** The payment gets another status. */
    Step become(TransactionStatus status) {
        return () -> {
            books.write(books.transaction(payment).orElseThrow().become(status, now()));
            updateSmartTransaction(status);
            return List.of(push(payment, "changed"));
        };
    }

    /** Part of the payment goes back: a transaction of its own, promised at first, then done. */
    List<Step> refund(long minorUnits) {
        String refund = Ids.payment(chance);
        return List.of(() -> promise(refund, minorUnits), () -> complete(refund));
    }

    private List<Letter> promise(String refund, long minorUnits) {
        books.write(transaction(refund, PaymentMethod.REFUND, -minorUnits, TransactionStatus.PENDING));
        books.write(books.transaction(payment).orElseThrow().withChild(refund, now()));
        return List.of(push(refund, "added"));
    }

    /** The payment's own status changes with its refund, or does not. */
    private List<Letter> complete(String refund) {
        books.write(books.transaction(refund).orElseThrow().become(TransactionStatus.COMPLETED, now()));
        if (chance.happens(0.5)) {
            return List.of(push(refund, "changed"));
        }
        books.write(books.transaction(payment).orElseThrow().become(TransactionStatus.REFUND, now()));
        return List.of(push(refund, "changed"), push(payment, "changed"));
    }

    private Transaction transaction(String id, PaymentMethod kind, long amount, TransactionStatus status) {
        Optional<String> parent = kind == PaymentMethod.REFUND ? Optional.of(payment) : Optional.empty();
        Instant now = now();
        return new Transaction(
                id, Ids.number(chance), kind, amount, sale.amount().currency(), status, parent, List.of(), now, now);
    }

    private void updateSmartTransaction(TransactionStatus status) {
        books.write(books.smartTransaction(smartTransaction)
                .orElseThrow()
                .hold(payment, status.ofSmartTransaction(), now()));
    }

    private Letter push(String transaction, String type) {
        return pushes.about(transaction, type, pushQuery, chance);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }

    private static PaymentMethod method(Life life, Chance chance) {
        return switch (life) {
            case PREPAID -> PaymentMethod.PREPAYMENT;
            case AUTHORIZED_THEN_CAPTURED -> PaymentMethod.CREDIT_CARD;
            default -> chance.oneOf(PaymentMethod.CREDIT_CARD, PaymentMethod.DEBIT);
        };
    }
}
