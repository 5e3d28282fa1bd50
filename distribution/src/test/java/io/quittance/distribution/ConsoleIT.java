package io.quittance.distribution;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/**
 * The console as a person sees it who works with it, in a real browser.
 *
 * <p>It needs an installed Chromium, and is skipped without one; with the system property {@code quittance.test.browser=required} it
 * fails then.
 */
@EndToEndTest
@EnabledIf(
        value = "io.quittance.distribution.ConsoleBrowser#isThereOrRequired",
        disabledReason = "Chromium is not installed (Debian: apt-get install chromium)")
@TestInstance(Lifecycle.PER_CLASS)
final class ConsoleIT {
    private TestStore store;
    private WebhookReceiver receiver;
    private RunningShop gateway;
    private String token;
    private ConsoleBrowser browser;

    @BeforeAll
    void live(@TempDir Path directory) throws Exception {
        store = TestStore.chosen();
        receiver = WebhookReceiver.start(event -> {});
        gateway = ConsoleLife.shop(store, receiver, directory).awaitReady();
        token = gateway.shop().secrets().token();
        ConsoleLife.of(gateway);
    }

    @AfterAll
    void end() throws Exception {
        gateway.close();
        receiver.close();
        store.close();
    }

    @BeforeEach
    void look() {
        browser = ConsoleBrowser.at(gateway.process().management());
    }

    @AfterEach
    void leave() {
        browser.close();
    }

    @Test
    void shouldLetInWhoHasATokenAndLeadOnToThePageThatWasAskedFor() throws Exception {
        browser.open("/console?from=a+bookmark");
        assertThat(browser.page().url()).contains("/console/sign-in?to=");
        browser.inspect("sign-in");

        browser.signIn("wrong");
        assertThat(browser.page().getByRole(AriaRole.ALERT)).hasText("This token is not known.");
        browser.inspect("sign-in-refused");

        browser.signIn(token);
        assertThat(browser.page().url()).endsWith("/console?from=a+bookmark");
        assertThat(browser.heading()).isEqualTo("Overview");

        browser.press("Sign out");
        assertThat(browser.heading()).isEqualTo("Sign in");
        browser.open("/console");
        assertThat(browser.heading()).isEqualTo("Sign in");
    }

    @Test
    void shouldShowHowItGoesAndKeepItUpToDate() throws Exception {
        browser.open("/console").signIn(token);

        assertThat(browser.page().locator("[data-chart] canvas")).hasCount(3);
        assertThat(browser.page().locator("#live table").first()).containsText(Shop.cards(Shop.MERCHANT));
        browser.page().waitForResponse("**/console/live", () -> {});
        browser.inspect("overview");
    }

    @Test
    void shouldKeepTheColoursThatAreChosen() throws Exception {
        browser.open("/console").signIn(token).press("Dark");
        assertThat(browser.page().locator("html")).hasAttribute("data-theme", "dark");
        browser.open("/console");
        assertThat(browser.page().locator("html")).hasAttribute("data-theme", "dark");
        browser.inspect("overview-chosen-dark");
    }

    @Test
    void shouldSayWhatIsNotThere() throws Exception {
        browser.open("/console").signIn(token).open("/console/nothing");
        assertThat(browser.heading()).isEqualTo("Not found");
        browser.inspect("not-found");
    }

    @Test
    void shouldTellTheStoryOfAnOrder() throws Exception {
        browser.open("/console/orders").signIn(token);
        browser.inspect("orders");
        browser.open("/console/orders?search=nothing").inspect("orders-none");
        browser.open("/console/orders?search=" + ConsoleLife.UNDERPAID).inspect("orders-found");
        browser.page().getByLabel("Reference of an order").fill(ConsoleLife.PAYMENT);
        browser.press("Search");

        assertThat(browser.page().url()).endsWith("/console/orders/" + Shop.MERCHANT + "/" + ConsoleLife.ORDER);
        assertThat(browser.page().locator("h1 .badge")).hasText("partially refunded");
        assertThat(browser.page().locator(".story")).containsText("The merchant registered the order");
        browser.inspect("order");

        Locator decision = browser.page().locator(".mark.decided").first();
        assertThat(decision.locator("pre").first()).isHidden();
        decision.locator("summary").focus();
        browser.page().keyboard().press("Enter");
        assertThat(decision.locator("pre").first()).isVisible();
        browser.inspect("order-decision");

        decision.getByText("The notification").first().click();
        assertThat(browser.page().url()).contains("/console/notifications/");
    }

    @Test
    void shouldShowWhatArrivedWithoutThePayer() throws Exception {
        browser.open("/console/notifications").signIn(token);
        assertThat(browser.page().locator("tbody tr")).hasCount(50);
        browser.inspect("notifications");

        browser.page().getByRole(AriaRole.LINK, named("Older")).click();
        assertThat(browser.page().locator("tbody tr")).not().hasCount(50);

        browser.page().getByLabel("Subject").fill(ConsoleLife.PAYMENT);
        browser.press("Filter");
        browser.page().locator("tbody a").first().click();
        assertThat(browser.page().locator("pre")).containsText("MerchantTransactionID");
        assertThat(browser.page().content()).contains("***").doesNotContain(ConsoleLife.PAYER);
        browser.inspect("notification");

        String page = browser.page().url();
        browser.press("Reveal what is masked");
        assertThat(browser.page().locator("pre")).containsText(ConsoleLife.PAYER);
        browser.inspect("notification-revealed");
        browser.page().navigate(page);
        assertThat(browser.page().content()).doesNotContain(ConsoleLife.PAYER);
    }

    @Test
    void shouldReplayOnceItIsSeenWhatWouldChange() throws Exception {
        browser.open("/console/notifications?subject=" + ConsoleLife.PAYMENT).signIn(token);
        browser.page().locator("tbody a").first().click();
        browser.byKeyboard("What would change");
        assertThat(browser.page().locator("main")).containsText("1 notification was looked at");
        browser.inspect("notification-rehearsed");
        browser.byKeyboard("Replay");
        assertThat(browser.page().locator("main")).containsText("It is going to be replayed");
        browser.inspect("notification-replayed");

        browser.open("/console/notifications?subject=" + ConsoleLife.PAYMENT);
        browser.byKeyboard("What would a replay of all that fit change?");
        assertThat(browser.heading()).isEqualTo("Replay");
        browser.inspect("replay");
        browser.page().locator("button[value=replay]").press("Enter");
        assertThat(browser.page().locator("main")).containsText("going to be replayed, soon");
        browser.inspect("replay-done");
    }

    @Test
    void shouldRetryADelivery() throws Exception {
        browser.open("/console/deliveries").signIn(token);
        browser.inspect("deliveries");
        browser.page().getByLabel("Endpoint").selectOption(ConsoleLife.DEAF);
        browser.press("Filter");
        browser.page().locator("tbody th a").last().click();
        browser.inspect("delivery");
        browser.byKeyboard("Retry now");
        assertThat(browser.page().locator("main")).containsText("It is begun anew");
        browser.inspect("delivery-retried");
    }

    @Test
    void shouldShowWhatRuns() throws Exception {
        browser.open("/console/accounts").signIn(token);
        browser.inspect("accounts");
        browser.page()
                .getByRole(AriaRole.LINK, named(Shop.cards(Shop.MERCHANT)))
                .click();
        assertThat(browser.page().locator("main")).containsText("ends its repeats");
        assertThat(browser.page().content())
                .doesNotContain(gateway.shop().secrets().apiKey())
                .contains("[secret]");
        browser.inspect("account");
    }

    @Test
    void shouldResolveCasesTogetherAndKeepWhoDidIt() throws Exception {
        browser.open("/console/cases?state=open&kind=unknown_order").signIn(token);
        assertThat(browser.page().locator("input[name=case]").first()).isVisible();
        int before = browser.page().locator("input[name=case]").count();
        Locator first = browser.page().locator("input[name=case]").first();
        first.focus();
        browser.page().keyboard().press("Space");
        assertThat(first).isChecked();
        browser.page().locator("input[name=case]").nth(1).check();
        browser.page().getByLabel("Why").fill("Orders of the old shop.");
        browser.inspect("cases-ticked");
        browser.byKeyboard("Resolve");
        assertThat(browser.page().locator("main")).containsText("2 cases are resolved.");
        browser.inspect("cases-resolved");
        assertThat(before).isGreaterThan(2);

        browser.open("/console/audit");
        assertThat(browser.page().locator("tbody")).containsText("Resolve");
        browser.inspect("audit");
        browser.page().getByLabel("Action").selectOption("sign_in");
        browser.press("Filter");
        assertThat(browser.page().locator("tbody")).not().containsText("Resolve");
    }

    @Test
    void shouldResolveACase() throws Exception {
        browser.open("/console/cases?state=open").signIn(token);
        browser.inspect("cases");
        browser.page().getByLabel("Kind").selectOption("underpaid");
        browser.press("Filter");
        browser.page().getByRole(AriaRole.LINK, named("Underpaid")).click();
        browser.inspect("case");

        browser.page().getByText("Accept").click();
        browser.page().getByLabel("Why").fill("The rest was a voucher.");
        browser.press("Resolve");

        assertThat(browser.page().locator("h1 .badge")).hasText("resolved");
        assertThat(browser.page().locator("main")).containsText("The rest was a voucher.");
        browser.inspect("case-resolved");
        browser.page().getByRole(AriaRole.LINK, named(ConsoleLife.UNDERPAID)).click();
        assertThat(browser.page().locator("h1 .badge")).hasText("paid");
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name).setExact(true);
    }
}
