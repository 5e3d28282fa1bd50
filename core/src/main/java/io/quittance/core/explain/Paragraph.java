package io.quittance.core.explain;

import io.quittance.core.store.TimelineRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What belongs together: a notification, what was decided from it, and what followed in the same moment. */
final class Paragraph {

    private static final String RECEIVED = "notification_received";

    private final List<TimelineRow> entries = new ArrayList<>();

    private Paragraph(TimelineRow first) {
        entries.add(first);
    }

    /** Groups entries, oldest first. Repeats of one notification are one happening, told when the first of them came. */
    static List<Paragraph> of(List<TimelineRow> entries) {
        List<Paragraph> paragraphs = new ArrayList<>();
        for (TimelineRow entry : entries) {
            if (paragraphs.stream().noneMatch(paragraph -> paragraph.takesRepeat(entry))) {
                if (paragraphs.isEmpty()
                        || !paragraphs.get(paragraphs.size() - 1).takes(entry)) {
                    paragraphs.add(new Paragraph(entry));
                }
            }
        }
        return paragraphs;
    }

    Instant at() {
        return entries.get(0).at();
    }

    List<TimelineRow> entries() {
        return List.copyOf(entries);
    }

    boolean isOfRepeats() {
        return isRepeat(entries.get(0));
    }

    private boolean takesRepeat(TimelineRow entry) {
        TimelineRow first = entries.get(0);
        boolean takes = isRepeat(first)
                && isRepeat(entry)
                && Objects.equals(first.notification(), entry.notification())
                && Objects.equals(first.account(), entry.account());
        if (takes) {
            entries.add(entry);
        }
        return takes;
    }

    /** What has the time of a decision is part of it; a decision belongs to the notification that led to it. */
    private boolean takes(TimelineRow entry) {
        TimelineRow last = entries.get(entries.size() - 1);
        boolean sameDecision = last.at().equals(entry.at()) && !isArrival(last) && !isArrival(entry);
        boolean follows = last.kind().equals(RECEIVED)
                && last.notification() != null
                && last.notification().equals(entry.notification())
                && !isArrival(entry);
        if (sameDecision || follows) {
            entries.add(entry);
            return true;
        }
        return false;
    }

    private static boolean isArrival(TimelineRow entry) {
        return entry.kind().equals(RECEIVED) || isRepeat(entry);
    }

    private static boolean isRepeat(TimelineRow entry) {
        return entry.kind().equals("notification_repeated");
    }
}
