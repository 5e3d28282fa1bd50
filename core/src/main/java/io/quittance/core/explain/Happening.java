package io.quittance.core.explain;

import io.quittance.core.store.TimelineRow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What happened to an order in one moment.
 *
 * @param gap how long after what happened before, in words; empty for the first
 * @param text in sentences
 * @param entries of the timeline that say it
 */
public record Happening(Instant at, String gap, String text, List<TimelineRow> entries) {

    public Happening {
        entries = List.copyOf(entries);
    }

    /** All that happened, oldest first. */
    public static List<Happening> of(OrderStory story) {
        Sentences sentences = new Sentences(story);
        NotificationWords notifications = new NotificationWords(story);
        List<Happening> happenings = new ArrayList<>();
        for (Paragraph paragraph : Paragraph.of(story.entries())) {
            String text = paragraph.isOfRepeats()
                    ? notifications.repeated(paragraph.entries())
                    : paragraph.entries().stream()
                            .flatMap(entry -> sentences.of(entry).stream())
                            .collect(Collectors.joining(" "));
            happenings.add(new Happening(paragraph.at(), gap(happenings, paragraph.at()), text, paragraph.entries()));
        }
        return happenings;
    }

    private static String gap(List<Happening> before, Instant at) {
        return before.isEmpty()
                ? ""
                : GapWords.of(Duration.between(before.get(before.size() - 1).at(), at));
    }
}
