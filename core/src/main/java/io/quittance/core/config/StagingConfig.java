package io.quittance.core.config;

import java.nio.file.Path;

/**
 * Where notifications are kept while the store cannot be reached.
 *
 * @param directory of this node alone
 * @param maxBytes how large the journal in it may grow
 */
public record StagingConfig(Path directory, long maxBytes) {

    /** The name of the journal's file in the directory. */
    public static final String JOURNAL = "journal.db";
}
