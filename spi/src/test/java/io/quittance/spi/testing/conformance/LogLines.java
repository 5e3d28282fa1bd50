package io.quittance.spi.testing.conformance;

import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/** A log that is kept. */
final class LogLines implements System.Logger {

    final List<String> lines = Collections.synchronizedList(new ArrayList<>());

    @Override
    public String getName() {
        return "conformance";
    }

    @Override
    public boolean isLoggable(Level level) {
        return true;
    }

    @Override
    public void log(
            Level level, @Nullable ResourceBundle bundle, @Nullable String message, @Nullable Throwable thrown) {
        lines.add(message + (thrown == null ? "" : " " + Chain.of(thrown)));
    }

    @Override
    public void log(
            Level level, @Nullable ResourceBundle bundle, @Nullable String format, @Nullable Object... parameters) {
        boolean formatted = format != null && parameters != null && parameters.length > 0;
        lines.add(formatted ? MessageFormat.format(format, parameters) : String.valueOf(format));
    }
}
