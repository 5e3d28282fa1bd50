package io.quittance.core.store;

import java.util.UUID;

/** What a case is about, as one key: at most one case of a kind is open for it. */
public final class About {

    private About() {}

    /** An order as a whole. */
    public static String order(String reference) {
        return "order " + reference;
    }

    /** A payment. */
    public static String payment(PaymentId payment) {
        return "payment " + payment.account() + " " + payment.key().backEnd() + " "
                + payment.key().id();
    }

    /** Whatever a provider calls by this id, when it is not known yet what it is. */
    public static String subject(String account, String subject) {
        return "subject " + account + " " + subject;
    }

    /** The asking of a provider about a payment. */
    public static String lookup(PaymentId payment) {
        return "look-up " + payment.account() + " " + payment.key().backEnd() + " "
                + payment.key().id();
    }

    /** The asking of an account's provider about orders. */
    public static String orderLookups(String account) {
        return "look-ups of orders " + account;
    }

    /** That an account's intake refuses requests. */
    public static String refusals(String account) {
        return "refusals " + account;
    }

    /** An account as a whole. */
    public static String account(String account) {
        return "account " + account;
    }

    /** One thing that a notification says. */
    public static String item(UUID notification, short position) {
        return "notification " + notification + " " + position;
    }
}
