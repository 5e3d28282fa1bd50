package io.quittance.core.explain;

import io.quittance.core.store.TimelineRow;
import java.util.List;

/** One entry in sentences. An entry of a kind that is not known here is told neutrally. */
record Sentences(OrderStory story) {

    List<String> of(TimelineRow entry) {
        Detail detail = new Detail(entry.detail());
        return switch (entry.kind()) {
            case "notification_received" -> new NotificationWords(story).received(entry);
            case "notification_repeated" -> List.of(new NotificationWords(story).repeated(List.of(entry)));
            case "payment_observed" -> new ObservationWords(story).of(entry);
            case "payment_linked" -> List.of("The payment belongs to this order.");
            case "read_failed" -> List.of(failed(entry, detail));
            case "lookup_requested" ->
                List.of("That leaves a doubt, so " + story.provider(entry) + " is to be asked: "
                        + MoneyWords.in(detail.text("reason", "no reason")) + ".");
            case "lookup_answered" ->
                List.of("We asked " + story.provider(entry) + ": " + detail.text("answer", "no answer") + ".");
            case "replayed" ->
                List.of(detail.text("by", "Somebody") + " had the notification run again; what it said before no longer"
                        + " holds, " + detail.each("superseded").size() + " statement(s).");
            case "payment_backfilled" ->
                List.of(detail.text("by", "Somebody")
                        + " asked the provider for all payments of a window of time, and this"
                        + " one was among them.");
            case "order_registered" -> List.of(DecisionWords.registered(entry));
            case "order_amended" -> List.of(DecisionWords.amended(entry));
            case "order_cancelled" -> List.of("The merchant gave up waiting for the order.");
            case "order_changed" -> List.of(new DecisionWords(story).changed(entry));
            case "order_not_paid" -> List.of(DecisionWords.notPaid(entry));
            case "order_erased" -> List.of(DecisionWords.erased(entry));
            case "case_opened" -> List.of(DecisionWords.opened(entry));
            case "case_closed" -> List.of(DecisionWords.closed(entry));
            case "case_resolved" -> List.of(DecisionWords.resolved(entry));
            case "event_recorded" ->
                List.of("Event " + detail.text("version", "?") + " for the merchant: " + detail.text("type", "?")
                        + ".");
            case "delivery_waiting" ->
                List.of("Event " + detail.text("version", "?") + ", " + detail.text("type", "?")
                        + ", waits to be told to the endpoint " + detail.text("endpoint", "?") + ".");
            case "delivery_attempted" -> List.of(delivery(detail));
            default -> List.of(unknown(entry, detail));
        };
    }

    private String failed(TimelineRow entry, Detail detail) {
        String what = detail.text("category", "").equals("unreadable")
                ? "The notification could not be read"
                : "We asked " + story.provider(entry) + ", and there was no answer to go by";
        String attempt = detail.number("attempt") > 1 ? ", at attempt " + detail.number("attempt") : "";
        return what + attempt + ": " + detail.text("reason", "no reason") + ". It is tried again.";
    }

    private static String delivery(Detail detail) {
        String event = "event " + detail.text("version", "?") + ", " + detail.text("type", "?");
        String endpoint = "the endpoint " + detail.text("endpoint", "?");
        String took = " after " + detail.text("millis", "?") + " ms";
        return switch (detail.text("result", "")) {
            case "delivered" ->
                "We told " + endpoint + " of " + event + "; it answered " + detail.text("status", "?") + took + ".";
            case "dead" ->
                "We gave up telling " + endpoint + " of " + event + ": " + detail.text("error", "no reason") + ".";
            default ->
                "We could not tell " + endpoint + " of " + event + ": " + detail.text("error", "no reason") + ".";
        };
    }

    private static String unknown(TimelineRow entry, Detail detail) {
        String all = detail.all();
        String kind = StatusWords.plain(entry.kind());
        return "Also on record: " + kind + (all.isEmpty() ? "" : " (" + MoneyWords.in(all) + ")") + ".";
    }
}
