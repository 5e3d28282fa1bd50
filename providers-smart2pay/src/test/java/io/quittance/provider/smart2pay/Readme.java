package io.quittance.provider.smart2pay;

import io.quittance.spi.PaymentStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The tables of the README, to compare them with the code, and the words that they use. */
final class Readme {

    private Readme() {}

    /** The cells of the first table after a heading, row by row, without its head. */
    static List<List<String>> table(String heading) throws IOException {
        List<String> lines = Files.readAllLines(Path.of("README.md"));
        int start = lines.indexOf(heading);
        if (start < 0) {
            throw new AssertionError("The README has no heading " + heading);
        }
        return lines.stream()
                .skip(start)
                .dropWhile(line -> !line.startsWith("|"))
                .takeWhile(line -> line.startsWith("|"))
                .skip(2)
                .map(Readme::cells)
                .toList();
    }

    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** The status of an order whose only payment is of this status and of the order's amount. */
    static String orderEffect(PaymentStatus status) {
        return switch (status) {
            case PENDING -> "awaiting_payment";
            case PAID, DISPUTE_WON -> "paid";
            case REVERSED -> "refunded";
            case UNKNOWN -> "none, case `unknown_status`";
            case AUTHORIZED,
                    PARTIALLY_PAID,
                    FAILED,
                    CANCELLED,
                    EXPIRED,
                    PARTIALLY_REFUNDED,
                    REFUNDED,
                    DISPUTED,
                    CHARGED_BACK -> word(status);
        };
    }

    private static List<String> cells(String row) {
        return Arrays.stream(row.substring(1, row.lastIndexOf('|')).split("\\|", -1))
                .map(String::strip)
                .toList();
    }
}
