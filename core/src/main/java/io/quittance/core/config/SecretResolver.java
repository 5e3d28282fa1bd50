package io.quittance.core.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quittance.spi.Secret;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads secrets from wherever the configuration says they are. No problem that it finds shows a value. */
final class SecretResolver {

    private static final int MAX_FILE_BYTES = 65_536;
    private static final List<String> SOURCES = List.of("env", "file");
    private static final String ALLOWED = "a text, {\"env\": NAME}, {\"file\": PATH} or a list of those, newest first";

    /** What looks like the name of a variable, and not like a secret that somebody put in its place, may be shown. */
    private static final Pattern SHOWN_NAME = Pattern.compile("[A-Z_][A-Z0-9_]{0,99}");

    private final Map<String, String> environment;
    private final Path baseDirectory;
    private final Problems problems;

    SecretResolver(Map<String, String> environment, Path baseDirectory, Problems problems) {
        this.environment = environment;
        this.baseDirectory = baseDirectory;
        this.problems = problems;
    }

    /** The secret, or empty after a problem. */
    Optional<Secret> resolve(@Nullable Object value, String pointer) {
        if (!(value instanceof JsonArray list)) {
            return Optional.ofNullable(single(value, pointer)).map(text -> new Secret(List.of(text)));
        }
        if (list.isEmpty()) {
            problems.add(pointer, "is an empty list; it must be " + ALLOWED);
            return Optional.empty();
        }
        List<String> values = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            String text = single(list.getValue(i), Pointers.child(pointer, i));
            if (text != null) {
                values.add(text);
            }
        }
        return values.size() == list.size() ? Optional.of(new Secret(values)) : Optional.empty();
    }

    private @Nullable String single(@Nullable Object value, String pointer) {
        if (value instanceof String text) {
            return notEmpty(text, pointer, "is an empty secret");
        }
        if (value instanceof JsonObject source) {
            return fromSource(source, pointer);
        }
        problems.add(pointer, "must be " + ALLOWED);
        return null;
    }

    private @Nullable String fromSource(JsonObject source, String pointer) {
        List<String> unknown = source.fieldNames().stream()
                .filter(key -> !SOURCES.contains(key))
                .toList();
        for (String key : unknown) {
            problems.add(Pointers.child(pointer, key), "unknown key; allowed: env, file" + NearName.hint(key, SOURCES));
        }
        if (!unknown.isEmpty()) {
            return null;
        }
        if (source.size() != 1) {
            problems.add(pointer, "must name either env or file");
            return null;
        }
        String key = source.fieldNames().iterator().next();
        String place = Pointers.child(pointer, key);
        if (!(source.getValue(key) instanceof String name) || name.isEmpty()) {
            problems.add(place, key.equals("env") ? "must be the name of a variable" : "must be the path of a file");
            return null;
        }
        return key.equals("env") ? fromEnvironment(name, place) : fromFile(name, place);
    }

    private @Nullable String fromEnvironment(String name, String pointer) {
        String shown = SHOWN_NAME.matcher(name).matches() ? " " + name : "";
        String value = environment.get(name);
        if (value == null) {
            problems.add(pointer, "the environment variable" + shown + " is not set");
            return null;
        }
        return notEmpty(value, pointer, "the environment variable" + shown + " is empty");
    }

    private @Nullable String fromFile(String name, String pointer) {
        try {
            Path file = baseDirectory.resolve(name);
            if (!Files.isRegularFile(file)) {
                problems.add(pointer, "the file " + file + " does not exist");
            } else if (Files.size(file) > MAX_FILE_BYTES) {
                problems.add(pointer, "the file " + file + " is larger than " + MAX_FILE_BYTES + " bytes");
            } else {
                String text = UTF_8.newDecoder()
                        .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
                        .toString();
                return notEmpty(withoutLineBreak(text), pointer, "the file " + file + " is empty");
            }
        } catch (InvalidPathException e) {
            problems.add(pointer, "must be the path of a file");
        } catch (CharacterCodingException e) {
            problems.add(pointer, "the file " + baseDirectory.resolve(name) + " does not hold UTF-8 text");
        } catch (IOException e) {
            problems.add(
                    pointer,
                    "the file " + baseDirectory.resolve(name) + " cannot be read ("
                            + e.getClass().getSimpleName() + ")");
        }
        return null;
    }

    private @Nullable String notEmpty(String text, String pointer, String message) {
        if (text.isEmpty()) {
            problems.add(pointer, message);
            return null;
        }
        return text;
    }

    private static String withoutLineBreak(String text) {
        return text.replaceFirst("[\\r\\n]+\\z", "");
    }
}
