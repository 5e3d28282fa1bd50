package io.quittance.core.cli;

import java.util.Map;

/** What a colour says. */
enum Tone {
    HEADING("1"),
    GOOD("32"),
    UNDER_WAY("33"),
    BAD("31"),
    PLAIN("");

    private static final Map<String, Tone> OF_STATES = Map.ofEntries(
            Map.entry("done", GOOD),
            Map.entry("delivered", GOOD),
            Map.entry("paid", GOOD),
            Map.entry("yes", GOOD),
            Map.entry("waiting", UNDER_WAY),
            Map.entry("retrying", UNDER_WAY),
            Map.entry("pending", UNDER_WAY),
            Map.entry("open", UNDER_WAY),
            Map.entry("partially_paid", UNDER_WAY),
            Map.entry("malformed", BAD),
            Map.entry("poisoned", BAD),
            Map.entry("dead", BAD),
            Map.entry("failed", BAD),
            Map.entry("disputed", BAD),
            Map.entry("charged_back", BAD),
            Map.entry("no", BAD));

    private final String code;

    Tone(String code) {
        this.code = code;
    }

    /** That of a state, in the words of the management API. */
    static Tone ofState(String state) {
        return OF_STATES.getOrDefault(state, PLAIN);
    }

    /** A text in this colour, if the screen has colours. */
    String of(String text, Screen screen) {
        return screen.isColoured() && !code.isEmpty() ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
