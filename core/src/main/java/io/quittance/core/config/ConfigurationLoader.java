package io.quittance.core.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Reads configuration files. */
public final class ConfigurationLoader {

    private static final int MAX_FILE_BYTES = 1_048_576;
    private static final String SCHEMA = "configuration.schema.json";
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final Map<String, String> environment;
    private final Path defaultPlugins;

    /**
     * Prepares to read.
     *
     * @param environment where secrets given as {@code {"env": NAME}} are
     * @param defaultPlugins the installation's plugins, used if the file names no directory
     */
    public ConfigurationLoader(Map<String, String> environment, Path defaultPlugins) {
        this.environment = Map.copyOf(environment);
        this.defaultPlugins = defaultPlugins;
    }

    /**
     * Reads a file.
     *
     * @throws ConfigurationException if it cannot be read or holds no JSON object
     */
    public ConfigurationDraft read(Path file) {
        Path absolute = file.toAbsolutePath().normalize();
        Path directory = Objects.requireNonNull(absolute.getParent(), "A file is in a directory");
        return draft(StrictTreeReader.read(text(absolute)), directory);
    }

    /**
     * What holds without a file: the defaults.
     *
     * @param baseDirectory where {@code data/} is made
     */
    public ConfigurationDraft none(Path baseDirectory) {
        return draft(JsonTree.empty(), baseDirectory.toAbsolutePath().normalize());
    }

    /** The JSON Schema (draft 2020-12) of the file. */
    public static JsonObject schema() {
        try (InputStream stream = ConfigurationLoader.class.getResourceAsStream(SCHEMA)) {
            return new JsonObject(
                    Buffer.buffer(Objects.requireNonNull(stream, SCHEMA).readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ConfigurationDraft draft(JsonTree tree, Path baseDirectory) {
        return new ConfigurationDraft(tree, baseDirectory, environment, defaultPlugins);
    }

    private static String text(Path file) {
        try (InputStream stream = Files.newInputStream(file)) {
            byte[] bytes = stream.readNBytes(MAX_FILE_BYTES + 1);
            if (bytes.length > MAX_FILE_BYTES) {
                throw refused("is larger than " + MAX_FILE_BYTES + " bytes");
            }
            String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        } catch (NoSuchFileException e) {
            throw refused("there is no file " + file);
        } catch (CharacterCodingException e) {
            throw refused("is not UTF-8");
        } catch (IOException e) {
            throw refused("cannot be read: " + file + " (" + e.getClass().getSimpleName() + ")");
        }
    }

    private static ConfigurationException refused(String message) {
        return new ConfigurationException(List.of(new Problem("", message)));
    }
}
