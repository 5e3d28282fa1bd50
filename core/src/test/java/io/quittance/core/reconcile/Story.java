package io.quittance.core.reconcile;

import static java.util.stream.Collectors.toCollection;

import io.quittance.core.store.Order;
import io.quittance.core.store.OrderState;
import io.quittance.core.store.Payment;
import io.quittance.core.store.PaymentId;
import io.quittance.spi.Money;
import io.quittance.spi.PaymentKey;
import io.quittance.spi.PaymentObservation.Refund;
import io.quittance.spi.PaymentObservation.Site;
import io.quittance.spi.PaymentObservation.Source;
import io.quittance.spi.PaymentObservationBuilder;
import io.quittance.spi.PaymentStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * An order and its payments in the notation of the documentation: {@code paid 60 refunded 20 + failed 100 at another site}.
 * The order is one of 100 EUR; its payments begin an hour apart, and it is decided a day after the first.
 */
record Story(Order order, List<Payment> payments, AccountTerms terms) {

    private static final Instant NOW = Observed.START.plus(Duration.ofDays(1));

    static Story of(String order, String payments) {
        long tolerance = order.startsWith("tolerance ") ? Long.parseLong(order.substring("tolerance ".length())) : 0;
        return new Story(order(order), payments(payments), new AccountTerms(false, tolerance, false));
    }

    OrderDecision decide() {
        return decide(OperatorDecisions.NONE);
    }

    OrderDecision decide(OperatorDecisions decisions) {
        return OrderRules.decide(order, payments, decisions, account -> terms, NOW);
    }

    /** The kinds of the open cases, in alphabetical order. */
    List<String> cases() {
        return decide().discrepancies().stream()
                .map(discrepancy -> discrepancy.kind().wireName())
                .collect(toCollection(TreeSet::new))
                .stream()
                .toList();
    }

    private static Order order(String text) {
        return switch (text) {
            case "not registered" -> order(null, null, null);
            case "cancelled" -> order(new Money(100, "EUR"), null, Observed.START);
            case "expired first" -> order(new Money(100, "EUR"), Observed.START.minusSeconds(1), null);
            case "expired since" -> order(new Money(100, "EUR"), NOW, null);
            case "expires later" -> order(new Money(100, "EUR"), NOW.plusSeconds(1), null);
            default -> order(new Money(100, "EUR"), null, null);
        };
    }

    private static Order order(@Nullable Money expected, @Nullable Instant expiresAt, @Nullable Instant cancelledAt) {
        return new Order("shop", "A1", expected, expiresAt, cancelledAt, OrderState.INITIAL, 0);
    }

    private static List<Payment> payments(String text) {
        List<Payment> payments = new ArrayList<>();
        if (!text.equals("none")) {
            for (String payment : text.split(" \\+ ", -1)) {
                payments.add(payment(payments.size(), payment));
            }
        }
        return payments;
    }

    private static Payment payment(int index, String text) {
        List<String> words = Arrays.asList(text.split(" ", -1));
        PaymentId id = new PaymentId("account", PaymentKey.of("p" + index));
        PaymentStatus status = PaymentStatus.valueOf(words.get(0).toUpperCase(Locale.ROOT));
        String currency = words.contains("USD") ? "USD" : "EUR";
        PaymentObservationBuilder builder = Observed.builder(id, Source.READ, status, 10)
                .amount(amount(words.get(1), currency))
                .captured(amountAfter(words, "captured", currency))
                .site(new Site(text.contains("at another site") ? "2020" : "1010", "1010"))
                .live(text.contains("with real money"))
                .recurring(words.contains("recurring"));
        Money refund = amountAfter(words, "refunded", currency);
        if (refund != null) {
            builder.refunds(List.of(new Refund("r" + index, refund, Refund.Status.SUCCEEDED)));
        }
        return PaymentRules.fold(List.of(Observed.at(index * 3600, id, builder.build())));
    }

    private static @Nullable Money amountAfter(List<String> words, String word, String currency) {
        int index = words.lastIndexOf(word);
        return index < 1 ? null : amount(words.get(index + 1), currency);
    }

    private static @Nullable Money amount(String text, String currency) {
        return text.equals("?") ? null : new Money(Long.parseLong(text), currency);
    }
}
