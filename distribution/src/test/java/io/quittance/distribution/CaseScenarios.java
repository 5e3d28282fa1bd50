package io.quittance.distribution;

import static io.quittance.distribution.CaseFacts.Card.AUTHORIZED;
import static io.quittance.distribution.CaseFacts.Card.CAPTURED;
import static io.quittance.distribution.CaseFacts.Card.FAILED;
import static io.quittance.distribution.CaseFacts.Card.PAID_WITHOUT_MEANING;
import static io.quittance.distribution.CaseFacts.Card.PARTIALLY_CAPTURED;
import static io.quittance.distribution.CaseFacts.acme;
import static io.quittance.distribution.CaseFacts.acmeRefuses;
import static io.quittance.distribution.CaseFacts.acmeWithoutType;
import static io.quittance.distribution.CaseFacts.cancelled;
import static io.quittance.distribution.CaseFacts.card;
import static io.quittance.distribution.CaseFacts.cardIn;
import static io.quittance.distribution.CaseFacts.cardOfSite;
import static io.quittance.distribution.CaseFacts.cards;
import static io.quittance.distribution.CaseFacts.nothing;
import static io.quittance.distribution.CaseFacts.novelty;
import static io.quittance.distribution.CaseFacts.order;
import static io.quittance.distribution.CaseFacts.orderThatExpires;
import static io.quittance.distribution.CaseFacts.pushed;
import static io.quittance.distribution.CaseFacts.refund;
import static io.quittance.distribution.CaseFacts.searchIsDown;
import static io.quittance.distribution.CaseFacts.searchIsUpAgain;
import static io.quittance.distribution.CaseFacts.strangers;
import static io.quittance.distribution.CaseScenario.endedBy;
import static io.quittance.distribution.CaseScenario.given;
import static io.quittance.distribution.CaseScenario.heard;
import static io.quittance.distribution.CaseScenario.notEndedBy;
import static io.quittance.distribution.CaseScenario.says;
import static io.quittance.distribution.CaseScenario.when;

import java.time.Duration;
import java.util.List;

/** What each kind of case means: how it begins, what it says, whom it is told, and how it ends. */
final class CaseScenarios {
    /** Of the account whose silence is the story. */
    static final String SILENT = "a provider is silent for longer than is normal";

    static final Duration NORMAL_SILENCE = Duration.ofSeconds(6);

    private static final String UNKNOWN_ORDER_PROPOSAL =
            "register the order: it is then decided at once; if the payment is for nothing, refund it";

    static final List<CaseScenario> ALL = List.of(
            new CaseScenario(
                    "unknown_order",
                    "money came for an order that nobody registered",
                    given(),
                    when(card("7001", CAPTURED, 100)),
                    says(
                            "a registered order with reference 10482",
                            "payment 7001 (card) at CARDS, paid, of 1.00 EUR",
                            UNKNOWN_ORDER_PROPOSAL),
                    heard(),
                    endedBy(order(100, "EUR"), "order.paid")),
            new CaseScenario(
                    "unknown_order",
                    "money came, and the provider does not know for which order",
                    given(order(100, "EUR")),
                    when(pushed(0)),
                    says(
                            "an order that the payment names",
                            "payment PCI_2FY48DT0P2X6G636N5QK64UK2ADZAZ at SECU, paid, of 1.00 EUR:"
                                    + " No smart transaction holds the payment",
                            "find out what the payment is for; refund it if it is for nothing"),
                    heard(),
                    endedBy(pushed(1), "order.paid")),
            new CaseScenario(
                    "underpaid",
                    "less money came than the order expects",
                    given(order(100, "EUR")),
                    when(card("7001", PARTIALLY_CAPTURED, 60)),
                    says(
                            "1.00 EUR",
                            "captured 0.60 EUR, from payment 7001 (card) at CARDS",
                            "wait for the rest, ask for it, or refund what came"),
                    heard("order.partially_paid", "case.opened underpaid"),
                    endedBy(card("7001", CAPTURED, 100), "order.paid", "case.resolved underpaid")),
            new CaseScenario(
                    "overpaid",
                    "more money came than the order expects",
                    given(order(90, "EUR")),
                    when(card("7001", CAPTURED, 100)),
                    says("0.90 EUR", "held 1.00 EUR, from payment 7001 (card) at CARDS", "refund what is too much"),
                    heard("order.paid", "case.opened overpaid"),
                    endedBy(refund("8001", "7001", 10), "order.updated", "case.resolved overpaid")),
            new CaseScenario(
                    "currency_mismatch",
                    "the money is of another currency",
                    given(order(100, "EUR")),
                    when(cardIn("USD", "7001", CAPTURED, 100)),
                    says(
                            "money in EUR",
                            "payment 7001 (card) at CARDS, paid, of 1.00 USD",
                            "it does not count; refund it, or correct the order if its currency is wrong"),
                    heard("case.opened currency_mismatch"),
                    endedBy(order(100, "USD"), "order.paid", "case.resolved currency_mismatch")),
            new CaseScenario(
                    "wrong_site",
                    "the payment is of another site than the one whose key the sender has",
                    given(order(100, "EUR")),
                    when(cardOfSite("10101", "7001", AUTHORIZED, 0)),
                    says(
                            "site 1010, whose credential the sender has",
                            "site 10101",
                            "its money does not count; check which site the payment belongs to at the provider"),
                    heard("case.opened wrong_site"),
                    endedBy(card("7001", CAPTURED, 100), "order.paid", "case.resolved wrong_site")),
            new CaseScenario(
                    "wrong_environment",
                    "real money came to a test account",
                    given(order(100, "EUR")),
                    when(acme("paid", true)),
                    says(
                            "a test payment",
                            "a live payment",
                            "it does not count; check the account's setting live and the address that the provider"
                                    + " notifies"),
                    heard("case.opened wrong_environment"),
                    endedBy(acme("paid", false), "order.paid", "case.resolved wrong_environment")),
            new CaseScenario(
                    "paid_twice",
                    "two payments each paid the order in full",
                    given(order(100, "EUR"), card("7001", CAPTURED, 100)),
                    when(card("7002", CAPTURED, 100)),
                    says(
                            "one payment of 1.00 EUR",
                            "paid in full by each of these: payment 7001 (card) at CARDS and payment 7002 (card) at"
                                    + " CARDS; held 2.00 EUR, 1.00 EUR from payment 7001 (card) at CARDS and 1.00 EUR"
                                    + " from payment 7002 (card) at CARDS",
                            "refund all but one of these payments"),
                    heard("order.paid", "order.updated", "case.opened paid_twice"),
                    endedBy(refund("8001", "7002", 100), "order.updated", "case.resolved paid_twice")),
            new CaseScenario(
                    "paid_after_cancel",
                    "money came for an order that the merchant gave up",
                    given(order(100, "EUR"), cancelled()),
                    when(card("7001", CAPTURED, 100)),
                    says(
                            "no money for an order that was cancelled at TIME",
                            "held 1.00 EUR, from payment 7001 (card) at CARDS",
                            "deliver after all, or refund it"),
                    heard("order.cancelled", "order.paid", "case.opened paid_after_cancel"),
                    endedBy(refund("8001", "7001", 100), "order.refunded", "case.resolved paid_after_cancel")),
            new CaseScenario(
                    "refund_exceeds_payment",
                    "more went back than came: here the capture is not told yet",
                    given(order(100, "EUR"), card("7001", AUTHORIZED, 0)),
                    when(refund("8001", "7001", 40)),
                    says(
                            "refunds of at most the captured 0.00 EUR",
                            "refunded 0.40 EUR",
                            "check the refunds at the provider; money may have gone back twice"),
                    heard("order.authorized", "order.updated", "case.opened refund_exceeds_payment"),
                    endedBy(
                            card("7001", CAPTURED, 100),
                            "order.partially_refunded",
                            "case.resolved refund_exceeds_payment")),
            new CaseScenario(
                    "missing_notification",
                    "the order's time is over, and the provider does not answer whether it is paid",
                    given(searchIsDown(), orderThatExpires(100, Duration.ofSeconds(2))),
                    when(nothing()),
                    says(
                            "a payment of the order",
                            "nothing since TIME",
                            "look at the provider whether the order is paid; an answer of the provider closes this case; at"
                                    + " account SECU the provider was asked and answered 0 times, and does not answer now:"
                                    + " secuconnect refused the search for smart transactions with status 503: error -,"
                                    + " code -, support id -"),
                    heard("order.expired", "case.opened missing_notification"),
                    endedBy(searchIsUpAgain(card("7001", FAILED, 0)), "case.resolved missing_notification")),
            new CaseScenario(
                    "silent_provider",
                    SILENT,
                    given(order(100, "EUR")),
                    when(nothing()),
                    says(
                            "a notification at least every 6 seconds",
                            "none since the account was first seen here at TIME",
                            "check at the provider that notifications are on and go to the account's address"),
                    heard(),
                    endedBy(card("7001", FAILED, 0), "order.failed")),
            new CaseScenario(
                    "silent_provider",
                    "most requests to an account are refused",
                    given(order(100, "EUR"), card("7001", FAILED, 0)),
                    when(strangers(20)),
                    says(
                            "requests that are accepted",
                            "requests are refused as unauthenticated or malformed",
                            "if they come from the provider, check the account's secrets; otherwise somebody else posts"
                                    + " to its address; it was 20 of 21 requests within 10 minutes"),
                    heard("order.failed"),
                    endedBy(cards(361), "order.paid")),
            new CaseScenario(
                    "unknown_status",
                    "the provider tells a status that its plugin does not know",
                    given(order(100, "EUR")),
                    when(card("7001", PAID_WITHOUT_MEANING, 100)),
                    says(
                            "a status that the provider's plugin knows",
                            "status code 25",
                            "look the payment up at the provider; update the plugin if the code is new"),
                    heard("case.opened unknown_status"),
                    endedBy(card("7001", CAPTURED, 100), "order.paid", "case.resolved unknown_status")),
            new CaseScenario(
                    "unhandled_kind",
                    "the provider posts something that its plugin does not know",
                    given(order(100, "EUR")),
                    when(novelty("1"), novelty("2")),
                    says(
                            "a notification of a kind that the plugin knows",
                            "a notification of kind other",
                            "look whether a newer plugin handles it; the notification is kept"),
                    heard(),
                    notEndedBy(card("7001", CAPTURED, 100), "order.paid")),
            new CaseScenario(
                    "provider_error",
                    "the provider names two orders for one payment",
                    given(order(100, "EUR")),
                    when(pushed(2)),
                    says(
                            "one order of the payment",
                            "The search for the smart transaction answered with count 2 and 1 entries instead of one",
                            "ask the provider which order the payment belongs to; the search is repeated meanwhile"),
                    heard(),
                    endedBy(pushed(1), "order.paid")),
            new CaseScenario(
                    "provider_error",
                    "the provider refuses to answer",
                    given(order(100, "EUR")),
                    when(acmeRefuses()),
                    says(
                            "an answer or a notification of the provider that can be used",
                            "Acme refuses the API key",
                            "check the account's settings and the provider's status; it is tried again meanwhile"),
                    heard(),
                    endedBy(acme("paid", false), "order.paid")),
            new CaseScenario(
                    "poisoned_notification",
                    "the plugin fails on an authentic notification",
                    given(order(100, "EUR")),
                    when(acmeWithoutType()),
                    says(
                            "a notification that the plugin can process",
                            "the plugin cannot read this notification",
                            "report it to the plugin's author; the notification is kept, replay it with a plugin that"
                                    + " can process it. It was tried once"),
                    heard(),
                    notEndedBy(acme("paid", false), "order.paid")));

    private CaseScenarios() {}
}
