package io.quittance.core.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.spi.ILoggingEvent;
import io.quittance.core.config.AccountConfig.Answer;
import io.quittance.core.intake.NotificationIntake.Reply;
import io.quittance.core.plugin.ReceivedNotification;
import io.quittance.core.plugin.RunningAccount;
import io.quittance.core.plugin.SettableClock;
import io.quittance.core.plugin.TestingAccounts;
import io.quittance.core.store.GroupCommit;
import io.quittance.core.store.InboxWriter;
import io.quittance.core.store.NewNotification;
import io.quittance.core.telemetry.LogLimit;
import io.quittance.core.testing.FakeProvider;
import io.quittance.core.testing.LogLines;
import io.quittance.core.testing.PostgresTest;
import io.quittance.core.testing.TestDatabase;
import io.quittance.core.trace.Span;
import io.quittance.spi.Acknowledgement;
import io.quittance.spi.IntakeOutcome;
import io.quittance.spi.NotificationItem;
import io.quittance.spi.NotificationItem.Effect;
import io.quittance.spi.ProviderException;
import io.quittance.spi.Verification;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.event.KeyValuePair;

@PostgresTest
@ExtendWith(VertxExtension.class)
final class NotificationIntakeTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123456Z");
    private static final String SECRET = "Basic c2hvcDpodXNoLWh1c2g=";

    @RegisterExtension
    private final LogLines refusals = LogLines.of(NotificationIntake.class);

    @RegisterExtension
    private final LogLines keptWithoutWork = LogLines.of("io.quittance.notification");

    private final FakeProvider provider = new FakeProvider()
            .parsing(inbound -> List.of(NotificationItem.payment(
                    inbound.json().getString("id"), inbound.json().getString("id"), "payment")));
    private final AtomicInteger woken = new AtomicInteger();
    private TestDatabase store;
    private Vertx vertx;
    private NotificationIntake intake;
    private RunningAccount account;

    @BeforeEach
    void setUp(TestDatabase given, Vertx vertx) throws Exception {
        this.vertx = vertx;
        store = given;
        InboxWriter writer = new InboxWriter(given.database(vertx).intake());
        intake = intake(writer::write);
        account = account(Map.of());
    }

    @Test
    void shouldKeepWhatIsNewAndSayThatARepeatIsOne() throws Exception {
        Reply first = receive("{\"id\":\"p1\"}");
        Reply second = receive("{\"id\":\"p1\"}");

        assertThat(first.outcome()).isEqualTo(IntakeOutcome.ACCEPTED);
        assertThat(first.acknowledgement().status()).isEqualTo(204);
        assertThat(second.outcome()).isEqualTo(IntakeOutcome.DUPLICATE);
        assertThat(second.acknowledgement().status()).isEqualTo(204);
        assertThat(refusals.all()).isEmpty();
        assertThat(woken).as("a repeat may have armed what failed").hasValue(2);
        assertThat(store.query("select * from notification")).singleElement().satisfies(row -> {
            assertThat(row).containsEntry("outcome", "accepted").containsEntry("credential", "test");
            assertThat(row).containsEntry("method", "POST").containsEntry("path", "/shop");
            assertThat(row).containsEntry("remote_address", "192.0.2.1");
            assertThat(text(row.get("query"))).isEqualTo("order=1");
            assertThat(text(row.get("body"))).isEqualTo("{\"id\":\"p1\"}");
        });
        assertThat(store.query("select notification_id from notification"))
                .containsExactly(Map.of("notification_id", Objects.requireNonNull(first.request())));
        assertThat(store.query("select request_id from notification_arrival"))
                .containsExactly(Map.of("request_id", Objects.requireNonNull(second.request())));
    }

    @Test
    void shouldKeepFingerprintsOfSecretsOnly() throws Exception {
        receive("{\"id\":\"p1\"}");

        String headers =
                text(store.query("select headers from notification").get(0).get("headers"));
        assertThat(new JsonArray(headers.replaceAll("sha256:[0-9a-f]{8}", "fingerprint")))
                .isEqualTo(new JsonArray("""
                [["Accept","*/*"],["aUTHORIZATION","fingerprint"],["X-SIGNATURE","fingerprint"],
                 ["Cookie","fingerprint"],["Accept","a\\nb"]]"""));
        assertThat(headers).doesNotContain("hush", "c2hvcDpodXNoLWh1c2g", "signed");
    }

    @Test
    void shouldStoreWhatSaysNothingOnce() throws Exception {
        provider.parsing(inbound -> List.of());

        assertThat(receive("{}").outcome()).isEqualTo(IntakeOutcome.IGNORED);
        assertThat(receive("{}").outcome()).isEqualTo(IntakeOutcome.DUPLICATE);
        assertThat(receive("{\"other\":1}").outcome()).isEqualTo(IntakeOutcome.IGNORED);

        assertThat(store.query("select from notification where outcome = 'ignored'"))
                .hasSize(2);
        assertThat(keptWithoutWork.all())
                .extracting(ILoggingEvent::getMessage)
                .containsExactly("A notification is kept without work", "A notification is kept without work");
        assertThat(store.query("select from notification_item")).isEmpty();
        assertThat(woken).hasValue(0);
    }

    @Test
    void shouldSayOnceWhatANotificationSaysTwice() throws Exception {
        provider.parsing(inbound -> List.of(
                NotificationItem.payment("k", "p1", "payment"),
                NotificationItem.payment("k", "p1", "payment"),
                new NotificationItem("other", "x".repeat(300), "y".repeat(300), Effect.UNHANDLED)));

        assertThat(receive("{}").outcome()).isEqualTo(IntakeOutcome.ACCEPTED);

        assertThat(store.query("select effect, length(subject) as subject, length(kind) as kind from notification_item"
                        + " order by position"))
                .hasSize(2)
                .last()
                .satisfies(row -> assertThat(row)
                        .containsEntry("effect", "unhandled")
                        .containsEntry("subject", 200)
                        .containsEntry("kind", 100));
    }

    @Test
    void shouldKeepNothingOfASenderThatIsRefused() throws Exception {
        provider.authenticating(inbound -> {
            throw ProviderException.unauthenticated("wrong key");
        });

        Reply reply = receive("{\"id\":\"p1\"}");

        assertThat(reply.outcome()).isEqualTo(IntakeOutcome.UNAUTHENTICATED);
        assertThat(reply.acknowledgement().status()).isEqualTo(401);
        assertThat(reply.acknowledgement().body().toString()).doesNotContain("wrong key");
        assertNothingIsKept();
    }

    @ParameterizedTest
    @ValueSource(strings = {"throw", "overflow", "linkage", "null", "temporary"})
    void shouldAskTheSenderToComeAgainIfThePluginCannotTellWhoItIs(String fault) throws Exception {
        provider.authenticating(inbound -> failing(fault));

        Reply reply = receive("{\"id\":\"p1\"}");

        assertThat(reply.outcome()).isEqualTo(IntakeOutcome.UNAVAILABLE);
        assertThat(reply.acknowledgement().status()).isEqualTo(503);
        assertNothingIsKept();
    }

    @Test
    void shouldKeepTheMalformedOfAVerifiedSenderAsEvidence() throws Exception {
        Reply reply = receive("{\"id\":");
        Reply again = receive("{\"id\":");

        assertThat(reply.outcome()).isEqualTo(IntakeOutcome.MALFORMED);
        assertThat(reply.acknowledgement().status()).isEqualTo(400);
        assertThat(again.outcome()).isEqualTo(IntakeOutcome.MALFORMED);
        assertThat(store.query("select outcome from notification"))
                .singleElement()
                .satisfies(row -> assertThat(row).containsEntry("outcome", "malformed"));
        assertThat(store.query("select from notification_item")).isEmpty();
        assertThat(woken).hasValue(0);
    }

    @Test
    void shouldKeepNothingOfTheMalformedOfAStranger() throws Exception {
        provider.authenticating(inbound -> Verification.unverified());

        assertThat(receive("{\"id\":").acknowledgement().status()).isEqualTo(400);

        assertNothingIsKept();
    }

    @Test
    void shouldKeepWithoutACredentialWhatAStrangerSays() throws Exception {
        provider.authenticating(inbound -> Verification.unverified());

        assertThat(receive("{\"id\":\"p1\"}").outcome()).isEqualTo(IntakeOutcome.ACCEPTED);

        assertThat(store.query("select credential from notification"))
                .singleElement()
                .satisfies(row -> assertThat(row).containsEntry("credential", null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"throw", "overflow", "linkage", "assertion", "null", "temporary", "null key", "null item"})
    void shouldKeepAndAcceptWhatThePluginCannotRead(String fault) throws Exception {
        provider.parsing(inbound -> failingToRead(fault));

        assertThat(receive("{\"id\":\"p1\"}").outcome()).isEqualTo(IntakeOutcome.ACCEPTED);
        assertThat(receive("{\"id\":\"p1\"}").outcome()).isEqualTo(IntakeOutcome.DUPLICATE);

        assertThat(store.query("select effect, state, subject, notification_id::text as id from notification_item"))
                .singleElement()
                .satisfies(row -> assertThat(row)
                        .containsEntry("effect", "unreadable")
                        .containsEntry("state", "waiting")
                        .containsEntry("subject", row.get("id")));
        assertThat(woken).hasValue(2);
    }

    @ParameterizedTest
    @EnumSource(IntakeOutcome.class)
    void shouldOverruleAPluginThatCallsARefusalASuccessOrTheOtherWayRound(IntakeOutcome outcome) throws Exception {
        provider.acknowledging(asked -> Acknowledgement.empty(asked.isSuccess() ? 500 : 200));

        Acknowledgement answer =
                Acknowledgements.answer(account, inbound("{}"), outcome).result();

        assertThat(answer.status() < 300).isEqualTo(outcome.isSuccess());
        assertThat(answer).isEqualTo(Acknowledgement.standard(outcome, 200));
    }

    @ParameterizedTest
    @ValueSource(strings = {"throw", "overflow", "linkage", "assertion", "null", "redirect"})
    void shouldAnswerInAnyCase(String fault) throws Exception {
        provider.acknowledging(outcome -> fault.equals("redirect") ? Acknowledgement.empty(302) : failing(fault));

        assertThat(receive("{\"id\":\"p1\"}").acknowledgement()).isEqualTo(Acknowledgement.empty(200));
    }

    @Test
    void shouldAnswerAsConfigured() throws Exception {
        account = account(Map.of(IntakeOutcome.ACCEPTED, new Answer(202, Map.of("X-A", "1"), "thanks")));

        assertThat(receive("{\"id\":\"p1\"}").acknowledgement())
                .isEqualTo(new Acknowledgement(202, Map.of("X-A", "1"), Buffer.buffer("thanks")));
        assertThat(receive("{\"id\":\"p1\"}").acknowledgement().status()).isEqualTo(204);
    }

    @ParameterizedTest
    @CsvSource({"ACCEPTED, 503", "UNAVAILABLE, 200", "UNAUTHENTICATED, 302"})
    void shouldOverruleAConfigurationThatCrossesTheBorderToo(IntakeOutcome outcome, int status) throws Exception {
        account = account(Map.of(outcome, new Answer(status, Map.of(), "")));

        assertThat(Acknowledgements.answer(account, inbound("{}"), outcome).result())
                .isEqualTo(Acknowledgement.standard(outcome, 204));
    }

    @Test
    void shouldAskTheSenderToComeAgainWhileTheStoreIsAway() throws Exception {
        store.execute("alter table notification rename to elsewhere");

        Reply reply = receive("{\"id\":\"p1\"}");

        assertThat(reply.outcome()).isEqualTo(IntakeOutcome.UNAVAILABLE);
        assertThat(reply.acknowledgement().headers()).containsKey("Retry-After");
        store.execute("alter table elsewhere rename to notification");
        assertThat(receive("{\"id\":\"p1\"}").outcome()).isEqualTo(IntakeOutcome.ACCEPTED);
    }

    @Test
    void shouldSayThatThereIsTooMuchToDo() throws Exception {
        NotificationIntake busy = new NotificationIntake(
                new Inbox(
                        new GroupCommit<>(
                                new GroupCommit.Limits(1, 1, 0),
                                NewNotification::account,
                                batch -> Future.succeededFuture(List.of()),
                                (n, took) -> {}),
                        woken::incrementAndGet),
                new SourceLimit(new SettableClock()),
                new CredentialUses(uses -> Future.succeededFuture()),
                new LogLimit(new SettableClock()));

        Reply reply = on(busy, "{\"id\":\"p1\"}");

        assertThat(reply.outcome()).isEqualTo(IntakeOutcome.OVERLOADED);
        assertThat(reply.acknowledgement().status()).isEqualTo(503);
        assertThat(reply.request()).as("it was never tried").isNull();
        assertRefused(IntakeOutcome.OVERLOADED, "Too many notifications wait to be stored");
    }

    /** One that stores at once, with a queue of this length. */
    private NotificationIntake intake(int waiting, WaitingLines lines) {
        return intake(waiting, lines, () -> {});
    }

    /** One that does something while it stores. */
    private NotificationIntake intake(int waiting, WaitingLines lines, Runnable meanwhile) {
        return new NotificationIntake(
                new Inbox(
                        new GroupCommit<>(
                                new GroupCommit.Limits(1, 1, waiting),
                                NewNotification::account,
                                batch -> {
                                    meanwhile.run();
                                    return Future.succeededFuture(List.of(true));
                                },
                                (n, took) -> {}),
                        woken::incrementAndGet,
                        Duration.ofSeconds(9),
                        lines),
                new SourceLimit(new SettableClock()),
                new CredentialUses(uses -> Future.succeededFuture()),
                new LogLimit(new SettableClock()));
    }

    @Test
    void shouldNotTakeARefusalForAShortWait() throws Exception {
        AtomicLong nanoTime = new AtomicLong();
        WaitingLines lines = new WaitingLines(nanoTime::get);
        WaitingLines.Place first = lines.enter(account.config().id());
        Collections.nCopies(WaitingLines.ALWAYS_LET_IN, account.config().id()).forEach(lines::enter);
        provider.parsing(inbound -> {
            // Meanwhile the line is closed for those who come from now on.
            nanoTime.addAndGet(WaitingLines.LONGEST.toNanos() + 1);
            first.waited();
            return List.of();
        });
        NotificationIntake full = intake(0, lines);

        assertThat(on(full, "{\"id\":\"p1\"}").outcome()).isEqualTo(IntakeOutcome.OVERLOADED);

        assertThat(lines.isClosed(account.config().id())).isTrue();
    }

    /** Of the memory for all that wait; a third body would not find room beside two that were forgotten there. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldHaveRoomAgainOnceItIsKnownWhetherANotificationIsStored(boolean stored) throws Exception {
        NotificationIntake small = intake(batch -> stored
                ? Future.succeededFuture(List.of(true))
                : Future.failedFuture(new IllegalStateException("away")));
        String padding = "x".repeat(7 * 1024 * 1024);

        for (int number = 0; number < 3; number++) {
            assertThat(on(small, "{\"id\":\"p" + number + "\",\"padding\":\"" + padding + "\"}")
                            .outcome())
                    .isEqualTo(stored ? IntakeOutcome.ACCEPTED : IntakeOutcome.UNAVAILABLE);
        }
    }

    @Test
    void shouldCloseTheLineByHowLongTheLastOneWaited() throws Exception {
        AtomicLong nanoTime = new AtomicLong();
        WaitingLines lines = new WaitingLines(nanoTime::get);
        String shop = account.config().id();
        Collections.nCopies(WaitingLines.ALWAYS_LET_IN - 1, shop).forEach(lines::enter);
        NotificationIntake slow = intake(10, lines, () -> nanoTime.addAndGet(WaitingLines.LONGEST.toNanos() + 1));

        assertThat(on(slow, "{\"id\":\"p1\"}").outcome()).isEqualTo(IntakeOutcome.ACCEPTED);

        assertThat(lines.isClosed(shop)).as("it has left the line").isFalse();
        lines.enter(shop);
        assertThat(lines.isClosed(shop)).isTrue();
    }

    @Test
    void shouldTurnAwayAtOnceThoseWhoWouldWaitTooLong() throws Exception {
        AtomicLong nanoTime = new AtomicLong();
        WaitingLines lines = new WaitingLines(nanoTime::get);
        WaitingLines.Place first = lines.enter(account.config().id());
        Collections.nCopies(WaitingLines.ALWAYS_LET_IN, account.config().id()).forEach(lines::enter);
        NotificationIntake crowded = intake(10, lines);
        assertThat(on(crowded, "{\"id\":\"p1\"}").outcome()).isEqualTo(IntakeOutcome.ACCEPTED);

        nanoTime.addAndGet(WaitingLines.LONGEST.toNanos() + 1);
        first.waited();
        Reply reply = on(crowded, "{\"id\":\"p2\"}");

        assertRefused(IntakeOutcome.OVERLOADED, "those before it wait too long");
        assertThat(reply.outcome()).isEqualTo(IntakeOutcome.OVERLOADED);
        assertThat(reply.acknowledgement().status()).isEqualTo(503);
    }

    @Test
    void shouldAskTheSenderToComeAgainIfTheStoreTakesTooLong() throws Exception {
        AtomicBoolean onEventLoop = new AtomicBoolean();
        provider.acknowledging(outcome -> {
            onEventLoop.set(Context.isOnEventLoopThread());
            return Acknowledgement.standard(outcome, 204);
        });
        Promise<List<Boolean>> stuck = Promise.promise();
        NotificationIntake slow = new NotificationIntake(
                new Inbox(
                        new GroupCommit<>(
                                new GroupCommit.Limits(1, 1, 10),
                                NewNotification::account,
                                batch -> stuck.future(),
                                (n, took) -> {}),
                        woken::incrementAndGet,
                        Duration.ofMillis(20),
                        new WaitingLines(System::nanoTime)),
                new SourceLimit(new SettableClock()),
                new CredentialUses(uses -> Future.succeededFuture()),
                new LogLimit(new SettableClock()));

        Reply reply = on(slow, "{\"id\":\"p1\"}");

        assertThat(reply.outcome()).isEqualTo(IntakeOutcome.UNAVAILABLE);
        assertThat(reply.request()).as("it may be kept all the same").isNotNull();
        assertThat(onEventLoop).isTrue();
        stuck.complete(List.of(true));
        assertThat(woken).hasValue(0);
    }

    @Test
    void shouldAnswerAsThePluginWantsWhatIsRefusedBeforeItIsRead() {
        Reply reply =
                intake.refuse(account, inbound(""), IntakeOutcome.TOO_LARGE).result();

        assertThat(reply.outcome()).isEqualTo(IntakeOutcome.TOO_LARGE);
        assertThat(reply.acknowledgement().status()).isEqualTo(413);
    }

    private void assertRefused(IntakeOutcome outcome, String reason) {
        assertThat(refusals.all()).singleElement().satisfies(line -> {
            assertThat(line.getMessage()).isEqualTo("A notification is refused");
            assertThat(line.getKeyValuePairs())
                    .contains(
                            new KeyValuePair("account", "shop"),
                            new KeyValuePair("outcome", outcome),
                            new KeyValuePair("reason", reason));
        });
    }

    private void assertNothingIsKept() {
        assertThat(store.query("select from notification")).isEmpty();
        assertThat(store.query("select from notification_key")).isEmpty();
        assertThat(woken).hasValue(0);
    }

    private Reply receive(String body) throws TimeoutException {
        return on(intake, body);
    }

    private Reply on(NotificationIntake receiver, String body) throws TimeoutException {
        Future<Reply> reply = Future.future(promise -> vertx.runOnContext(
                loop -> receiver.receive(account, inbound(body), Span.NONE).onComplete(promise)));
        return reply.await(1, TimeUnit.MINUTES);
    }

    private NotificationIntake intake(Function<List<NewNotification>, Future<List<Boolean>>> writer) {
        return new NotificationIntake(
                new Inbox(
                        new GroupCommit<>(
                                new GroupCommit.Limits(64, 2, 100),
                                NewNotification::account,
                                writer,
                                (entries, took) -> {}),
                        woken::incrementAndGet),
                new SourceLimit(new SettableClock()),
                new CredentialUses(uses -> Future.succeededFuture()),
                new LogLimit(new SettableClock()));
    }

    private RunningAccount account(Map<IntakeOutcome, Answer> answers) throws TimeoutException {
        return TestingAccounts.start(vertx, new SettableClock(), Map.of("shop", provider), answers)
                .accounts()
                .get(0);
    }

    private static ReceivedNotification inbound(String body) {
        return new ReceivedNotification(
                NOON,
                "POST",
                "/shop",
                "order=1",
                List.of(
                        Map.entry("Accept", "*/*"),
                        Map.entry("aUTHORIZATION", SECRET),
                        Map.entry("X-SIGNATURE", "signed"),
                        Map.entry("Cookie", "session=hush"),
                        Map.entry("Accept", "a\nb")),
                "192.0.2.1",
                Buffer.buffer(body));
    }

    private static <T> T failing(String fault) {
        switch (fault) {
            case "overflow" -> throw new StackOverflowError();
            case "linkage" -> throw new NoClassDefFoundError("gone");
            case "assertion" -> throw new AssertionError("impossible");
            case "temporary" -> throw ProviderException.temporary("not now");
            case "null" -> {
                return nothing();
            }
            default -> throw new IllegalStateException("a bug");
        }
    }

    private static List<NotificationItem> failingToRead(String fault) {
        return switch (fault) {
            case "null key" -> List.of(NotificationItem.payment(nothing(), "p1", "payment"));
            case "null item" -> Collections.singletonList(nothing());
            default -> failing(fault);
        };
    }

    /** What a plugin without a null checker may return. */
    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
    private static <T> T nothing() {
        @Nullable T nothing = null;
        return nothing;
    }

    private static String text(@Nullable Object bytes) {
        return new String((byte[]) Objects.requireNonNull(bytes), UTF_8);
    }
}
