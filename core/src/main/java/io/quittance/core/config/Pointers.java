package io.quittance.core.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.json.pointer.JsonPointer;
import java.net.URLDecoder;
import org.jspecify.annotations.Nullable;

/** JSON pointers (RFC 6901) as strings. */
final class Pointers {

    private Pointers() {}

    static String child(String pointer, String key) {
        return pointer + "/" + key.replace("~", "~0").replace("/", "~1");
    }

    static String child(String pointer, int index) {
        return pointer + "/" + index;
    }

    /** The pointer of the parent; that of the root for the root. */
    static String parent(String pointer) {
        return pointer.substring(0, Math.max(0, pointer.lastIndexOf('/')));
    }

    /** The last key or index. */
    static String last(String pointer) {
        return pointer.substring(pointer.lastIndexOf('/') + 1)
                .replace("~1", "/")
                .replace("~0", "~");
    }

    /** Whether a pointer is another one or lies below it. */
    static boolean isAtOrBelow(String pointer, String ancestor) {
        return pointer.equals(ancestor) || pointer.startsWith(ancestor + "/");
    }

    /** The pointer in the fragment of a URI. */
    static String fromUri(String uri) {
        String fragment = uri.substring(uri.indexOf('#') + 1);
        return URLDecoder.decode(fragment.replace("+", "%2B"), UTF_8);
    }

    static @Nullable Object find(Object document, String pointer) {
        return JsonPointer.from(pointer).queryJson(document);
    }

    static void replace(Object document, String pointer, Object value) {
        JsonPointer.from(pointer).writeJson(document, value);
    }
}
