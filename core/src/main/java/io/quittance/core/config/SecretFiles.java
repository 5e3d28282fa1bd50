package io.quittance.core.config;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the files that a configuration names as the places of secrets, wherever in it they stand. */
final class SecretFiles {

    private static final String FILE = "file";

    private SecretFiles() {}

    static List<Path> of(JsonObject root, Path baseDirectory) {
        return named(root).flatMap(name -> path(name, baseDirectory)).distinct().toList();
    }

    private static Stream<String> named(@Nullable Object value) {
        if (value instanceof JsonArray list) {
            return list.stream().flatMap(SecretFiles::named);
        }
        if (!(value instanceof JsonObject object)) {
            return Stream.empty();
        }
        return object.size() == 1 && object.getValue(FILE) instanceof String name
                ? Stream.of(name)
                : object.stream().flatMap(entry -> named(entry.getValue()));
    }

    private static Stream<Path> path(String name, Path baseDirectory) {
        try {
            return Stream.of(baseDirectory.resolve(name));
        } catch (InvalidPathException notAPath) {
            return Stream.empty();
        }
    }
}
