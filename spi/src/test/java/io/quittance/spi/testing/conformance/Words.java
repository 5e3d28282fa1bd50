package io.quittance.spi.testing.conformance;

import io.vertx.core.buffer.Buffer;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Shows to people what a check met, in short. */
final class Words {

    private static final int LONGEST = 160;
    private static final int FRAMES = 12;

    private Words() {}

    /** A failure with the place that it comes from. */
    static String of(@Nullable Throwable failure) {
        if (failure == null) {
            return "nothing";
        }
        StackTraceElement[] stack = failure.getStackTrace();
        String place = stack.length == 0 ? "" : ", at " + stack[0];
        return failure.getClass().getName() + ": " + shortened(Objects.toString(failure.getMessage(), "no message"))
                + place;
    }

    /** Bytes as text that can be printed. */
    static String of(Buffer bytes) {
        String text = bytes.toString()
                .chars()
                .limit(LONGEST + 1L)
                .mapToObj(Words::printable)
                .collect(Collectors.joining());
        return text.isEmpty() ? "no bytes at all" : bytes.length() + " bytes, " + shortened(text);
    }

    /** The innermost calls of a thread. */
    static String of(StackTraceElement[] stack) {
        return Arrays.stream(stack)
                .limit(FRAMES)
                .map(frame -> "\n    at " + frame)
                .collect(Collectors.joining());
    }

    static String shortened(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }

    private static String printable(int character) {
        return character < ' ' || character > '~' ? "\\u%04x".formatted(character) : Character.toString(character);
    }
}
