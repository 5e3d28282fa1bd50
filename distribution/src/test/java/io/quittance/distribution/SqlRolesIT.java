package io.quittance.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.quittance.core.store.StoreAddress;
import io.quittance.core.testing.PostgresServerFixture;
import io.quittance.core.testing.TestDatabase;
import io.quittance.spi.Secret;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A gateway in the role that owns nothing, with roles as {@code docs/store.md} has them made. */
@EndToEndTest
final class SqlRolesIT {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String PASSWORD = "of-all-roles";
    private static final List<String> PAGES = List.of(
            "",
            "/orders",
            "/orders/" + Shop.MERCHANT + "/" + Seeds.AUTHORIZED_ORDER,
            "/notifications",
            "/cases",
            "/deliveries",
            "/accounts",
            "/audit");

    @TempDir
    private Path directory;

    private final List<JsonObject> heard = new CopyOnWriteArrayList<>();
    private PostgresServerFixture server;
    private WebhookReceiver merchant;
    private Path ownersFile;
    private Path runnersFile;

    @BeforeEach
    void makeRoles() throws IOException {
        server = PostgresServerFixture.start();
        merchant = WebhookReceiver.start(heard::add);
        TestDatabase administration = TestDatabase.at(server.superuser());
        for (String statement : documented("sql").replace("…", PASSWORD).split(";\\s*")) {
            administration.execute(statement);
        }
        JsonObject owners = new JsonObject(documented("json"));
        owners.getJsonObject("store").mergeIn(TestStore.at(as("shop")).configuration());
        ownersFile = Files.writeString(directory.resolve("migrate.json"), owners.encode());
        runnersFile = Files.writeString(
                directory.resolve("gateway.json"),
                shop().configuration().put("endpoints", merchant.endpoints()).encode());
    }

    @AfterEach
    void close() {
        merchant.close();
        server.close();
    }

    @Test
    void shouldServeInARoleThatOwnsNothing() throws Exception {
        assertThat(run("serve", runnersFile)).as("before anybody migrated").satisfies(refused -> {
            assertThat(refused.exitCode()).isNotZero();
            assertThat(refused.lines())
                    .anyMatch(line -> line.contains("run 'quittance migrate' with the role that owns it"));
        });
        shouldRefuseARoleThatCouldBecomeTheOwner();
        // As an extension has some that is not ours to give.
        TestDatabase administration = TestDatabase.at(server.superuser().withDatabase("shop"));
        administration.execute("create function public.theirs() returns int language sql as 'select 1'");
        administration.execute("revoke all on function public.theirs() from public");
        assertThat(run("migrate", ownersFile).lines())
                .contains("role shop_run has its rights", "role shop_read has its rights");
        assertThat(run("migrate", ownersFile).exitCode()).as("once more").isZero();

        try (RunningShop gateway =
                new RunningShop(shop(), GatewayProcess.start(directory, "serve", "--config", runnersFile.toString()))) {
            gateway.awaitReady();
            shouldDoEverything(gateway);
        }

        assertThat(run("check", runnersFile, "--store").lines()).contains("store: its role may do what is needed");
        assertThat(run("check", ownersFile, "--store")).satisfies(checked -> {
            assertThat(checked.exitCode()).isZero();
            assertThat(checked.lines()).anyMatch(line -> line.contains("it owns the tables"));
        });
        shouldBeAsMuchAsTheRolesMay();
    }

    private void shouldRefuseARoleThatCouldBecomeTheOwner() throws Exception {
        TestDatabase administration = TestDatabase.at(server.superuser());
        administration.execute("grant shop to shop_read");
        assertThat(run("migrate", ownersFile)).satisfies(refused -> {
            assertThat(refused.exitCode()).isNotZero();
            assertThat(refused.lines())
                    .anyMatch(line -> line.contains("role shop_read of store.roles, which may become the owner"));
        });
        administration.execute("revoke shop from shop_read");
    }

    private void shouldDoEverything(RunningShop gateway) throws Exception {
        ManagementClient management = gateway.management();
        management.register(Seeds.AUTHORIZED_ORDER, 100, "EUR");
        assertThat(gateway.providers().smart2pay(Seeds.AUTHORIZED).status()).isEqualTo(204);
        assertThat(gateway.providers().smart2pay(Seeds.AUTHORIZED).status()).isEqualTo(204);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(management.orderStatus(Seeds.AUTHORIZED_ORDER))
                        .isEqualTo("authorized"));
        await().atMost(SOON)
                .until(() -> heard.stream().anyMatch(event -> "order.authorized".equals(event.getString("type"))));
        JsonObject stored = management.notifications("").get(0);
        assertThat(management
                        .post("/v1/notifications/" + stored.getString("id") + "/replay")
                        .status())
                .isEqualTo(202);
        await().atMost(SOON).until(() -> rows(as("shop_run"), "notification_replay") == 0);
        assertThat(management.timeline(Seeds.AUTHORIZED_ORDER)).isNotEmpty();
        assertThat(rows(as("shop_run"), "audit_entry")).as("who replayed").isPositive();

        String session = signIn(management);
        for (String page : PAGES) {
            HttpRequest.Builder request = HttpSender.to(management.address().resolve("/console" + page))
                    .header("Cookie", session);
            assertThat(management.http().send(request).status()).as(page).isEqualTo(200);
        }
        assertThat(TestDatabase.at(as("shop"))
                        .query("select from pg_class where relname ~ '^notification_[0-9]{4}_[0-9]{2}$'"))
                .as("months that it had made")
                .hasSize(3);
    }

    private void shouldBeAsMuchAsTheRolesMay() {
        for (String role : List.of("shop_run", "shop_read")) {
            assertThat(rows(as(role), "merchant_order")).isEqualTo(1);
            assertThatThrownBy(() -> TestDatabase.at(as(role)).execute("drop table notification cascade"))
                    .rootCause()
                    .hasMessageContaining("must be owner");
        }
        assertThatThrownBy(() -> TestDatabase.at(as("shop_read")).execute("create temp table mine (id int)"))
                .rootCause()
                .hasMessageContaining("permission denied");
        assertThatThrownBy(() -> TestDatabase.at(as("shop_read")).query("select body from notification"))
                .rootCause()
                .hasMessageContaining("permission denied");
    }

    private static String signIn(ManagementClient management) throws Exception {
        Answer granted = management
                .http()
                .send(HttpSender.to(management.address().resolve("/console/sign-in"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("Sec-Fetch-Site", "same-origin")
                        .POST(BodyPublishers.ofString("token=" + management.token())));
        assertThat(granted.status()).isEqualTo(303);
        return granted.header("set-cookie").orElseThrow().split(";")[0];
    }

    private Shop shop() {
        return Shop.with(TestStore.at(as("shop_run")));
    }

    private GatewayProcess.Result run(String command, Path file, String... more) throws Exception {
        String[] arguments = new String[3 + more.length];
        arguments[0] = command;
        arguments[1] = "--config";
        arguments[2] = file.toString();
        System.arraycopy(more, 0, arguments, 3, more.length);
        return GatewayProcess.run(directory, arguments);
    }

    private static long rows(StoreAddress role, String table) {
        return TestDatabase.at(role).query("select 1 from " + table).size();
    }

    private StoreAddress as(String role) {
        StoreAddress superuser = server.superuser();
        return new StoreAddress(superuser.hosts(), "shop", role, new Secret(List.of(PASSWORD)), superuser.tls());
    }

    /** The first block of a language in the section on roles, with names that nobody has yet. */
    private static String documented(String language) throws IOException {
        Markdown document = Markdown.read("docs/store.md");
        String section = document.text().substring(document.text().indexOf("### Three roles"));
        return new Markdown(document.file(), section)
                .blocks().stream()
                        .filter(block -> block.language().equals(language))
                        .findFirst()
                        .orElseThrow()
                        .text()
                        .replace("quittance", "shop");
    }
}
