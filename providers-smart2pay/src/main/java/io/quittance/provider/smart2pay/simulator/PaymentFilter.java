package io.quittance.provider.smart2pay.simulator;

import io.vertx.core.MultiMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which payments a list is to hold. The names of parameters may be written in upper or lower case.
 *
 * @param parameters by name in lower case
 */
record PaymentFilter(Map<String, String> parameters) {

    static PaymentFilter of(MultiMap query) {
        Map<String, String> parameters = new TreeMap<>();
        query.forEach((name, value) -> parameters.put(name.toLowerCase(Locale.ROOT), value));
        return new PaymentFilter(parameters);
    }

    boolean matches(Payment payment) {
        String created = Documents.TIME.format(payment.created());
        return is("merchantTransactionID", payment.merchantTransactionId())
                && is("currency", payment.currency())
                && is("methodID", Integer.toString(payment.method().id()))
                && is("statusID", Integer.toString(payment.status().id()))
                && created.compareTo(text("startDate", created)) >= 0
                && created.compareTo(text("endDate", created)) <= 0
                && payment.amount() >= number("minimumAmount", 0)
                && payment.amount() <= number("maximumAmount", Long.MAX_VALUE);
    }

    String text(String name, String usual) {
        return parameters.getOrDefault(name.toLowerCase(Locale.ROOT), usual);
    }

    long number(String name, long usual) {
        String text = text(name, "");
        return text.matches("[0-9]{1,12}") ? Long.parseLong(text) : usual;
    }

    private boolean is(String name, String value) {
        return text(name, value).equals(value);
    }
}
