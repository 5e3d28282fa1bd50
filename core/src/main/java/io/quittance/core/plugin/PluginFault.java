package io.quittance.core.plugin;

import io.quittance.core.telemetry.ControlCharacters;
import io.quittance.spi.SpiVersion;
import java.util.regex.Pattern;

/** Why a plugin is refused, in words that its user understands without reading the plugin's code. */
final class PluginFault extends Exception {

    private static final long serialVersionUID = 1L;
    private static final int LONGEST_REASON = 1_000;
    private static final Pattern WHITE_SPACE = Pattern.compile("\\s+");
    private static final Pattern CLASS_NAME = Pattern.compile("[\\w$./]+");

    private final String reason;

    PluginFault(String reason) {
        super(null, null, false, false);
        this.reason = clean(reason);
    }

    /** One line, to follow the plugin's file name. */
    String reason() {
        return reason;
    }

    @Override
    public String getMessage() {
        return reason;
    }

    /** The words for what a plugin threw. */
    static String words(Throwable thrown) {
        Throwable cause = thrown.getCause();
        if (thrown instanceof ExceptionInInitializerError && cause != null) {
            return "a static initialiser threw " + words(cause);
        }
        String message = thrown.getMessage();
        if (thrown instanceof IllegalAccessException) {
            return "it is not public";
        }
        if (message == null) {
            return thrown.getClass().getName();
        }
        if (thrown instanceof NoClassDefFoundError || thrown instanceof ClassNotFoundException) {
            return missingClass(message);
        }
        return thrown.getClass().getName() + ": " + message;
    }

    private static String missingClass(String message) {
        if (!CLASS_NAME.matcher(message).matches()) {
            return message;
        }
        String className = message.replace('/', '.');
        if (SharedPackages.contains(className)) {
            return "it needs the class " + className + ", which this gateway with SPI " + SpiVersion.CURRENT
                    + " does not have";
        }
        return "it needs the class " + className + ", which is neither in the plugin nor in what the gateway shares ("
                + SharedPackages.NAMES + ")";
    }

    /** What a plugin says goes to log lines: no line breaks, nothing that a terminal obeys, and not without end. */
    private static String clean(String reason) {
        String oneLine = ControlCharacters.replaced(WHITE_SPACE.matcher(reason).replaceAll(" "));
        return oneLine.length() <= LONGEST_REASON ? oneLine : oneLine.substring(0, LONGEST_REASON) + "…";
    }
}
