package io.quittance.core.cli;

import java.util.List;
import java.util.Locale;

/** A page in the language of {@code man}. Everything that is given is text, and is shown as it is. */
final class Roff {

    private static final String SECTION = ".SH";

    private final StringBuilder page = new StringBuilder();
    private String last = "";

    /** What stands at its top and its bottom; comes first. */
    Roff title(String name, String section, String date, String source) {
        return request(".TH \"%s\" \"%s\" \"%s\" \"%s\""
                .formatted(escaped(name).toUpperCase(Locale.ROOT), section, date, escaped(source)));
    }

    Roff section(String heading) {
        return request(SECTION + " \"" + escaped(heading).toUpperCase(Locale.ROOT) + "\"");
    }

    /** Text that goes on where the text before ended. */
    Roff text(String text) {
        return request(line(text));
    }

    Roff paragraph(String text) {
        // A heading begins one by itself.
        return (last.startsWith(SECTION) ? this : request(".PP")).text(text);
    }

    /** A word with what is to be known of it beside it. */
    Roff entry(String word, String text) {
        return request(".TP").request("\\fB" + escaped(word) + "\\fR").text(text);
    }

    /** Lines that are shown as they are. */
    Roff verbatim(List<String> lines) {
        request(".RS 4").request(".nf");
        lines.forEach(this::text);
        return request(".fi").request(".RE");
    }

    private Roff request(String line) {
        page.append(line).append('\n');
        last = line;
        return this;
    }

    private static String line(String text) {
        String escaped = escaped(text);
        return escaped.startsWith(".") || escaped.startsWith("'") ? "\\&" + escaped : escaped;
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\e").replace("-", "\\-").replace("\"", "\\(dq");
    }

    @Override
    public String toString() {
        return page.toString();
    }
}
