package io.quittance.core.store.staging;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** What cannot be stored as it is: a file for each, beside the journal, until a person has looked at it. Blocks. */
final class SetAside {

    private static final String SUFFIX = ".json";

    private final Path directory;

    SetAside(Path directory) {
        this.directory = directory;
    }

    /** Keeps an entry, durably, under its id. */
    void keep(Entry entry, String reason) throws IOException {
        OwnFiles.createDirectory(directory);
        OwnFiles.write(
                directory.resolve(entry.id() + SUFFIX),
                entry.toJson().put("reason", reason).encodePrettily().getBytes(UTF_8));
        OwnFiles.force(directory);
    }

    /** How many there are. */
    int count() throws IOException {
        return files().size();
    }

    /** Gives each to somebody who keeps it from now on. What is no entry stays. */
    void takeBack(Consumer<Entry> keeper) throws IOException {
        for (Path file : files()) {
            try {
                keeper.accept(Entry.of(new JsonObject(Files.readString(file))));
                Files.delete(file);
            } catch (DecodeException | ClassCastException | IllegalArgumentException | NullPointerException noEntry) {
                Objects.requireNonNull(noEntry);
            }
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.filter(file -> file.toString().endsWith(SUFFIX))
                    .sorted()
                    .toList();
        } catch (NoSuchFileException none) {
            return new ArrayList<>();
        }
    }
}
