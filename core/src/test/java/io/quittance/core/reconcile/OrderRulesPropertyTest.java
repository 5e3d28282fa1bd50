package io.quittance.core.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.core.store.CaseKind;
import io.quittance.core.store.OrderStatus;
import io.quittance.core.store.Payment;
import io.quittance.spi.PaymentStatus;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What must hold for whatever payments an order gets. */
class OrderRulesPropertyTest {

    private static final int STORIES = 3000;
    private static final List<String> ORDERS =
            List.of("open", "cancelled", "expired first", "expired since", "tolerance 3", "not registered");
    private static final List<String> AMOUNTS = List.of("?", "0", "1", "50", "97", "100", "103", "9223372036854775807");
    private static final List<String> ODDITIES = List.of(
            " USD",
            " at another site",
            " with real money",
            " captured 40",
            " refunded 10",
            " refunded 200",
            " recurring");

    @Test
    void shouldNotDependOnTheOrderOfThePayments() {
        forEachStory(story -> {
            List<Payment> shuffled = new ArrayList<>(story.payments());
            Collections.shuffle(shuffled, new Random(1));

            assertThat(new Story(story.order(), shuffled, story.terms()).decide())
                    .as(story.toString())
                    .isEqualTo(story.decide());
        });
    }

    @Test
    void shouldOpenAtMostOneCaseForEachKindAndPayment() {
        forEachStory(story -> {
            assertThat(story.decide().discrepancies())
                    .as(story.toString())
                    .map(discrepancy -> discrepancy.kind() + " of " + discrepancy.payment())
                    .doesNotHaveDuplicates();
        });
    }

    @Test
    void shouldNotLetAPaymentThatDoesNotFitChangeWhatOthersEstablished() {
        forEachStory(story -> {
            OrderDecision decision = story.decide();
            List<Payment> withoutMisfits = story.payments().stream()
                    .filter(payment -> decision.discrepancies().stream()
                            .filter(discrepancy -> payment.id().equals(discrepancy.payment()))
                            .noneMatch(discrepancy -> discrepancy.kind() == CaseKind.CURRENCY_MISMATCH
                                    || discrepancy.kind() == CaseKind.WRONG_ENVIRONMENT))
                    .toList();

            assertThat(new Story(story.order(), withoutMisfits, story.terms())
                            .decide()
                            .state())
                    .as(story.toString())
                    .isEqualTo(decision.state());
        });
    }

    @Test
    void shouldNeverSayPaidWithoutEnoughMoneyThatCounts() {
        forEachStory(story -> {
            OrderDecision decision = story.decide();

            if (decision.state().status() == OrderStatus.PAID) {
                assertThat(decision.counting()).as(story.toString()).isNotEmpty();
                assertThat(decision.state().paid())
                        .isGreaterThanOrEqualTo(100 - story.terms().tolerance());
            }
            assertThat(decision.state().paid()).isNotNegative();
            assertThat(decision.state().refunded()).isNotNegative();
        });
    }

    private static void forEachStory(Consumer<Story> property) {
        for (int seed = 0; seed < STORIES; seed++) {
            property.accept(story(new Random(seed)));
        }
    }

    /** An order with whatever payments. */
    static Story story(Random random) {
        String payments = IntStream.range(0, 1 + random.nextInt(4))
                .mapToObj(index -> payment(random))
                .collect(Collectors.joining(" + "));
        return Story.of(any(random, ORDERS), payments);
    }

    private static String payment(Random random) {
        PaymentStatus[] statuses = PaymentStatus.values();
        String status = statuses[random.nextInt(statuses.length)].name().toLowerCase(Locale.ROOT);
        String oddity = random.nextInt(3) == 0 ? any(random, ODDITIES) : "";
        return status + " " + any(random, AMOUNTS) + oddity;
    }

    private static String any(Random random, List<String> values) {
        return values.get(random.nextInt(values.size()));
    }
}
