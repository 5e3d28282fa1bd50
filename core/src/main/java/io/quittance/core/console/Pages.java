package io.quittance.core.console;

import gg.jte.models.runtime.JteModel;
import io.quittance.core.console.templates.StaticTemplates;

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

    private static String html(JteModel page) {
        return page.render();
    }
}
