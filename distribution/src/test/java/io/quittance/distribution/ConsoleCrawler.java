package io.quittance.distribution;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads all pages of the console that links lead to from its first one on; what a form would do it leaves alone. */
final class ConsoleCrawler {
    private static final Pattern LINK = Pattern.compile("href=\"(/console[^\"#]*)");
    private static final int MOST = 500;

    private final URI address;
    private final HttpSender http;

    ConsoleCrawler(URI address, HttpSender http) {
        this.address = address;
        this.http = http;
    }

    /** What somebody is told who tries to sign in. */
    Answer signIn(String token) throws IOException, InterruptedException {
        return http.send(HttpSender.to(address.resolve("/console/sign-in"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Sec-Fetch-Site", "same-origin")
                .POST(BodyPublishers.ofString("token=" + URLEncoder.encode(token, UTF_8))));
    }

    /** Each page, with its headers, by its path and query. */
    Map<String, String> pages(String token) throws IOException, InterruptedException {
        String session = signIn(token).header("set-cookie").orElseThrow().split(";", 2)[0];
        Map<String, String> pages = new TreeMap<>();
        Deque<String> waiting = new ArrayDeque<>();
        waiting.add("/console");
        while (!waiting.isEmpty()) {
            String path = waiting.remove();
            if (!pages.containsKey(path)) {
                Answer page = http.send(HttpSender.to(address.resolve(path)).header("Cookie", session));
                assertThat(page.status()).as(path).isEqualTo(200);
                pages.put(path, page.toString());
                assertThat(pages).hasSizeLessThan(MOST);
                Matcher links = LINK.matcher(page.text());
                while (links.find()) {
                    waiting.add(links.group(1).replace("&amp;", "&"));
                }
            }
        }
        return pages;
    }
}
