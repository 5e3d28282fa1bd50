package io.quittance.core.explain;

import io.quittance.core.store.TimelineRow;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** What arrived, and what it was answered. */
record NotificationWords(OrderStory story) {

    List<String> received(TimelineRow entry) {
        Detail detail = new Detail(entry.detail());
        String credential = detail.text("verification");
        String sender = credential == null ? "not signed" : "verified by " + credential;
        String items = detail.each("items").stream()
                .map(item -> item.text("kind", "something") + " " + item.text("subject", ""))
                .collect(Collectors.joining(", "));
        String about = items.isEmpty() ? "" : " about " + items;
        return List.of("A notification" + about + " came from " + story.provider(entry) + " ("
                + detail.text("remote_address", "nobody knows where") + "), " + sender + "; "
                + answer(detail.within("answer")) + "." + left(detail));
    }

    /** All repeats of one notification. */
    String repeated(List<TimelineRow> repeats) {
        Instant last = repeats.get(repeats.size() - 1).at();
        String statuses = repeats.stream()
                .map(entry -> new Detail(entry.detail()).within("answer").text("status"))
                .filter(Objects::nonNull)
                .distinct()
                .collect(Collectors.joining(" and "));
        String times = repeats.size() == 1 ? "once more" : repeats.size() + " times, last at " + Moment.of(last);
        return "The same notification came again " + times
                + (statuses.isEmpty() ? "" : ", and was answered with " + statuses) + ".";
    }

    private static String answer(Detail answer) {
        return answer.isEmpty()
                ? "what it was answered is not on record"
                : "it was answered with " + answer.text("status", "nothing") + " after " + answer.text("millis", "?")
                        + " ms";
    }

    private static String left(Detail notification) {
        return notification.each("items").stream()
                .map(item -> switch (item.text("state", "done")) {
                    case "retrying" -> " It is not done yet and tried again: " + item.text("error", "no reason") + ".";
                    case "poisoned" -> " It is put aside: " + item.text("error", "no reason") + ".";
                    case "waiting" -> " It waits to be worked on.";
                    default -> "";
                })
                .distinct()
                .collect(Collectors.joining());
    }
}
