package io.quittance.bench;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Statements that insert a specimen time and again, as number {@code n} of many: with a reference, identifiers, a key and times of
 * its own, the times one after the other up to now.
 */
final class Multiplication {

    private static final long FIRST = 2_000_000_000L;
    private static final long MICROS_PER_SECOND = 1_000_000;

    private final Specimen specimen;
    private final List<String> identifiers;
    private final Target target;

    /**
     * Of a specimen.
     *
     * @param target whose notifications they become, and when
     */
    Multiplication(Specimen specimen, Target target) {
        this.specimen = specimen;
        this.identifiers = specimen.identifiers();
        this.target = target;
    }

    /**
     * Where they go.
     *
     * @param from when the first arrives
     * @param step between one and the next
     */
    record Target(String account, String merchant, Instant from, Duration step) {}

    /** One statement for each row of the specimen; its parameters are the first and the last {@code n}. */
    List<String> statements() {
        return specimen.rows().stream().map(this::statement).toList();
    }

    private String statement(Specimen.Row row) {
        List<String> columns = new ArrayList<>();
        List<String> values = new ArrayList<>();
        for (Map.Entry<String, String> column : row.types().entrySet()) {
            columns.add(column.getKey());
            values.add(value(column.getKey(), column.getValue(), row.values().getValue(column.getKey())));
        }
        return "insert into " + row.table() + " (" + String.join(", ", columns) + ") select "
                + String.join(", ", values) + " from generate_series(?::bigint, ?::bigint) n";
    }

    private String value(String column, String type, @Nullable Object sample) {
        if (sample == null) {
            return "null";
        }
        String text = sample.toString();
        return switch (column) {
            case "account_id" -> literal(target.account);
            case "merchant" -> literal(target.merchant);
            case "key_hash" -> "sha256(convert_to('fill ' || n, 'UTF8'))";
            case "feed_position" -> "n";
            default ->
                switch (type) {
                    case "uuid" -> identifier(text);
                    case "timestamptz" -> time(text);
                    case "bytea" -> bytes(text);
                    default -> varied(text) + "::" + type;
                };
        };
    }

    private String identifier(String sample) {
        int which = identifiers.indexOf(sample);
        if (which < 0) {
            return literal(sample) + "::uuid";
        }
        return ("(lpad(to_hex((%d + n * %d) / 1000), 12, '0') || '7' || lpad(to_hex(n & 4095), 3, '0') || '8'"
                        + " || lpad(to_hex(%d), 3, '0') || lpad(to_hex(n), 12, '0'))::uuid")
                .formatted(micros(target.from), step(), which);
    }

    private String time(String sample) {
        long offset = micros(OffsetDateTime.parse(sample).toInstant()) - micros(specimen.at());
        return "to_timestamp((%d + n * %d) / 1e6)".formatted(micros(target.from) + offset, step());
    }

    private String bytes(String sample) {
        byte[] bytes = HexFormat.of().parseHex(sample.substring("\\x".length()));
        String text = new String(bytes, StandardCharsets.UTF_8);
        return text.contains(specimen.number())
                ? "convert_to(" + varied(text) + ", 'UTF8')"
                : "'\\x" + HexFormat.of().formatHex(bytes) + "'::bytea";
    }

    /** The text with the number and the identifiers of the n-th. */
    private String varied(String sample) {
        String expression = literal(sample);
        if (sample.contains(specimen.number())) {
            expression = "replace(%s, '%s', (%d + n)::text)".formatted(expression, specimen.number(), FIRST);
        }
        for (String identifier : identifiers) {
            if (sample.contains(identifier)) {
                expression = "replace(%s, '%s', %s::text)".formatted(expression, identifier, identifier(identifier));
            }
        }
        return expression;
    }

    private long step() {
        return Math.max(1, target.step.toNanos() / 1_000);
    }

    private static long micros(Instant instant) {
        return instant.getEpochSecond() * MICROS_PER_SECOND + instant.getNano() / 1_000;
    }

    private static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
