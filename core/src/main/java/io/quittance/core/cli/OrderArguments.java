package io.quittance.core.cli;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Parameters;

/** Which order a command is about. */
final class OrderArguments {

    @Parameters(index = "0", paramLabel = "MERCHANT", description = "The merchant.")
    private @Nullable String merchant;

    @Parameters(index = "1", paramLabel = "ORDER", description = "The merchant's reference of the order.")
    private @Nullable String reference;

    String merchant() {
        return requireNonNull(merchant);
    }

    String reference() {
        return requireNonNull(reference);
    }
}
