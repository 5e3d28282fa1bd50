package io.quittance.site;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.args.AxeRunOptions;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The pages as a reader sees them who opened them as files, in a real browser. What they look like is kept in {@code
 * target/pictures}.
 *
 * <p>It needs an installed Chromium, and is skipped without one; with the system property {@code quittance.test.browser=required} it
 * fails then.
 */
@EnabledIf(value = "isThereOrRequired", disabledReason = "Chromium is not installed (Debian: apt-get install chromium)")
@TestInstance(Lifecycle.PER_CLASS)
class SiteBrowserIT {
    private static final Path CHROMIUM = Path.of(System.getProperty("quittance.test.chromium", "/usr/bin/chromium"));
    private static final Path PICTURES = Path.of("target", "pictures").toAbsolutePath();
    private static final Set<String> GRAVE = Set.of("serious", "critical");
    /** To tell where each of thousands of elements is that are right takes most of the time. */
    private static final AxeRunOptions ONLY_VIOLATIONS = new AxeRunOptions();

    static {
        ONLY_VIOLATIONS.setResultTypes(List.of("violations"));
    }

    private Playwright playwright;
    private Browser browser;
    private Page page;
    private final List<String> complaints = new ArrayList<>();
    private final List<String> requests = new ArrayList<>();

    static boolean isThereOrRequired() {
        return Files.isExecutable(CHROMIUM) || "required".equals(System.getProperty("quittance.test.browser"));
    }

    static List<String> pages() throws IOException {
        return MadeSite.pages();
    }

    @BeforeAll
    void begin() {
        assertThat(CHROMIUM).as("Debian: apt-get install chromium").isExecutable();
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(CHROMIUM)
                        .setArgs(List.of("--no-sandbox", "--disable-dev-shm-usage")));
    }

    @AfterAll
    void end() {
        browser.close();
        playwright.close();
    }

    @BeforeEach
    void look() {
        page = browser.newPage();
        complaints.clear();
        requests.clear();
        page.onPageError(complaints::add);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                complaints.add(message.text());
            }
        });
        page.onRequest(request -> requests.add(request.url()));
    }

    @AfterEach
    void leave() {
        page.close();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void shouldBeReadableByEverybody(String place) throws IOException {
        open(place);

        for (ColorScheme theme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(theme));
            awaitDrawings(theme);
            for (int width : List.of(1280, 390)) {
                page.setViewportSize(width, 900);
                inspect(place, name(theme) + "-" + width);
            }
        }
        assertThat(complaints).as(place).isEmpty();
        assertThat(requests).as(place).allMatch(request -> request.startsWith("file:") || request.startsWith("data:"));
    }

    @Test
    void shouldFindWhatIsSoughtByKeyboardAlone() {
        open("docs/decisions/0001-vertx-future-in-the-spi.html");
        page.keyboard().press("/");
        page.keyboard().type("chargeback");

        Locator results = page.getByRole(AriaRole.OPTION);
        assertThat(results.first()).containsText("chargeback");
        assertThat(page.getByRole(AriaRole.STATUS)).hasText(Pattern.compile("\\d+ found"));
        assertUsable("search");

        String second = results.nth(1).getAttribute("href");
        page.keyboard().press("ArrowDown");
        assertThat(results.nth(1)).hasAttribute("aria-selected", "true");
        page.keyboard().press("Enter");
        page.waitForURL(url -> url.endsWith(second.replaceAll("^(\\.\\./)+", "")));
        assertThat(complaints).isEmpty();
    }

    @Test
    void shouldRankAPageBeforeWhatOnlyNamesIt() {
        open("index.html");
        page.getByRole(AriaRole.COMBOBOX).fill("configuration");

        assertThat(page.getByRole(AriaRole.OPTION).first()).hasAttribute("href", "docs/configuration.html");
    }

    @Test
    void shouldSayThatNothingIsFound() {
        open("index.html");
        page.getByRole(AriaRole.COMBOBOX).fill("xyzzy");
        assertThat(page.locator(".results")).hasText("Nothing found.");

        page.keyboard().press("Escape");
        assertThat(page.locator(".results")).isHidden();
    }

    @Test
    void shouldOpenItsSectionsOnANarrowScreen() {
        page.setViewportSize(390, 900);
        open("docs/operations.html");
        Locator sections = page.locator(".sections");
        assertThat(sections).isHidden();

        page.getByText("Menu").press("Enter");
        assertThat(sections).isVisible();
        assertUsable("menu");
        sections.getByText("Scaling").click();
        assertThat(page.locator("h1")).hasText("Scaling");
    }

    @Test
    void shouldShowItsDiagrams() {
        open("index.html");
        awaitDrawings(ColorScheme.LIGHT);

        assertThat(page.locator(".drawing svg")).containsText("provider");
        assertThat(page.locator("pre.mermaid")).isHidden();
    }

    private void open(String place) {
        page.navigate(MadeSite.DIRECTORY.resolve(place).toUri().toString());
    }

    private void awaitDrawings(ColorScheme theme) {
        if (page.locator(".diagram").count() > 0) {
            assertThat(page.locator("html")).hasAttribute("data-drawn", name(theme));
        }
    }

    private void inspect(String place, String look) {
        String picture = place.replace('/', '-').replace(".html", "") + "-" + look + ".png";
        page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve(picture)));
        assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                .as("%s %s is scrolled sideways", place, look)
                .isEqualTo(true);
        assertUsable(place + " " + look);
    }

    private void assertUsable(String look) {
        // It reads the styles once more, which is refused to a page that was opened as a file: no complaint about the
        // page.
        List<String> before = List.copyOf(complaints);
        List<Rule> violations = new AxeBuilder(page)
                .setLegacyMode(true)
                .options(ONLY_VIOLATIONS)
                .analyze()
                .getViolations();
        complaints.clear();
        complaints.addAll(before);
        assertThat(violations.stream()
                        .filter(rule -> GRAVE.contains(rule.getImpact()))
                        .map(rule -> rule.getId() + " at " + rule.getNodes()))
                .as(look)
                .isEmpty();
    }

    private static String name(ColorScheme theme) {
        return theme.name().toLowerCase(Locale.ROOT);
    }
}
