package io.quittance.distribution;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A curl command of a document, run without curl: it need not be installed, and what it prints need not be parsed. */
final class CurlCommand {
    private static final Pattern WORD = Pattern.compile("\\G\\s*(?:\\\\\\n\\s*)*(?:'([^']*)'|([^\\s'\"$`\\\\]+))");
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final List<String[]> headers = new ArrayList<>();
    private @Nullable String method;
    private @Nullable String body;
    private @Nullable URI uri;

    private CurlCommand() {}

    /** Reads a command that uses no more of a shell than single quotes, and no more of curl than what is here. */
    static CurlCommand parse(String text) {
        CurlCommand command = new CurlCommand();
        Iterator<String> words = words(text.strip()).iterator();
        if (!words.next().equals("curl")) {
            throw new IllegalArgumentException("Not a curl command: " + text);
        }
        while (words.hasNext()) {
            command.read(words.next(), words);
        }
        return command;
    }

    boolean changesNothing() {
        return method().equals("GET");
    }

    /** Sends the request to the server that listens instead of the one it names. */
    HttpResponse<String> send(Map<Integer, URI> serversByPort) throws IOException, InterruptedException {
        URI asked = Objects.requireNonNull(uri, "a curl command has a URL");
        URI server = Objects.requireNonNull(serversByPort.get(asked.getPort()), "nothing listens for " + asked);
        HttpRequest.Builder request = HttpRequest.newBuilder(server.resolve(asked.getRawPath()))
                .timeout(Duration.ofSeconds(20))
                .method(method(), body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        headers.forEach(header -> request.header(header[0], header[1]));
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }

    private String method() {
        if (method != null) {
            return method;
        }
        return body == null ? "GET" : "POST";
    }

    private void read(String word, Iterator<String> words) {
        switch (word) {
            case "-i" -> {} // What comes back is looked at in any case.
            case "-X" -> method = words.next();
            case "-H" -> headers.add(words.next().split(": ", 2));
            case "-d" -> body = words.next().replace("\n", "");
            case "-u" ->
                headers.add(new String[] {
                    "Authorization",
                    "Basic " + Base64.getEncoder().encodeToString(words.next().getBytes(UTF_8))
                });
            default -> uri = URI.create(word);
        }
    }

    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(text);
        int end = 0;
        while (matcher.find()) {
            words.add(matcher.group(1) == null ? matcher.group(2) : matcher.group(1));
            end = matcher.end();
        }
        if (end != text.length()) {
            throw new IllegalArgumentException("Only plain words and single quotes are understood: " + text);
        }
        return words;
    }
}
