package io.quittance.provider.smart2pay;

import io.quittance.spi.AnswerPolicy;
import io.quittance.spi.PaymentProvider;
import io.quittance.spi.PaymentProviderFactory;
import io.quittance.spi.ProviderContext;
import io.quittance.spi.ProviderManifest;
import io.quittance.spi.ProviderManifest.KeySource;
import io.quittance.spi.SpiRange;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Smart2Pay as a provider of payments. */
public final class Smart2PayProviderFactory implements PaymentProviderFactory {

    /** Smart2Pay repeats an unanswered notification, ever more rarely, for this long. */
    private static final Duration RETRY_WINDOW = Duration.ofDays(7);

    /** Its pages ask for 204 and know no other; none says that a refusal holds up other notifications. */
    private static final AnswerPolicy ANSWERS = AnswerPolicy.acknowledgedBy(204);

    /** Payer data, tokens that stand for a card or a payment page, and the API key that marketplace pushes carry. */
    private static final Set<String> SENSITIVE_FIELDS = Set.of(
            "3DSecureData",
            "APIKEY",
            "AccountHolder",
            "AccountNumber",
            "ApiKey",
            "AuthorizationCode",
            "BIC",
            "BankAddress",
            "BillingAddress",
            "CAVV",
            "Card",
            "ClientIP",
            "CreditCardToken",
            "CustomParameters",
            "Customer",
            "Details",
            "DeviceInfo",
            "IBAN",
            "MandateReference",
            "PayerEmail",
            "PayerPhone",
            "PreapprovalDetails",
            "PrepaidCard",
            "PrepaidCardPIN",
            "RedirectURL",
            "ReferenceDetails",
            "SerialNumbers",
            "ShippingAddress",
            "SocialSecurityNumber",
            "Wallet");

    @Override
    public String name() {
        return "smart2pay";
    }

    @Override
    public ProviderManifest manifest() {
        return new ProviderManifest(
                        "0.1.0",
                        SpiRange.builtFor("1.0"),
                        settingsSchema(),
                        Set.of("POST"),
                        RETRY_WINDOW,
                        KeySource.CONTENT,
                        Set.of(),
                        SENSITIVE_FIELDS,
                        List.of("baseUrl", "cardBaseUrl"))
                .withAnswers(ANSWERS);
    }

    @Override
    public PaymentProvider create(JsonObject settings, ProviderContext context) {
        return Smart2PayProvider.of(Smart2PaySettings.of(settings, context), context);
    }

    private static JsonObject settingsSchema() {
        try (InputStream schema =
                Objects.requireNonNull(Smart2PayProviderFactory.class.getResourceAsStream("settings.schema.json"))) {
            return new JsonObject(Buffer.buffer(schema.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
