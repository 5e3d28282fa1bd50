package io.quittance.core.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/** Where the page of something is. */
public final class Links {

    private Links() {}

    /** An order. */
    public static String order(String merchant, String reference) {
        return "/console/orders/" + encoded(merchant) + "/" + encoded(reference);
    }

    /** A notification. */
    public static String notification(UUID id) {
        return "/console/notifications/" + id;
    }

    /** The notifications about a payment, or another subject of a provider. */
    public static String notificationsAbout(String subject) {
        return "/console/notifications?subject=" + encoded(subject);
    }

    /** A case. */
    public static String oneCase(UUID id) {
        return "/console/cases/" + id;
    }

    /** The cases that a filter chooses. */
    public static String cases(Map<String, String> filter) {
        return "/console/cases"
                + new TreeMap<>(filter)
                        .entrySet().stream()
                                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                                .collect(Collectors.joining("&", filter.isEmpty() ? "" : "?", ""));
    }

    /** The open cases of a kind. */
    public static String openCases(String kind) {
        return "/console/cases?state=open&kind=" + encoded(kind);
    }

    /** An account. */
    public static String account(String id) {
        return "/console/accounts/" + encoded(id);
    }

    /** A delivery. */
    public static String delivery(UUID id) {
        return "/console/deliveries/" + id;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }
}
