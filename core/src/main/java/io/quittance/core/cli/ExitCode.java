package io.quittance.core.cli;

/** What an exit of the process means. */
public final class ExitCode {

    /** All went well. */
    public static final int OK = 0;
    /** The user's input is wrong: arguments, configuration, or a store that cannot be used as it is. */
    public static final int WRONG_INPUT = 1;
    /** A fault of ours. */
    public static final int FAULT = 2;

    private ExitCode() {}
}
