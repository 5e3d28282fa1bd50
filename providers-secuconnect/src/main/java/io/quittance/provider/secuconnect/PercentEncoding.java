package io.quittance.provider.secuconnect;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Makes a text part of a URL, fit for a path as well as for a query. */
final class PercentEncoding {

    private PercentEncoding() {}

    static String of(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
