package io.quittance.core.explain;

import java.util.ArrayList;
import java.util.List;

/** Text in lines of at most a hundred characters, with a margin for the times. */
final class Layout {

    static final int WIDTH = 100;

    private static final int MARGIN = 21;

    private final List<String> lines = new ArrayList<>();

    /** Text over the whole width. */
    void text(String text) {
        lines.addAll(wrapped(text, WIDTH));
    }

    /** Text with two lines beside it in the margin. */
    void beside(String first, String second, String text) {
        List<String> body = wrapped(text, WIDTH - MARGIN);
        int height = Math.max(body.size(), second.isEmpty() ? 1 : 2);
        for (int i = 0; i < height; i++) {
            String margin = i == 0 ? first : i == 1 ? second : "";
            String line = i < body.size() ? body.get(i) : "";
            lines.add((margin + " ".repeat(Math.max(1, MARGIN - margin.length())) + line).stripTrailing());
        }
    }

    void blank() {
        lines.add("");
    }

    List<String> lines() {
        return List.copyOf(lines);
    }

    /** A word that is longer than a line is cut: some provider may have sent it. */
    private static List<String> wrapped(String text, int width) {
        List<String> wrapped = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : printable(text).split(" +")) {
            String rest = word;
            if (!line.isEmpty() && line.length() + 1 + rest.length() > width) {
                wrapped.add(line.toString());
                line.setLength(0);
            }
            while (rest.length() > width) {
                wrapped.add(rest.substring(0, width));
                rest = rest.substring(width);
            }
            line.append(line.isEmpty() ? "" : " ").append(rest);
        }
        wrapped.add(line.toString());
        return wrapped;
    }

    /** What a terminal would obey instead of showing it. */
    private static String printable(String text) {
        return text.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]+", " ").strip();
    }
}
