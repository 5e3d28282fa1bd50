package io.quittance.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ScreenshotAnimations;
import com.microsoft.playwright.options.ScreenshotScale;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** An installed Chromium that looks at the console of a gateway. Whatever the browser complains of fails the test. */
final class ConsoleBrowser implements AutoCloseable {
    private static final Path SCREENSHOTS = Path.of("target", "console").toAbsolutePath();
    private static final Path CHROMIUM = Path.of(System.getProperty("quittance.test.chromium", "/usr/bin/chromium"));
    /** Where pictures for the documents are written; nowhere if it is not given. */
    private static final Optional<Path> PICTURES = Optional.ofNullable(System.getProperty("quittance.test.screenshots"))
            .map(Path::of);

    private static final Set<String> LIGHT = Set.of(
            "overview",
            "orders-found",
            "order",
            "notification",
            "cases",
            "deliveries",
            "delivery",
            "accounts",
            "account",
            "audit");
    private static final Set<String> DARK = Set.of("overview", "order");
    private static final Set<String> GRAVE = Set.of("serious", "critical");

    private final Playwright playwright;
    private final Browser browser;
    private final BrowserContext context;
    private final Page page;
    private final List<String> complaints = new CopyOnWriteArrayList<>();

    private ConsoleBrowser(Playwright playwright, Browser browser, URI console) {
        this.playwright = playwright;
        this.browser = browser;
        this.context = browser.newContext(new Browser.NewContextOptions()
                .setBaseURL(console.toString())
                .setLocale("en-GB")
                .setTimezoneId("UTC"));
        this.page = context.newPage();
        page.onConsoleMessage(message -> {
            // A page that is refused is itself reported as an error; tests look at that one.
            if (message.type().equals("error") && !message.text().startsWith("Failed to load resource")) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
    }

    /** Whether tests with a browser can run, or have to. */
    static boolean isThereOrRequired() {
        return Files.isExecutable(CHROMIUM) || "required".equals(System.getProperty("quittance.test.browser"));
    }

    static ConsoleBrowser at(URI management) {
        assertThat(CHROMIUM).as("Debian: apt-get install chromium").isExecutable();
        Playwright playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        Browser browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(CHROMIUM)
                        .setArgs(List.of("--no-sandbox", "--disable-dev-shm-usage")));
        return new ConsoleBrowser(playwright, browser, management);
    }

    Page page() {
        return page;
    }

    BrowserContext context() {
        return context;
    }

    /** Opens a page by its path. */
    ConsoleBrowser open(String path) {
        page.navigate(path);
        return this;
    }

    /** Signs in where a page asks for it. */
    ConsoleBrowser signIn(String token) {
        page.getByLabel("Token").fill(token);
        press("Sign in");
        return this;
    }

    ConsoleBrowser press(String button) {
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(button).setExact(true))
                .click();
        return this;
    }

    /** Presses a button as somebody does who has no mouse. */
    ConsoleBrowser byKeyboard(String button) {
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(button).setExact(true))
                .press("Enter");
        return this;
    }

    String heading() {
        return page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1))
                .textContent();
    }

    /** Looks at a page in both themes and at both widths, keeps what it looks like, and holds it to what everybody can use. */
    void inspect(String name) throws Exception {
        Files.createDirectories(SCREENSHOTS);
        for (ColorScheme theme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(theme));
            picture(name, theme);
            for (int width : List.of(1280, 390)) {
                page.setViewportSize(width, 900);
                String look = name + "-" + theme.name().toLowerCase(java.util.Locale.ROOT) + "-" + width;
                page.screenshot(new Page.ScreenshotOptions()
                        .setPath(SCREENSHOTS.resolve(look + ".png"))
                        .setFullPage(true));
                assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                        .as("%s is scrolled sideways", look)
                        .isEqualTo(true);
                assertUsable(look);
            }
        }
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
        page.setViewportSize(1280, 900);
        assertThat(complaints).as(name).isEmpty();
    }

    /** The top of a page, so that a picture in a document is not longer than what is said about it; not while colours fade. */
    private void picture(String name, ColorScheme theme) throws Exception {
        boolean isWanted = theme == ColorScheme.LIGHT ? LIGHT.contains(name) : DARK.contains(name);
        if (PICTURES.isPresent() && isWanted) {
            Files.createDirectories(PICTURES.get());
            page.setViewportSize(1280, 600);
            page.screenshot(new Page.ScreenshotOptions()
                    .setScale(ScreenshotScale.CSS)
                    .setAnimations(ScreenshotAnimations.DISABLED)
                    .setPath(PICTURES.get().resolve(name + (theme == ColorScheme.DARK ? "-dark" : "") + ".png")));
        }
    }

    private void assertUsable(String look) {
        List<Rule> violations = new AxeBuilder(page).analyze().getViolations();
        assertThat(violations.stream()
                        .filter(rule -> GRAVE.contains(rule.getImpact()))
                        .map(rule -> rule.getId() + " at " + rule.getNodes()))
                .as(look)
                .isEmpty();
    }

    @Override
    public void close() {
        context.close();
        browser.close();
        playwright.close();
    }
}
