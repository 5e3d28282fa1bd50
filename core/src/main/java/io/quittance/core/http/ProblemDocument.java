package io.quittance.core.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.quittance.core.telemetry.CardNumbers;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong with a request, as RFC 9457 writes it.
 *
 * @param title the same for every problem of the status
 * @param detail what, where, and what is allowed
 * @param errors each value that is wrong; empty if the problem is another
 */
@JsonInclude(Include.NON_EMPTY)
public record ProblemDocument(int status, String title, String detail, List<InvalidValue> errors) {

    public ProblemDocument {
        detail = CardNumbers.masked(detail);
        errors = List.copyOf(errors);
    }

    /**
     * A value that is wrong: one of the body, or a parameter of the path or the query.
     *
     * @param pointer JSON pointer into the body; empty for the body as a whole, null for a parameter
     * @param parameter its name; null for a value of the body
     * @param detail what is allowed
     */
    @JsonInclude(Include.NON_NULL)
    public record InvalidValue(
            @Nullable String pointer, @Nullable String parameter, String detail) {

        public InvalidValue {
            pointer = CardNumbers.maskedIfAny(pointer);
            parameter = CardNumbers.maskedIfAny(parameter);
            detail = CardNumbers.masked(detail);
        }

        /** A wrong value in the body. */
        static InvalidValue inBody(String pointer, String detail) {
            return new InvalidValue(pointer, null, detail);
        }

        /** A wrong parameter. */
        static InvalidValue parameter(String name, String detail) {
            return new InvalidValue(null, name, detail);
        }
    }
}
