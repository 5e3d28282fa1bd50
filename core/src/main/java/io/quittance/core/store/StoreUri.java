package io.quittance.core.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quittance.spi.Secret;
import io.vertx.pgclient.SslMode;
import java.net.URLDecoder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the address of a store. Unlike the reactive client's reader it refuses what it does not know, and never repeats the input. */
final class StoreUri {

    private static final Pattern SHAPE = Pattern.compile("postgres(?:ql)?://(?<user>[^@/?#]+)@"
            + "(?<hosts>[^@/?#]+)/(?<database>[^/?#]+)(?:\\?(?<parameters>[^#]*))?");
    private static final Pattern HOST =
            Pattern.compile("(?<name>\\[[0-9a-fA-F:.%]+]|[^:@/?#,\\[\\]]+)(?::(?<port>\\d{1,5}))?");
    private static final int DEFAULT_PORT = 5432;
    private static final int LARGEST_PORT = 65535;
    private static final String MODE = "sslmode";
    private static final String ROOT_CERTIFICATE = "sslrootcert";
    private static final String TARGET = "target_session_attrs";
    private static final String WRITABLE = "read-write";
    private static final List<String> KNOWN = List.of(MODE, ROOT_CERTIFICATE, TARGET);

    private StoreUri() {}

    static StoreAddress parse(String uri, @Nullable Secret password) {
        Matcher matcher = SHAPE.matcher(uri);
        if (!matcher.matches()) {
            throw new StoreException(
                    "store.uri must look like postgresql://user@host:5432/database?sslmode=verify-full");
        }
        String user = Objects.requireNonNull(matcher.group("user"));
        if (user.contains(":")) {
            throw new StoreException("store.uri must not carry a password; give it as store.password");
        }
        Map<String, String> parameters = parameters(matcher.group("parameters"));
        return new StoreAddress(
                hosts(Objects.requireNonNull(matcher.group("hosts"))),
                decoded(Objects.requireNonNull(matcher.group("database"))),
                decoded(user),
                password,
                tls(parameters));
    }

    private static List<StoreHost> hosts(String list) {
        List<StoreHost> hosts =
                Arrays.stream(list.split(",", -1)).map(StoreUri::host).toList();
        if (Set.copyOf(hosts).size() < hosts.size()) {
            throw new StoreException("store.uri names a host and port twice");
        }
        return hosts;
    }

    private static StoreHost host(String text) {
        Matcher matcher = HOST.matcher(text);
        if (!matcher.matches()) {
            throw new StoreException("Each host of store.uri must be a name or an address, with a port or without, like"
                    + " db1.example:5432,db2.example:5432; an IPv6 address stands in brackets");
        }
        String name = Objects.requireNonNull(matcher.group("name"));
        return new StoreHost(
                name.startsWith("[") ? name.substring(1, name.length() - 1) : decoded(name),
                port(matcher.group("port")));
    }

    private static int port(@Nullable String digits) {
        int port = digits == null ? DEFAULT_PORT : Integer.parseInt(digits);
        if (port < 1 || port > LARGEST_PORT) {
            throw new StoreException("The port of store.uri must be from 1 to " + LARGEST_PORT + ", not " + port);
        }
        return port;
    }

    private static Map<String, String> parameters(@Nullable String query) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String parameter : query == null || query.isEmpty() ? List.<String>of() : List.of(query.split("&", -1))) {
            int equals = parameter.indexOf('=');
            String name = equals < 0 ? parameter : parameter.substring(0, equals);
            if (!KNOWN.contains(name)
                    || equals < 0
                    || parameters.put(name, decoded(parameter.substring(equals + 1))) != null) {
                throw new StoreException("store.uri may have the parameters %s, each once and with a value, not '%s'"
                        .formatted(String.join(", ", KNOWN), name));
            }
        }
        if (!parameters.getOrDefault(TARGET, WRITABLE).equals(WRITABLE)) {
            throw new StoreException(TARGET + " of store.uri can only be " + WRITABLE + ": a gateway writes");
        }
        return parameters;
    }

    private static StoreTls tls(Map<String, String> parameters) {
        String certificate = parameters.get(ROOT_CERTIFICATE);
        return new StoreTls(
                mode(parameters.getOrDefault(MODE, SslMode.PREFER.value)),
                certificate == null ? null : Path.of(certificate));
    }

    private static SslMode mode(String name) {
        return Arrays.stream(SslMode.values())
                .filter(mode -> mode.value.equals(name))
                .findFirst()
                .orElseThrow(() -> new StoreException("sslmode of store.uri must be one of %s, not '%s'"
                        .formatted(
                                Arrays.stream(SslMode.values())
                                        .map(mode -> mode.value)
                                        .collect(Collectors.joining(", ")),
                                name)));
    }

    private static String decoded(String text) {
        try {
            // A plus is itself in a URI; only forms write a blank so.
            return URLDecoder.decode(text.replace("+", "%2B"), UTF_8);
        } catch (IllegalArgumentException e) {
            throw new StoreException("store.uri has a '%' that no two hexadecimal digits follow", e);
        }
    }
}
