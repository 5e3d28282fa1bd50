package io.quittance.core.console;

import gg.jte.models.runtime.JteModel;
import io.quittance.core.console.templates.StaticTemplates;
import io.quittance.core.store.AuditEntry;
import io.quittance.core.store.CaseRow;
import io.quittance.core.store.DeliveryRow;
import io.quittance.core.store.NotificationRow;

/** The pages as HTML. */
public final class Pages {

    private static final StaticTemplates TEMPLATES = new StaticTemplates();

    private Pages() {}

    /** Where somebody signs in. */
    public static String of(Frame frame, SignIn signIn) {
        return html(TEMPLATES.signin(frame, signIn));
    }

    /** Why there is no such page. */
    public static String of(Frame frame, Refusal refusal) {
        return html(TEMPLATES.refusal(frame, refusal));
    }

    /** How it goes. */
    public static String of(Frame frame, Overview overview) {
        return html(TEMPLATES.overview(frame, overview));
    }

    /** The part of it that keeps itself up to date. */
    public static String live(Overview overview) {
        return html(TEMPLATES.live(overview));
    }

    /** What a search for orders found. */
    public static String of(Frame frame, OrderResults results) {
        return html(TEMPLATES.orders(frame, results));
    }

    /** An order and its story. */
    public static String of(Frame frame, OrderPage order) {
        return html(TEMPLATES.order(frame, order));
    }

    /** What arrived. */
    public static String notifications(Frame frame, ListPage<NotificationRow> page) {
        return html(TEMPLATES.notifications(frame, page));
    }

    /** A notification. */
    public static String of(Frame frame, NotificationPage notification) {
        return html(TEMPLATES.notification(frame, notification));
    }

    /** What somebody may have to look at. */
    public static String cases(Frame frame, ListPage<CaseRow> page, CasesResolved resolved) {
        return html(TEMPLATES.cases(frame, page, resolved));
    }

    /** A case. */
    public static String of(Frame frame, CasePage one) {
        return html(TEMPLATES.onecase(frame, one));
    }

    /** What people asked the gateway to do. */
    public static String audit(Frame frame, ListPage<AuditEntry> page) {
        return html(TEMPLATES.audit(frame, page));
    }

    /** A replay of all that a filter chooses. */
    public static String of(Frame frame, ReplayPage replay) {
        return html(TEMPLATES.replay(frame, replay));
    }

    /** What was sent to merchants' endpoints, and what is still to be sent. */
    public static String deliveries(Frame frame, ListPage<DeliveryRow> page) {
        return html(TEMPLATES.deliveries(frame, page));
    }

    /** A delivery. */
    public static String of(Frame frame, DeliveryPage delivery) {
        return html(TEMPLATES.delivery(frame, delivery));
    }

    /** What runs. */
    public static String of(Frame frame, AccountsPage accounts) {
        return html(TEMPLATES.accounts(frame, accounts));
    }

    /** An account. */
    public static String of(Frame frame, AccountPage account) {
        return html(TEMPLATES.account(frame, account));
    }

    private static String html(JteModel page) {
        return page.render();
    }
}
