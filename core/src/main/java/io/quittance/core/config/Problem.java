package io.quittance.core.config;

/**
 * Something that is wrong in a configuration.
 *
 * @param pointer JSON pointer of the offending key; empty for the file as a whole
 * @param message what is wrong and what is allowed, without secrets
 */
public record Problem(String pointer, String message) {

    @Override
    public String toString() {
        return (pointer.isEmpty() ? "(file)" : pointer) + ": " + message;
    }
}
