package io.quittance.core.explain;

import io.quittance.core.store.TimelineRow;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a provider told about a payment, and what followed for it. */
record ObservationWords(OrderStory story) {

    List<String> of(TimelineRow entry) {
        Detail detail = new Detail(entry.detail());
        return Stream.of(told(entry, detail), consequence(detail))
                .filter(text -> !text.isEmpty())
                .toList();
    }

    private String told(TimelineRow entry, Detail detail) {
        String provider = story.provider(entry);
        String payment = "payment " + Objects.requireNonNullElse(entry.payment(), "without id");
        boolean read = detail.text("source", "").equals("read");
        if (detail.text("rule", "").equals("tells_no_status")) {
            return (read ? "We asked " + provider + " about " : provider + " told us about ") + payment + money(detail)
                    + ".";
        }
        String status = StatusWords.payment(detail.text("status", "unknown")) + inTheirWords(detail);
        return (read ? "We asked " + provider + ": " : provider + " told us that ") + payment + " " + status
                + money(detail) + ".";
    }

    private static String inTheirWords(Detail detail) {
        String code = detail.text("code");
        String text = detail.text("text");
        return Stream.of(text == null ? null : "\"" + text + "\"", code)
                .filter(Objects::nonNull)
                .collect(Collectors.collectingAndThen(
                        Collectors.joining(", "), words -> words.isEmpty() ? "" : " (" + words + ")"));
    }

    private static String money(Detail detail) {
        String amount = detail.text("amount");
        String captured = detail.text("captured");
        String over = amount == null ? "" : ", over " + MoneyWords.in(amount);
        String taken = captured == null || captured.equals(amount) ? "" : ", captured " + MoneyWords.in(captured);
        String refunds = detail.each("refunds").stream()
                .map(refund -> ", with refund " + refund.text("id", "without id") + " of "
                        + MoneyWords.in(refund.text("amount", "an unknown amount")) + ", which "
                        + refund(refund.text("status", "")))
                .collect(Collectors.joining());
        return over + taken + refunds;
    }

    private static String refund(String status) {
        return switch (status) {
            case "succeeded" -> "went back";
            case "failed" -> "failed";
            default -> "has not gone back yet";
        };
    }

    private static String consequence(Detail detail) {
        String told = detail.text("status", "unknown");
        String known = detail.within("after").text("status", "unknown");
        boolean same =
                detail.within("before").json().equals(detail.within("after").json());
        return switch (detail.text("rule", "")) {
            case "confirms" -> same ? "We knew that already, so nothing changed." : "";
            case "read_since" ->
                "But we have asked the provider since: the payment " + StatusWords.payment(known)
                        + ", so this changed nothing.";
            case "ranks_lower" -> late(told, known);
            case "tells_less" ->
                "We know of more already: the payment " + StatusWords.payment(known) + ", so this changed nothing.";
            case "tells_no_status" -> same ? "That changed nothing about the payment." : "";
            case "decides", "" -> "";
            default -> unknown(detail.text("not_applied"));
        };
    }

    private static String late(String told, String known) {
        if (StatusWords.isUnsuccessful(told) && StatusWords.broughtMoney(known)) {
            return "It came after the payment was already captured; a later failure does not undo a capture, so nothing"
                    + " changed.";
        }
        return "It came after we knew that the payment " + StatusWords.payment(known)
                + ", which is further in the life of a payment, so nothing changed.";
    }

    private static String unknown(@Nullable String notApplied) {
        return notApplied == null ? "" : "It was not applied: " + notApplied + ".";
    }
}
