package io.quittance.provider.secuconnect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quittance.spi.ErrorCategory;
import io.quittance.spi.IntakeOutcome;
import io.quittance.spi.NotificationItem;
import io.quittance.spi.NotificationItem.Effect;
import io.quittance.spi.PaymentProvider;
import io.quittance.spi.ProviderException;
import io.quittance.spi.testing.TestingNotification;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecuconnectPushTest {

    private final PaymentProvider provider = new StandInApi().provider();

    @Test
    void shouldParseThePushOfTheVendorsPage() {
        assertThat(parse(Fixtures.text("push-vendor-page")))
                .containsExactly(NotificationItem.payment(
                        "evt_d7a9cbd91c125ae409398b4e0e3199be/payment.transactions/PCI_2FY48DT0P2X6G636N5QK64UK2ADZAZ",
                        "PCI_2FY48DT0P2X6G636N5QK64UK2ADZAZ",
                        "payment.transactions"));
    }

    @ParameterizedTest
    @CsvSource({
        "push-status-changed, payment.transactions, PAYMENT, PCI_7KQ2M9XTR4V0B6HZ1ND8WJ5YCF3GSA",
        "push-refund-added, payment.transactions, PAYMENT, PCI_R0D5YH3NX8TB2QW7KZ6JC1VFMG94SP",
        "push-twint, payment.transactions, PAYMENT, hvbnxqtlmzpr5204418",
        "push-subscription, payment.subscriptions, NONE, SUB_4TBN71KX0ZQ8M5VHR2WDJ9YC6F3GAL",
        "push-contract, general.contracts, UNHANDLED, GCR_9WV3K6TZ1XQ0M8B5HN2RDJ7YCF4GPE",
        "push-old-style, payment.secupaydebits, UNHANDLED, qwmrtzkpldfh11940672"
    })
    void shouldParseEveryKindOfPush(String fixture, String kind, Effect effect, String subject) {
        assertThat(parse(Fixtures.text(fixture))).singleElement().satisfies(item -> {
            assertThat(item.kind()).isEqualTo(kind);
            assertThat(item.effect()).isEqualTo(effect);
            assertThat(item.subject()).isEqualTo(subject);
        });
    }

    @Test
    void shouldMakeAnItemOfEachDifferentEntry() {
        JsonObject push = push();
        push.getJsonArray("data")
                .add(new JsonObject().put("object", "payment.transactions").put("id", "PCI_SECOND"))
                .add(new JsonObject().put("object", "general.contracts").put("id", "GCR_THIRD"))
                .add(new JsonObject().put("object", "payment.transactions").put("id", "PCI_SECOND"));

        assertThat(parse(push.encode()))
                .extracting(NotificationItem::subject)
                .containsExactly(Fixtures.PAYMENT_ID, "PCI_SECOND", "GCR_THIRD");
    }

    @Test
    void shouldTellTheTypeOfAnEntryByTheTargetIfItHasNone() {
        JsonObject push = push().put("data", new JsonArray().add(new JsonObject().put("id", "PCI_X")));

        assertThat(parse(push.encode())).extracting(NotificationItem::effect).containsExactly(Effect.PAYMENT);
    }

    @ParameterizedTest
    @CsvSource({
        "payment.transactions, PAYMENT",
        "payment.subscriptions, NONE",
        "payment.contracts, UNHANDLED",
        "general.contracts, UNHANDLED",
        "payment.payouts, UNHANDLED",
        "payment.secupaypayout, UNHANDLED",
        "payment.containers, UNHANDLED",
        "payment.secupaycreditcards, UNHANDLED",
        "payment.secupaydebits, UNHANDLED",
        "payment.secupayinvoices, UNHANDLED",
        "payment.secupayprepays, UNHANDLED",
        "payment.secupaysofort, UNHANDLED"
    })
    void shouldKeepTheNamesOfKnownTargetsAndHandleTwo(String target, Effect effect) {
        assertThat(PushTarget.named(target)).isEqualTo(new PushTarget(target, effect));
    }

    @ParameterizedTest
    @ValueSource(strings = {"12345", "\"12345\"", "\"EVT_0A\"", "\"evt_1z x\""})
    void shouldTakeAnyIdAsItIs(String id) {
        String body = "{\"object\":\"event.pushes\",\"id\":" + id + ",\"target\":\"payment.transactions\","
                + "\"data\":[{\"id\":" + id + "}]}";

        assertThat(parse(body)).singleElement().satisfies(item -> {
            assertThat(item.subject()).isEqualTo(id.replace("\"", ""));
            assertThat(item.key()).startsWith(item.subject() + "/").endsWith("/" + item.subject());
        });
    }

    @Test
    void shouldHaveNothingToSayWithoutData() {
        JsonObject empty = push().put("data", new JsonArray());
        JsonObject missing = push();
        missing.remove("data");

        assertThat(parse(empty.encode())).isEmpty();
        assertThat(parse(missing.encode())).isEmpty();
    }

    @Test
    void shouldTakeEventTypesThatItDoesNotKnow() {
        assertThat(parse(push().put("type", "BeaconMonitor").encode())).hasSize(1);
    }

    @Test
    void shouldKeepAnUnknownTargetAsUnhandledOfOneCommonKind() {
        JsonObject entry = new JsonObject().put("object", "loyalty.cards").put("id", "CRD_1");
        JsonObject push = push().put("target", "loyalty.cards").put("data", new JsonArray().add(entry));

        assertThat(parse(push.encode()))
                .containsExactly(new NotificationItem(
                        "evt_5b1e0c77a94f4d0e8f26c3d97b60a412/loyalty.cards/CRD_1",
                        "CRD_1",
                        "unknown",
                        Effect.UNHANDLED));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"object\":\"event.actions\",\"id\":\"evt_1\",\"target\":\"payment.transactions\",\"data\":[]}",
                "{\"object\":\"event.pushes\",\"target\":\"payment.transactions\",\"data\":[]}",
                "{\"object\":\"event.pushes\",\"id\":\"\",\"target\":\"payment.transactions\",\"data\":[]}",
                "{\"object\":\"event.pushes\",\"id\":\"evt_1\",\"data\":[]}",
                "{\"object\":\"event.pushes\",\"id\":\"evt_1\",\"target\":\"t\",\"type\":{},\"data\":[]}",
                "{\"object\":\"event.pushes\",\"id\":\"evt_1\",\"target\":\"t\",\"data\":{}}",
                "{\"object\":\"event.pushes\",\"id\":\"evt_1\",\"target\":\"t\",\"data\":[null]}",
                "{\"object\":\"event.pushes\",\"id\":\"evt_1\",\"target\":\"t\",\"data\":[\"PCI_X\"]}",
                "{\"object\":\"event.pushes\",\"id\":\"evt_1\",\"target\":\"t\",\"data\":[{\"object\":\"t\"}]}"
            })
    void shouldCallAnObjectThatIsNoPushUnreadableButNotMalformed(String body) {
        assertThatThrownBy(() -> parse(body))
                .isInstanceOfSatisfying(
                        ProviderException.class,
                        failure -> assertThat(failure.category()).isEqualTo(ErrorCategory.PERMANENT))
                .hasMessageContaining("ush");
    }

    @Test
    void shouldBoundWhatAStrangerCanSend() {
        JsonObject longId = push().put("id", "e".repeat(201));
        JsonObject longSubject = push().put("data", new JsonArray().add(new JsonObject().put("id", "P".repeat(201))));
        JsonArray many = new JsonArray();
        for (int i = 0; i <= 100; i++) {
            many.add(new JsonObject().put("id", "PCI_" + i));
        }

        for (JsonObject push : List.of(longId, longSubject, push().put("data", many))) {
            assertThatThrownBy(() -> parse(push.encode())).isInstanceOf(ProviderException.class);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = IntakeOutcome.class,
            names = {"ACCEPTED", "DUPLICATE", "IGNORED"})
    void shouldAcknowledgeWithExactly200(IntakeOutcome outcome) {
        assertThat(provider.acknowledge(TestingNotification.of("{}"), outcome).status())
                .isEqualTo(200);
    }

    private List<NotificationItem> parse(String body) {
        TestingNotification inbound = TestingNotification.of(body);
        return provider.parse(inbound, provider.authenticate(inbound));
    }

    private static JsonObject push() {
        return Fixtures.json("push-status-changed");
    }
}
