package io.quittance.provider.smart2pay;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.quittance.spi.InboundNotification;
import io.vertx.core.buffer.Buffer;
import java.util.Locale;

/** The notification of the older HTTP POST API: a form with a hash in it and without credentials. */
final class LegacyForm {

    /** For the operator, whose site notifies for the wrong API. */
    static final String REASON = "A form, as the older HTTP POST API of Smart2Pay sends it, is not understood;"
            + " expected is JSON, from a notification URL that is set for the REST API";

    private static final String BEGINNING = "NotificationType=";

    private LegacyForm() {}

    static boolean matches(InboundNotification inbound) {
        return isCalledForm(inbound) || beginsLikeOne(inbound.body());
    }

    private static boolean isCalledForm(InboundNotification inbound) {
        return inbound.header("Content-Type")
                .filter(value -> value.toLowerCase(Locale.ROOT).startsWith("application/x-www-form-urlencoded"))
                .isPresent();
    }

    private static boolean beginsLikeOne(Buffer body) {
        return body.length() >= BEGINNING.length()
                && body.getString(0, BEGINNING.length(), US_ASCII.name()).equals(BEGINNING);
    }
}
