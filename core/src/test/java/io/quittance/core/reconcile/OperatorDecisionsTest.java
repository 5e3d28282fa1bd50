package io.quittance.core.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.core.store.About;
import io.quittance.core.store.CaseAction;
import io.quittance.core.store.CaseFacts;
import io.quittance.core.store.CaseKind;
import io.quittance.core.store.OperatorDecision;
import io.quittance.core.store.OrderStatus;
import io.quittance.core.store.Payment;
import io.quittance.core.store.PaymentId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an operator's decision does to an order, and above all what it does not. */
class OperatorDecisionsTest {

    private static final int STORIES = 2000;

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "none", textBlock = """
            paid 60                                     | paid             | none
            paid 60 + failed 100                        | paid             | none
            paid 60 + authorized 40                     | paid             | none
            partially_paid 100                          | partially_paid   | underpaid
            paid 100 at another site                    | paid             | none
            paid 100 with real money                    | paid             | none
            paid 100 at another site with real money    | paid             | none
            paid 101                                    | paid             | none
            paid 100 + paid 100                         | paid             | none
            authorized 100 refunded 1                   | authorized       | none
            paid 100 refunded 120                       | refunded         | none
            paid 60 at another site                     | partially_paid   | underpaid
            paid 101 at another site                    | paid             | overpaid
            """)
    void shouldGoByWhatIsAccepted(String payments, String status, String cases) {
        Story story = Story.of("open", payments);

        OrderDecision decision = story.decide(OperatorDecisions.of(decided(story, CaseAction.ACCEPT)));

        assertThat(decision.state().status().wireName()).isEqualTo(status);
        assertThat(decision.discrepancies())
                .extracting(one -> one.kind().wireName())
                .isEqualTo(cases == null ? List.of() : List.of(cases));
    }

    @Test
    void shouldGoByAcceptanceWhenTwoDecidedAboutTheSame() {
        Story story = Story.of("open", "paid 60");
        List<OperatorDecision> both = List.of(
                decided(story, CaseAction.ACCEPT).get(0),
                decided(story, CaseAction.DISMISS).get(0));

        for (List<OperatorDecision> order : List.of(both, List.of(both.get(1), both.get(0)))) {
            assertThat(story.decide(OperatorDecisions.of(order)).state().status())
                    .isEqualTo(OrderStatus.PAID);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            paid 60                  | paid 60 + paid 10                              | underpaid
            paid 60                  | paid 60 + partially_paid 100                   | underpaid
            paid 60                  | paid 59                                        | underpaid
            paid 60 + failed 60      | failed 60 + paid 60                            | underpaid
            paid 101                 | paid 102                                       | overpaid
            paid 60 + paid 60        | paid 61 + paid 60                              | overpaid
            paid 150 + failed 1      | paid 100 + paid 50                             | overpaid
            paid 100 + paid 100      | paid 100 + paid 100 + paid 100                 | paid_twice
            paid 100 + paid 100      | paid 100 + paid 100 + paid 20                  | paid_twice
            paid 100 + paid 100      | paid 120 + paid 100                            | paid_twice
            paid 100 refunded 120    | paid 100 refunded 130                          | refund_exceeds_payment
            """)
    void shouldJudgeOtherFactsAfresh(String accepted, String later, String cases) {
        OperatorDecisions decisions = OperatorDecisions.of(decided(Story.of("open", accepted), CaseAction.ACCEPT));
        Story story = Story.of("open", later);

        assertThat(story.decide(decisions)).isEqualTo(story.decide());
        assertThat(story.cases()).containsExactly(cases);
    }

    @ParameterizedTest
    @CsvSource({
        "paid 60 refunded 10, partially_refunded",
        "refunded 60, refunded",
        "reversed 60, refunded",
        "disputed 60, disputed",
        "charged_back 60, charged_back",
        "failed 60, failed",
        "paid 60 USD, awaiting_payment",
    })
    void shouldNotKeepAnOrderPaidAfterItsMoneyWentBack(String later, String status) {
        OperatorDecisions decisions = OperatorDecisions.of(decided(Story.of("open", "paid 60"), CaseAction.ACCEPT));

        assertThat(Story.of("open", later).decide(decisions).state().status().wireName())
                .isEqualTo(status);
    }

    @Test
    void shouldGoByADecisionAgainWhenItsFactsComeBack() {
        Story story = Story.of("open", "paid 60");
        OperatorDecisions decisions = OperatorDecisions.of(decided(story, CaseAction.ACCEPT));

        assertThat(Story.of("open", "dispute_won 60").decide(decisions).state().status())
                .isEqualTo(OrderStatus.PAID);
    }

    @Test
    void shouldAcceptAPaymentAfterTheCancelAndNoOtherOne() {
        OperatorDecisions decisions =
                OperatorDecisions.of(decided(Story.of("cancelled", "paid 100"), CaseAction.ACCEPT));

        assertThat(Story.of("cancelled", "paid 100").decide(decisions).discrepancies())
                .isEmpty();
        assertThat(Story.of("cancelled", "paid 90 + paid 10").decide(decisions).discrepancies())
                .extracting(one -> one.kind())
                .containsExactly(CaseKind.PAID_AFTER_CANCEL);
    }

    @Test
    void shouldSayNothingAboutAnotherOrder() {
        List<OperatorDecision> others = decided(Story.of("open", "paid 60"), CaseAction.ACCEPT).stream()
                .map(decision -> new OperatorDecision(
                        decision.caseId(),
                        new CaseFacts(
                                "shop",
                                About.order("A2"),
                                decision.facts().kind(),
                                decision.facts().expected(),
                                decision.facts().seen()),
                        CaseAction.ACCEPT))
                .toList();

        assertThat(Story.of("open", "paid 60")
                        .decide(OperatorDecisions.of(others))
                        .state()
                        .status())
                .isEqualTo(OrderStatus.PARTIALLY_PAID);
    }

    @Test
    void shouldLeaveTheOrderAsItIsHoweverMuchIsDismissed() {
        forEachStory((story, random) -> {
            OrderDecision decision = story.decide(OperatorDecisions.of(decided(story, CaseAction.DISMISS)));

            assertThat(decision.state())
                    .as(story.toString())
                    .isEqualTo(story.decide().state());
            assertThat(decision.counting()).isEqualTo(story.decide().counting());
            assertThat(decision.discrepancies()).isEmpty();
        });
    }

    @Test
    void shouldNotDependOnTheOrderOfPaymentsAndDecisions() {
        forEachStory((story, random) -> {
            List<OperatorDecision> decisions = madeAnyTime(story, random);
            List<OperatorDecision> shuffledDecisions = new ArrayList<>(decisions);
            Collections.shuffle(shuffledDecisions, random);
            List<Payment> shuffled = new ArrayList<>(story.payments());
            Collections.shuffle(shuffled, random);

            assertThat(new Story(story.order(), shuffled, story.terms())
                            .decide(OperatorDecisions.of(shuffledDecisions)))
                    .as(story + " with " + decisions)
                    .isEqualTo(story.decide(OperatorDecisions.of(decisions)));
        });
    }

    @Test
    void shouldChangeNothingByADecisionAboutFactsThatDoNotHold() {
        forEachStory((story, random) -> {
            List<OperatorDecision> decisions = madeAnyTime(story, random);
            Set<CaseFacts> holding = new HashSet<>(facts(story, story.decide()));
            // What is compared only once a payment counts: its site and environment may have been accepted.
            List<OperatorDecision> ofPayments = decisions.stream()
                    .filter(decision -> holding.contains(decision.facts()))
                    .toList();
            holding.addAll(facts(
                    story,
                    story.decide(OperatorDecisions.of(ofPayments.stream()
                            .filter(decision -> decision.facts().about().startsWith("payment"))
                            .toList()))));
            List<OperatorDecision> those = decisions.stream()
                    .filter(decision -> holding.contains(decision.facts()))
                    .toList();

            assertThat(story.decide(OperatorDecisions.of(decisions)))
                    .as(story + " with " + decisions)
                    .isEqualTo(story.decide(OperatorDecisions.of(those)));
        });
    }

    @Test
    void shouldNeverSayPaidOfLessThanWhatAnOperatorSaw() {
        forEachStory((story, random) -> {
            List<OperatorDecision> decisions = madeAnyTime(story, random);
            OrderDecision decision = story.decide(OperatorDecisions.of(decisions));
            List<OperatorDecision> withoutUnderpaid = decisions.stream()
                    .filter(one -> one.facts().kind() != CaseKind.UNDERPAID)
                    .toList();
            OrderDecision strict = story.decide(OperatorDecisions.of(withoutUnderpaid));

            if (!strict.state().equals(decision.state())) {
                assertThat(strict.state().status()).as(story.toString()).isEqualTo(OrderStatus.PARTIALLY_PAID);
                assertThat(decision.state().status()).isEqualTo(OrderStatus.PAID);
                assertThat(decision.state().refunded()).isZero();
                assertThat(decisions.stream().map(OperatorDecision::facts))
                        .containsAnyElementsOf(facts(story, strict).stream()
                                .filter(facts -> facts.kind() == CaseKind.UNDERPAID)
                                .toList());
            }
        });
    }

    /** Decisions about what held at any time: of some of the payments, each perhaps not yet what it became. */
    private static List<OperatorDecision> madeAnyTime(Story story, Random random) {
        List<OperatorDecision> decisions = new ArrayList<>();
        for (int count = 1; count <= story.payments().size(); count++) {
            Story earlier = new Story(story.order(), story.payments().subList(0, count), story.terms());
            decisions.addAll(decided(earlier, random.nextInt(4) == 0 ? CaseAction.DISMISS : CaseAction.ACCEPT));
            OperatorDecisions soFar = OperatorDecisions.of(decisions);
            facts(earlier, earlier.decide(soFar)).forEach(facts -> decisions.add(decision(facts, CaseAction.ACCEPT)));
        }
        return decisions;
    }

    /** As if an operator had decided about each case that is open. */
    private static List<OperatorDecision> decided(Story story, CaseAction action) {
        return facts(story, story.decide()).stream()
                .filter(facts -> action == CaseAction.DISMISS || facts.kind().isAcceptable())
                .filter(facts -> action == CaseAction.DISMISS || !facts.seen().startsWith("a part of it"))
                .map(facts -> decision(facts, action))
                .toList();
    }

    private static OperatorDecision decision(CaseFacts facts, CaseAction action) {
        return new OperatorDecision(new UUID(0, facts.hashCode()), facts, action);
    }

    private static List<CaseFacts> facts(Story story, OrderDecision decision) {
        return decision.discrepancies().stream()
                .map(one -> {
                    PaymentId payment = one.payment();
                    String about = payment == null ? About.order(story.order().reference()) : About.payment(payment);
                    return CaseFacts.of(story.order().merchant(), about, one);
                })
                .toList();
    }

    private static void forEachStory(BiConsumer<Story, Random> property) {
        Stream.iterate(0, seed -> seed + 1).limit(STORIES).forEach(seed -> {
            Random random = new Random(seed);
            property.accept(OrderRulesPropertyTest.story(random), random);
        });
    }
}
