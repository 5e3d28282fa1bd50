package io.quittance.core.plugin;

/** The code of an account's plugin is not run, or was not let run to its end, for a reason that will pass. */
public final class PluginUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** For this reason. */
    PluginUnavailableException(String reason) {
        super(reason, null, false, false);
    }
}
