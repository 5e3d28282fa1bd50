package io.quittance.site;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** The anchors of a document's headings, as GitHub makes them, so that a link holds in both places. */
final class Anchors {
    private static final Pattern LEFT_OUT = Pattern.compile("[^\\p{L}\\p{M}\\p{N}\\p{Pc} -]");

    private final Map<String, Integer> seen = new HashMap<>();

    /** The anchor of the next heading; the second of the same text ends with {@code -1}. */
    String next(String heading) {
        String anchor = LEFT_OUT.matcher(heading.toLowerCase(Locale.ROOT))
                .replaceAll("")
                .replace(' ', '-');
        int earlier = seen.merge(anchor, 1, Integer::sum) - 1;
        return earlier == 0 ? anchor : anchor + "-" + earlier;
    }
}
