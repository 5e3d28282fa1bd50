package io.quittance.core.explain;

/** Statuses and rules in words. What is not known here is told as it is. */
final class StatusWords {

    private StatusWords() {}

    /** A name as users write it, such as {@code partially_paid}, without its underscores. */
    static String plain(String name) {
        return name.replace('_', ' ');
    }

    /** What became of a payment, to follow its name. */
    static String payment(String status) {
        return switch (status) {
            case "pending" -> "is pending";
            case "authorized" -> "is authorized";
            case "partially_paid" -> "is paid in part";
            case "paid" -> "is paid";
            case "failed" -> "failed";
            case "cancelled" -> "was cancelled";
            case "expired" -> "expired";
            case "partially_refunded" -> "was refunded in part";
            case "refunded" -> "was refunded";
            case "reversed" -> "was reversed";
            case "disputed" -> "is disputed by the payer";
            case "dispute_won" -> "is ours again after a dispute";
            case "charged_back" -> "was charged back";
            case "unknown" -> "has a status that we do not know";
            default -> "is " + plain(status);
        };
    }

    /** Why an order has its status, to follow "because". */
    static String orderRule(String rule) {
        return switch (rule) {
            case "enough_held" -> "the merchant holds the whole amount";
            case "said_to_be_enough" -> "an operator accepted that less than the amount came";
            case "in_dispute" -> "a payment that counts is in open dispute, so its money is not safe";
            case "dispute_lost" -> "a payment that counts was lost in a dispute, so its money is gone";
            case "all_went_back" -> "all the money that came went back";
            case "part_went_back" -> "part of the money that came went back";
            case "part_captured" -> "some money came, but less than the amount";
            case "enough_reserved" -> "the whole amount is reserved, but nothing is captured yet";
            case "part_reserved" -> "some money is reserved, but less than the amount, and nothing is captured";
            case "merchant_gave_up" -> "the merchant gave up waiting, and there is no money";
            case "time_is_over" -> "the order's time is over, and there is no money";
            case "attempt_open" -> "an attempt to pay is still open";
            case "no_attempt" -> "nobody has tried to pay yet";
            case "last_attempt_failed" -> "every attempt to pay ended without money, and the latest one failed";
            case "last_attempt_cancelled" ->
                "every attempt to pay ended without money, and the latest one was cancelled";
            case "last_attempt_expired" -> "every attempt to pay ended without money, and the latest one expired";
            case "not_registered" -> "the merchant has not registered the order";
            default -> "of the rule " + plain(rule);
        };
    }

    /** Whether a payment of this status has brought money, wherever that is by now. */
    static boolean broughtMoney(String status) {
        return switch (status) {
            case "paid", "partially_paid", "partially_refunded", "refunded", "reversed" -> true;
            case "disputed", "dispute_won", "charged_back" -> true;
            default -> false;
        };
    }

    /** Whether a payment of this status ended without money. */
    static boolean isUnsuccessful(String status) {
        return status.equals("failed") || status.equals("cancelled") || status.equals("expired");
    }
}
