package io.quittance.spi;

import org.jspecify.annotations.Nullable;

/**
 * A failure with a meaning. The message is for the operator: it says what failed and what was expected, and holds no
 * secret, no body and no payer data. The sender of a notification never sees it.
 *
 * <p>Has no stack trace, because these are expected; the cause, if any, keeps its own.
 */
public final class ProviderException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ErrorCategory category;

    /**
     * A failure with its cause.
     *
     * @param cause what led to it, or null
     */
    public ProviderException(ErrorCategory category, String message, @Nullable Throwable cause) {
        super(message, cause, false, false);
        this.category = category;
    }

    /** The bytes of a notification cannot be read. */
    public static ProviderException malformed(String message) {
        return new ProviderException(ErrorCategory.MALFORMED, message, null);
    }

    /** The sender is refused. */
    public static ProviderException unauthenticated(String message) {
        return new ProviderException(ErrorCategory.UNAUTHENTICATED, message, null);
    }

    /** The account's settings are wrong. */
    public static ProviderException configuration(String message) {
        return new ProviderException(ErrorCategory.CONFIGURATION, message, null);
    }

    /** It will pass by itself. */
    public static ProviderException temporary(String message) {
        return new ProviderException(ErrorCategory.TEMPORARY, message, null);
    }

    /** It will probably stay so. */
    public static ProviderException permanent(String message) {
        return new ProviderException(ErrorCategory.PERMANENT, message, null);
    }

    /** What the failure means. */
    public ErrorCategory category() {
        return category;
    }
}
