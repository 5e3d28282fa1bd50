package io.quittance.core.telemetry;

import java.util.regex.Pattern;

/** Characters that end a line, or that a terminal obeys: they move its cursor, change colours, or turn the direction of writing. */
public final class ControlCharacters {

    private static final Pattern ANY = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");
    private static final int FIRST_PRINTABLE = 0x20;
    private static final int DELETE = 0x7f;

    private ControlCharacters() {}

    /** The text, in which a question mark stands for each of them. */
    public static String replaced(String text) {
        // Nearly no line of a log has one, and an expression would look at each of its characters for several times as
        // long.
        return isFree(text) ? text : ANY.matcher(text).replaceAll("?");
    }

    private static boolean isFree(String text) {
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character < FIRST_PRINTABLE || character >= DELETE) {
                return false;
            }
        }
        return true;
    }
}
