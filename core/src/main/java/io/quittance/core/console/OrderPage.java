package io.quittance.core.console;

import io.quittance.core.explain.Explanation;
import io.quittance.core.explain.Happening;
import io.quittance.core.explain.MoneyWords;
import io.quittance.core.explain.OrderStory;
import io.quittance.core.store.OrderView;
import io.quittance.core.store.TimelineRow;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An order and its story.
 *
 * @param isCut whether the story goes on beyond what is shown
 */
public record OrderPage(OrderStory story, boolean isCut) {

    /** The order; null: nobody registered it. */
    public @Nullable OrderView order() {
        return story.order();
    }

    /** What happened, oldest first. */
    public List<Happening> happenings() {
        return Happening.of(story);
    }

    /** Why it is as it is. */
    public String why() {
        return Explanation.why(story);
    }

    /** Minor units of the order's currency. */
    public String money(long minorUnits) {
        return MoneyWords.of(
                minorUnits, story.order() == null ? null : story.order().currency());
    }

    /** Minor units of a payment's currency. */
    public static String money(@Nullable Long minorUnits, @Nullable String currency) {
        return minorUnits == null ? "–" : MoneyWords.of(minorUnits, currency);
    }

    /** The notifications that a happening is about. */
    public static List<UUID> notifications(Happening happening) {
        return happening.entries().stream()
                .map(TimelineRow::notification)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    /** What kind of happening it is, for the mark beside it. */
    public static String mark(Happening happening) {
        List<String> kinds = happening.entries().stream().map(TimelineRow::kind).toList();
        if (kinds.contains("case_opened") || kinds.contains("read_failed")) {
            return "mark warn";
        }
        if (kinds.contains("order_changed")) {
            return "mark decided";
        }
        return "mark";
    }
}
