package io.quittance.core.config;

/**
 * Something that is allowed in a configuration, and probably not meant.
 *
 * @param pointer JSON pointer of the key
 * @param message what it leads to and what to do, without secrets
 */
public record Warning(String pointer, String message) {

    @Override
    public String toString() {
        return "warning: " + pointer + ": " + message;
    }
}
