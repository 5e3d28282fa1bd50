/**
 * Smart2Pay (Nuvei APM): notifications of the REST API, for alternative payment methods and for cards.
 *
 * <p>The way of a notification: {@code SiteAuthentication} finds out whose it is, {@code Smart2PayNotification} what it is
 * about; {@code PaymentMessage}, {@code RefundMessage} and {@code DisputeMessage} read what is in it, {@code PaymentMapping}
 * says what is thereby true of a payment, and {@code CarriedObservations} of which one.
 *
 * <p>The way of a question: {@code Smart2PayLookup} asks, {@code PaymentReader} and {@code PaymentList} know which sites and
 * back ends to ask, {@code Smart2PayApi} asks one of them, {@code ApiAnswer} says what an answer means.
 */
@NullMarked
package io.quittance.provider.smart2pay;

import org.jspecify.annotations.NullMarked;
