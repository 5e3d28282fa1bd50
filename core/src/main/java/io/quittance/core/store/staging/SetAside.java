package io.quittance.core.store.staging;

import io.quittance.core.store.OwnerOnly;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What cannot be stored as it is: a file for each, beside the journal, until a person has looked at it. Blocks. */
final class SetAside {

    private static final Logger LOGGER = LoggerFactory.getLogger(SetAside.class);

    private static final String SUFFIX = ".json";

    private final Path directory;

    SetAside(Path directory) {
        this.directory = directory;
    }

    /** Keeps an entry, durably, under its id. */
    void keep(Entry entry, String reason) throws IOException {
        OwnerOnly.createDirectories(directory);
        OwnerOnly.write(
                directory.resolve(entry.id() + SUFFIX),
                entry.toJson().put("reason", reason).encodePrettily());
    }

    /** The files, whatever is in them. */
    List<Path> files() throws IOException {
        if (!Files.exists(directory)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.filter(file -> file.toString().endsWith(SUFFIX))
                    .sorted()
                    .toList();
        }
    }

    /** What was kept in a file; empty if it is something else. */
    Optional<Entry> read(Path file) throws IOException {
        try {
            return Entry.of(new JsonObject(Files.readString(file)));
        } catch (DecodeException noJson) {
            LOGGER.atDebug().addKeyValue("file", file).log("A file beside the journal is no entry");
            return Optional.empty();
        }
    }
}
