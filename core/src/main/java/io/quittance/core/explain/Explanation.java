package io.quittance.core.explain;

import io.quittance.core.store.OrderView;
import io.quittance.core.store.OrderView.CaseView;
import io.quittance.core.store.TimelineRow;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The story of an order in lines of text: what it is now, how it came to that, and why. */
public final class Explanation {

    private final OrderStory story;
    private final Layout layout = new Layout();

    private Explanation(OrderStory story) {
        this.story = story;
    }

    /** The lines, none longer than a hundred characters, without any colour. */
    public static List<String> of(OrderStory story) {
        Explanation explanation = new Explanation(story);
        explanation.head();
        explanation.happenings();
        explanation.why();
        return explanation.layout.lines();
    }

    private void head() {
        OrderView order = story.order();
        String name = "Order " + story.reference() + " of " + story.merchant();
        if (order == null) {
            layout.text(name + " was never registered: nobody expects it.");
            return;
        }
        layout.text(name + " is " + StatusWords.plain(order.status()) + ".");
        layout.text("Expected " + money(order.amount()) + ", paid " + money(order.paid()) + ", refunded "
                + money(order.refunded()) + ".");
        order.cases().stream().filter(one -> one.state().equals("open")).forEach(this::openCase);
    }

    private void openCase(CaseView open) {
        layout.text("Open case, " + StatusWords.plain(open.kind()) + ": expected was " + MoneyWords.in(open.expected())
                + ", seen " + MoneyWords.in(open.seen()) + ". Proposal: " + MoneyWords.in(open.proposal()) + ".");
    }

    private void happenings() {
        layout.blank();
        layout.text("What happened (times in UTC):");
        for (Happening happening : Happening.of(story)) {
            layout.blank();
            layout.beside(Moment.of(happening.at()), happening.gap(), happening.text());
        }
    }

    /** Why the order is as it is, in a sentence or two. */
    public static String why(OrderStory story) {
        String reason = new Explanation(story).reason(story.order());
        return reason.substring(0, 1).toUpperCase(Locale.ROOT) + reason.substring(1);
    }

    private void why() {
        layout.blank();
        OrderView order = story.order();
        String status = order == null ? "not registered" : StatusWords.plain(order.status());
        layout.text("Why it is " + status + ": " + reason(order));
    }

    /** The latest decision holds, since each is made from all that is known. */
    private String reason(@Nullable OrderView order) {
        if (order == null) {
            return StatusWords.orderRule("not_registered") + ".";
        }
        return story.entries().stream()
                .filter(entry -> entry.kind().equals("order_changed"))
                .reduce((earlier, later) -> later)
                .map(Explanation::reason)
                .orElseGet(() -> undecided(order));
    }

    /** No status but the first comes without a decision. */
    private static String undecided(OrderView order) {
        if (!order.status().equals("awaiting_payment")) {
            return "the decision is not on record any more.";
        }
        return StatusWords.orderRule(order.payments().isEmpty() ? "no_attempt" : "attempt_open") + ".";
    }

    private static String reason(TimelineRow decision) {
        Detail detail = new Detail(decision.detail());
        String rule = detail.text("rule");
        String facts = detail.text("reason");
        return (rule == null ? "" : StatusWords.orderRule(rule) + ". ")
                + "Decided at " + Moment.of(decision.at())
                + (facts == null ? "." : " from this: " + facts + ".");
    }

    private String money(long minorUnits) {
        return MoneyWords.of(minorUnits, story.currency());
    }
}
