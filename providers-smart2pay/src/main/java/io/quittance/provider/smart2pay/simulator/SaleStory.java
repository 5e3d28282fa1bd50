package io.quittance.provider.smart2pay.simulator;

import io.quittance.simulation.Chance;
import io.quittance.simulation.Letter;
import io.quittance.simulation.Step;
import io.quittance.spi.Money;
import io.quittance.spi.simulator.Sale;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/** What can happen to the payments of one sale. Each step writes into the books and notifies what it changed. */
final class SaleStory {

    private final Books books;
    private final Clock clock;
    private final Sale sale;
    private final PaymentMethod method;
    private final Chance chance;
    private final Site site;
    private final long amount;
    private long payment;
    private int attempts;
    private int letters;

    /**
     * The story of a sale.
     *
     * @throws IllegalArgumentException if Smart2Pay cannot count its amount
     */
    SaleStory(Books books, Clock clock, Sale sale, PaymentMethod method, Chance chance) {
        this.books = books;
        this.clock = clock;
        this.sale = sale;
        this.method = method;
        this.chance = chance;
        this.site = chance.oneOf(Site.ALL);
        this.amount = Hundredths.of(sale.amount());
    }

    /** A new attempt to pay: a payment with an id of its own. */
    Step attempt(Status status) {
        return () -> {
            payment = books.nextId(method.backEnd());
            attempts++;
            Payment begun = new Payment(
                    payment,
                    site,
                    method,
                    sale.reference() + "-" + attempts,
                    amount,
                    sale.amount().currency(),
                    status,
                    now());
            books.write(begun);
            return List.of(notification(begun));
        };
    }

    /** The payment gets another status. */
    Step become(Status status) {
        return () -> List.of(notification(change(status)));
    }

    /** The money comes: cards and other methods have different words for it. */
    Step succeed() {
        return become(method == PaymentMethod.CARD ? Status.CAPTURED : Status.SUCCESS);
    }

    /**
     * Part of the payment goes back.
     *
     * @param afterwards the payment's status when it is done
     * @throws IllegalArgumentException if Smart2Pay cannot count this amount
     */
    List<Step> refund(Money money, Status afterwards) {
        long id = books.nextOtherId();
        long hundredths = Hundredths.of(money);
        boolean ownName = chance.happens(0.5);
        Step promise = () -> {
            Payment of = present();
            String name = ownName ? "rf_" + id : of.merchantTransactionId();
            return List.of(notification(new Refund(id, of, name, hundredths, Status.OPEN, now())));
        };
        Step complete = () -> {
            Payment of = present();
            String name = ownName ? "rf_" + id : of.merchantTransactionId();
            Letter done = notification(new Refund(id, of, name, hundredths, Status.SUCCESS, now()));
            return List.of(done, notification(change(afterwards)));
        };
        return List.of(promise, complete);
    }

    /**
     * The payer's bank takes the money back, and perhaps returns it.
     *
     * @param end how it ends
     */
    List<Step> chargeback(Status end) {
        if (chance.happens(0.5)) {
            return List.of(become(Status.DISPUTED), become(end));
        }
        long id = books.nextOtherId();
        Instant begun = now();
        Status endOfDispute = end == Status.CHARGED_BACK ? Status.DISPUTE_LOST : end;
        return List.of(
                () -> List.of(dispute(id, change(Status.DISPUTED), Status.OPEN, begun)),
                () -> List.of(dispute(id, change(endOfDispute), endOfDispute, begun)));
    }

    /** Something that concerns no order. */
    Step irrelevance() {
        return () -> {
            long id = books.nextOtherId();
            return List.of(
                    chance.happens(0.5)
                            ? letter("Preapproval", Documents.preapproval(id, site, now()))
                            : letter("Payout", Documents.payout(id, site, now(), chance)));
        };
    }

    private Payment present() {
        return books.payment(method.backEnd(), payment).orElseThrow();
    }

    private Payment change(Status status) {
        Payment changed = present().become(status);
        books.write(changed);
        return changed;
    }

    private Letter notification(Payment changed) {
        return letter("Payment", Documents.payment(changed, chance));
    }

    private Letter notification(Refund changed) {
        books.write(changed);
        return letter("Refund", Documents.refund(changed, chance));
    }

    private Letter dispute(long id, Payment disputed, Status status, Instant begun) {
        return letter("Dispute", Documents.dispute(id, disputed, status, begun, chance));
    }

    private Letter letter(String type, JsonObject content) {
        Map<String, String> headers =
                Map.of("Authorization", site.authorization(chance), "Content-Type", "application/json; charset=utf-8");
        letters++;
        return Letter.of(sale.reference() + "/" + letters, Map.of(), headers, new JsonObject().put(type, content));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }
}
