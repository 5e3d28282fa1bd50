package io.quittance.provider.secuconnect.simulator;

import static io.quittance.provider.secuconnect.simulator.TransactionStatus.ACCEPTED;
import static io.quittance.provider.secuconnect.simulator.TransactionStatus.AUTHORIZED;
import static io.quittance.provider.secuconnect.simulator.TransactionStatus.COMPLETED;
import static io.quittance.provider.secuconnect.simulator.TransactionStatus.DENIED;
import static io.quittance.provider.secuconnect.simulator.TransactionStatus.ISSUE;
import static io.quittance.provider.secuconnect.simulator.TransactionStatus.ISSUE_RESOLVED;
import static io.quittance.provider.secuconnect.simulator.TransactionStatus.PENDING;
import static io.quittance.provider.secuconnect.simulator.TransactionStatus.PREPAYMENT_PENDING;
import static io.quittance.provider.secuconnect.simulator.TransactionStatus.WAITING_FOR_PREPAYMENT;

import io.quittance.simulation.Chance;
import io.quittance.simulation.Step;
import io.quittance.spi.simulator.Sale;
import java.util.List;
import java.util.stream.Stream;

/** How each life goes at secuconnect. */
final class Script {

    private Script() {}

    /** What happens, in order. */
    static List<Step> of(Sale sale, SaleStory story, Chance chance) {
        return Stream.concat(Stream.of(story.open()), afterOpening(sale, story, chance))
                .toList();
    }

    private static Stream<Step> afterOpening(Sale sale, SaleStory story, Chance chance) {
        long amount = sale.amount().minorUnits();
        return switch (sale.life()) {
            case PAID -> paid(story, chance);
            case PREPAID ->
                Stream.of(
                        story.attempt(chance.oneOf(WAITING_FOR_PREPAYMENT, PREPAYMENT_PENDING)),
                        story.become(COMPLETED));
            case AUTHORIZED_THEN_CAPTURED -> Stream.of(story.attempt(AUTHORIZED), story.become(ACCEPTED));
            case FAILED_THEN_PAID -> Stream.concat(Stream.of(story.attempt(DENIED)), paid(story, chance));
            case DECLINED -> Stream.of(story.attempt(DENIED), story.attempt(PENDING), story.become(DENIED));
            case PARTIALLY_REFUNDED ->
                Stream.concat(paid(story, chance), story.refund(sale.life().refunded(amount)).stream());
            case REFUNDED_IN_PARTS ->
                Stream.of(
                                paid(story, chance),
                                story.refund(amount / 2).stream(),
                                story.refund(amount - amount / 2).stream())
                        .flatMap(steps -> steps);
            case CHARGED_BACK -> Stream.concat(paid(story, chance), Stream.of(story.become(ISSUE)));
            case CHARGEBACK_REVERSED ->
                Stream.concat(paid(story, chance), Stream.of(story.become(ISSUE), story.become(ISSUE_RESOLVED)));
        };
    }

    private static Stream<Step> paid(SaleStory story, Chance chance) {
        return chance.happens(0.5)
                ? Stream.of(story.attempt(ACCEPTED))
                : Stream.of(story.attempt(PENDING), story.become(ACCEPTED));
    }
}
