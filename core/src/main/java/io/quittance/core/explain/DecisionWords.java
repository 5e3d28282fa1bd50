package io.quittance.core.explain;

import io.quittance.core.store.TimelineRow;
import java.util.ArrayList;
import java.util.List;

/** What changed about the order and its cases. */
record DecisionWords(OrderStory story) {

    String changed(TimelineRow entry) {
        Detail detail = new Detail(entry.detail());
        Detail before = detail.within("before");
        Detail after = detail.within("after");
        String status = StatusWords.plain(after.text("status", "unknown"));
        boolean same = before.text("status", "").equals(after.text("status", ""));
        String change = same
                ? "The order is still " + status
                : "The order went from " + StatusWords.plain(before.text("status", "unknown")) + " to " + status;
        String rule = detail.text("rule");
        return change + money(before, after) + (rule == null ? "" : ", because " + StatusWords.orderRule(rule)) + ".";
    }

    private String money(Detail before, Detail after) {
        List<String> sums = new ArrayList<>();
        for (String sum : List.of("paid", "refunded")) {
            if (before.number(sum) != after.number(sum)) {
                sums.add(MoneyWords.of(after.number(sum), story.currency()) + " " + sum);
            }
        }
        return sums.isEmpty() ? "" : ", with " + String.join(" and ", sums);
    }

    static String notPaid(TimelineRow entry) {
        return "Waiting for a payment ended: the provider of account " + new Detail(entry.detail()).text("account", "?")
                + " was asked, and knows of none.";
    }

    static String erased(TimelineRow entry) {
        Detail detail = new Detail(entry.detail());
        return detail.text("by", "Somebody") + " erased what was written about the payer: what "
                + detail.number("notifications") + " notification(s) had brought, and texts about them.";
    }

    static String opened(TimelineRow entry) {
        Detail detail = new Detail(entry.detail());
        return "A case was opened, " + StatusWords.plain(detail.text("case", "of an unknown kind")) + ": expected was "
                + MoneyWords.in(detail.text("expected", "something else")) + ", seen "
                + MoneyWords.in(detail.text("seen", "something else")) + ".";
    }

    static String closed(TimelineRow entry) {
        Detail detail = new Detail(entry.detail());
        return "The case " + StatusWords.plain(detail.text("case", "")) + " was closed: it fits now.";
    }

    static String resolved(TimelineRow entry) {
        Detail detail = new Detail(entry.detail());
        return detail.text("by", "Somebody") + " resolved the case " + StatusWords.plain(detail.text("case", "")) + " ("
                + detail.text("action", "dismiss") + "): " + detail.text("note", "without a note") + ".";
    }

    static String registered(TimelineRow entry) {
        String amount = new Detail(entry.detail()).text("amount", "an unknown amount");
        return "The merchant registered the order, and expects " + MoneyWords.in(amount) + ".";
    }

    static String amended(TimelineRow entry) {
        Detail detail = new Detail(entry.detail());
        return "The merchant changed the order, and expects "
                + MoneyWords.in(detail.text("amount", "an unknown amount")) + " instead of "
                + MoneyWords.in(detail.text("before", "nothing")) + ".";
    }
}
