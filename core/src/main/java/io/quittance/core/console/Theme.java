package io.quittance.core.console;

import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The colours of the pages. */
public enum Theme {
    /** As the visitor's system has it. */
    AUTO,
    /** Dark on light. */
    LIGHT,
    /** Light on dark. */
    DARK;

    /** The theme of a name; {@link #AUTO} for anything else. */
    public static Theme of(@Nullable String name) {
        return Stream.of(values())
                .filter(theme -> theme.wireName().equals(name))
                .findFirst()
                .orElse(AUTO);
    }

    /** The name of it. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
