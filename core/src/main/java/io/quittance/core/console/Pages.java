package io.quittance.core.console;

import gg.jte.models.runtime.JteModel;
import io.quittance.core.console.templates.StaticTemplates;
import io.quittance.core.store.CaseRow;
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
    public static String cases(Frame frame, ListPage<CaseRow> page) {
        return html(TEMPLATES.cases(frame, page));
    }

    /** A case. */
    public static String of(Frame frame, CasePage one) {
        return html(TEMPLATES.onecase(frame, one));
    }

    private static String html(JteModel page) {
        return page.render();
    }
}
