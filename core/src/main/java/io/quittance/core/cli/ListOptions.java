package io.quittance.core.cli;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** A list of the management API, as every command prints one: of which gateway, how much of it, and how. */
final class ListOptions {

    private static final int MOST = 1_000_000;

    @Mixin
    private final GatewayOptions gateway = new GatewayOptions();

    @Mixin
    private final JsonOption json = new JsonOption();

    @Spec(Target.MIXEE)
    private @Nullable CommandSpec command;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "50",
            description = "At most so many rows, from 1 to 1000000. Default: ${DEFAULT-VALUE}.")
    private int limit;

    @Option(names = "--all", description = "All rows, however many there are.")
    private boolean all;

    /** Prints as much of it as is wanted. */
    int print(Query query, List<Column> columns) throws InterruptedException {
        return print(query, "cursor", columns);
    }

    /**
     * Prints as much of it as is wanted.
     *
     * @param cursor the parameter that takes the place to go on at
     */
    int print(Query query, String cursor, List<Column> columns) throws InterruptedException {
        new Listing(requireNonNull(command), json).print(gateway.toRead(), query, cursor, columns, most());
        return ExitCode.OK;
    }

    /** The gateway whose list it is. */
    GatewayOptions gateway() {
        return gateway;
    }

    /** Where one of the list is printed to. */
    Document document() {
        return new Document(requireNonNull(command), json);
    }

    /** Where it is told what became of some of the list. */
    EachOf eachOf() {
        return new EachOf(requireNonNull(command), json);
    }

    private int most() {
        if (limit < 1 || limit > MOST) {
            throw new CommandException("--limit is " + limit + "; it must be from 1 to " + MOST);
        }
        return all ? Integer.MAX_VALUE : limit;
    }
}
