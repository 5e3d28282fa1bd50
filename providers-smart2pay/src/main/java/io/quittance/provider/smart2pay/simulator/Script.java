package io.quittance.provider.smart2pay.simulator;

import io.quittance.simulation.Chance;
import io.quittance.simulation.Step;
import io.quittance.spi.Money;
import io.quittance.spi.simulator.Life;
import io.quittance.spi.simulator.Sale;
import java.util.List;
import java.util.stream.Stream;

/** How each life goes at Smart2Pay. */
final class Script {

    private static final double IRRELEVANT_SHARE = 0.05;

    private Script() {}

    /** A method that such a life is possible with. */
    static PaymentMethod method(Life life, Chance chance) {
        return switch (life) {
            case PAID -> chance.oneOf(PaymentMethod.CARD, PaymentMethod.IDEAL, PaymentMethod.BANK_TRANSFER);
            case PREPAID -> PaymentMethod.BANK_TRANSFER;
            case AUTHORIZED_THEN_CAPTURED -> chance.oneOf(PaymentMethod.CARD, PaymentMethod.KLARNA);
            case FAILED_THEN_PAID, DECLINED, PARTIALLY_REFUNDED, REFUNDED_IN_PARTS ->
                chance.oneOf(PaymentMethod.CARD, PaymentMethod.IDEAL);
            case CHARGED_BACK, CHARGEBACK_REVERSED -> PaymentMethod.CARD;
        };
    }

    /** What happens, in order. */
    static List<Step> of(Sale sale, PaymentMethod method, SaleStory story, Chance chance) {
        Stream<Step> end = chance.happens(IRRELEVANT_SHARE) ? Stream.of(story.irrelevance()) : Stream.empty();
        return Stream.concat(life(sale, method, story, chance), end).toList();
    }

    private static Stream<Step> life(Sale sale, PaymentMethod method, SaleStory story, Chance chance) {
        return switch (sale.life()) {
            case PAID, PREPAID -> paid(method, story, chance);
            case AUTHORIZED_THEN_CAPTURED ->
                Stream.of(story.attempt(Status.OPEN), story.become(Status.AUTHORIZED), story.succeed());
            case FAILED_THEN_PAID -> failedThenPaid(method, story, chance);
            case DECLINED ->
                Stream.of(story.attempt(Status.FAILED), story.attempt(Status.OPEN), story.become(Status.FAILED));
            case PARTIALLY_REFUNDED ->
                Stream.concat(
                        paid(method, story, chance), story.refund(refunded(sale), Status.PARTIALLY_REFUNDED).stream());
            case REFUNDED_IN_PARTS -> Stream.concat(paid(method, story, chance), refundedInParts(sale.amount(), story));
            case CHARGED_BACK ->
                Stream.concat(
                        paid(method, story, chance),
                        story.chargeback(chance.oneOf(Status.CHARGED_BACK, Status.DISPUTE_LOST)).stream());
            case CHARGEBACK_REVERSED ->
                Stream.concat(paid(method, story, chance), story.chargeback(Status.DISPUTE_WON).stream());
        };
    }

    private static Stream<Step> paid(PaymentMethod method, SaleStory story, Chance chance) {
        Status between = method == PaymentMethod.CARD ? Status.CAPTURE_REQUESTED : Status.PENDING_ON_PROVIDER;
        return chance.happens(0.5)
                ? Stream.of(story.attempt(Status.OPEN), story.become(between), story.succeed())
                : Stream.of(story.attempt(Status.OPEN), story.succeed());
    }

    /** A second attempt; or the first turns out well in the end, which Smart2Pay says may happen. */
    private static Stream<Step> failedThenPaid(PaymentMethod method, SaleStory story, Chance chance) {
        Stream<Step> better = method != PaymentMethod.CARD && chance.happens(0.5)
                ? Stream.of(story.succeed())
                : paid(method, story, chance);
        return Stream.concat(Stream.of(story.attempt(Status.FAILED)), better);
    }

    /** Two parts that Smart2Pay can count if it can count the whole. */
    private static Stream<Step> refundedInParts(Money amount, SaleStory story) {
        long smallest = Hundredths.smallest(amount.currency());
        long first = amount.minorUnits() / (2 * smallest) * smallest;
        return Stream.of(
                        story.refund(new Money(first, amount.currency()), Status.PARTIALLY_REFUNDED),
                        story.refund(new Money(amount.minorUnits() - first, amount.currency()), Status.REFUNDED))
                .flatMap(List::stream);
    }

    private static Money refunded(Sale sale) {
        return new Money(
                sale.life().refunded(sale.amount().minorUnits()), sale.amount().currency());
    }
}
