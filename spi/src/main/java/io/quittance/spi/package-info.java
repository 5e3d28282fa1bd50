/**
 * What a payment provider plugin sees of Quittance.
 *
 * <h2>Terms</h2>
 * A <em>provider</em> is a payment service provider, as a plugin. An <em>account</em> is one configured use of it by one
 * merchant. An <em>inbound notification</em> is what the provider posted; it holds <em>items</em>, each about one
 * <em>subject</em> at the provider. An <em>observation</em> is what is said to be true about one payment. All other words
 * are explained at their types.
 *
 * <h2>How a plugin works</h2>
 * <ol>
 *   <li>{@link io.quittance.spi.PaymentProviderFactory} is found in the jar, describes the provider with a
 *       {@link io.quittance.spi.ProviderManifest} and creates one {@link io.quittance.spi.PaymentProvider} per account.
 *   <li>For a request to the account's path the gateway calls {@code authenticate}, {@code parse}, stores the notification
 *       durably, and answers with {@code acknowledge}. The provider is then done.
 *   <li>Later, and again after every failure, it claims a subject with all its waiting items and calls
 *       {@code reconcile}, which returns {@link io.quittance.spi.PaymentObservation}s: read from the provider's API, or
 *       carried by the notifications themselves if they were verified.
 *   <li>The gateway stores the observations, folds them into the payment, compares it with the merchant's order, and tells
 *       the merchant. Plugins have no part in that.
 * </ol>
 *
 * <h2>Writing one</h2>
 * <pre>{@code
 * public final class ExampleProviderFactory implements PaymentProviderFactory {
 *     public String name() {
 *         return "example";
 *     }
 *
 *     public ProviderManifest manifest() {
 *         return new ProviderManifest("1.0.0", SpiRange.builtFor("1.0"), SCHEMA, Set.of("POST"), Duration.ofHours(24),
 *                 KeySource.EVENT_ID, Set.of("X-Signature"), Set.of("email"), List.of("baseUrl"));
 *     }
 *
 *     public PaymentProvider create(JsonObject settings, ProviderContext context) {
 *         return new ExampleProvider(settings.getString("baseUrl"), context.secret("/apiKey"), context);
 *     }
 * }
 * }</pre>
 * The jar holds the plugin's classes, its own libraries, and the service file
 * {@code META-INF/services/io.quittance.spi.PaymentProviderFactory}. It holds neither this SPI nor Vert.x core: those come
 * from the gateway ({@code provided} scope), Vert.x without its internal packages. Everything else a plugin sees is the JDK
 * and what its own jar brings, Jackson and Netty included; it neither sees the gateway's other classes nor those of other
 * plugins.
 *
 * <h2>Rules that hold everywhere</h2>
 * <ul>
 *   <li><strong>Null</strong>: nothing is null unless it is marked {@link org.jspecify.annotations.Nullable}.
 *   <li><strong>Threads</strong>: everything runs on event loops. Nothing blocks, sleeps or waits.
 *   <li><strong>Money</strong>: whole minor units, {@link io.quittance.spi.Money}. No floating point.
 *   <li><strong>Time</strong>: from {@link io.quittance.spi.ProviderContext#clock()}.
 *   <li><strong>Errors</strong>: {@link io.quittance.spi.ProviderException} with a category that decides what happens next.
 *   <li><strong>Secrets and payer data</strong> appear in no log line, no exception and no metric.
 * </ul>
 */
@NullMarked
package io.quittance.spi;

import org.jspecify.annotations.NullMarked;
