package io.quittance.core.cli;

import io.quittance.core.console.Text;
import io.quittance.core.explain.MoneyWords;
import io.quittance.core.telemetry.ControlCharacters;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Fields of the management API's documents, as a command prints them. */
final class Values {

    static final String NOTHING = "-";

    private Values() {}

    /** A field as it is; a dash for nothing. */
    static String text(JsonObject document, String field) {
        return printable(document.getValue(field));
    }

    /** A time, in UTC to the second; a dash for none. */
    static String time(JsonObject document, String field) {
        String time = document.getString(field);
        return time == null ? NOTHING : Text.time(Instant.parse(time));
    }

    /** Minor units of a currency, as money; a dash for nothing. */
    static String money(@Nullable Long minorUnits, @Nullable String currency) {
        return minorUnits == null ? NOTHING : MoneyWords.of(minorUnits, currency);
    }

    /** Yes or no. */
    static String yes(JsonObject document, String field) {
        return document.getBoolean(field, false) ? "yes" : "no";
    }

    /** A JSON value, line by line. */
    static List<String> lines(Object json) {
        return Json.encodePrettily(json).lines().map(Values::printable).toList();
    }

    /** What others wrote, without what would do something to a terminal; a dash for nothing. */
    static String printable(@Nullable Object value) {
        String text = Objects.toString(value, "");
        return text.isEmpty() ? NOTHING : ControlCharacters.replaced(text);
    }
}
