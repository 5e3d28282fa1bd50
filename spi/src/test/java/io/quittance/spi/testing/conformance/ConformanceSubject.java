package io.quittance.spi.testing.conformance;

import io.quittance.spi.PaymentProviderFactory;
import io.quittance.spi.simulator.ProviderSimulatorFactory;
import io.quittance.spi.testing.TestingNotification;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;

/**
 * A provider that is checked, and what its author knows about the world that it lives in. Recordings are the real
 * provider's, with ids and payer data made up. Each call returns equal values.
 *
 * <p>{@code quittance conform} finds it with {@link java.util.ServiceLoader}: it is public, has a public constructor without
 * parameters, and sees of the provider what is public there.
 */
public interface ConformanceSubject {

    /** A new factory. */
    PaymentProviderFactory factory();

    /** The settings of an account as configuration has them: each secret as text, or as a list of texts. */
    JsonObject settings();

    /** One notification of each kind, at least one about a payment. */
    List<Recording> recordings();

    /** What the provider sends when it posts this body, whatever it is: with its address, headers, query and signature. */
    TestingNotification authentic(Buffer body);

    /** Notifications that tell something new after another. At least one pair. */
    List<Change> changes();

    /** Lives of a payment, at least one with more than one notification. */
    List<RecordedLife> lives();

    /** Amounts in a currency without minor units (JPY) and in one with three decimals (KWD), at least one of each. */
    List<ToldAmount> amounts();

    /** Repeats whose bytes differ from those of the first attempt, if the provider sends such. */
    default List<Change> retries() {
        return List.of();
    }

    /** Notifications of senders that hold no credential, such as an unknown id and a wrong key. */
    default List<TestingNotification> strangers() {
        return List.of();
    }

    /** Texts in the recordings that tell who pays: names, addresses, numbers of accounts and cards. */
    default List<String> payerData() {
        return List.of();
    }

    /** What the API answers about the payments of the recordings. */
    default RecordedApi api() {
        return RecordedApi.empty();
    }

    /** The simulator of the provider, if there is one. */
    default Optional<ProviderSimulatorFactory> simulator() {
        return Optional.empty();
    }
}
