/**
 * Smart2Pay (Nuvei APM): notifications of the REST API, for alternative payment methods and for cards.
 *
 * <p>The way of a notification: {@code SiteAuthentication} finds out whose it is, {@code Smart2PayNotification} what it is
 * about, {@code PaymentMessage} reads the payment in it, {@code PaymentMapping} says what is thereby true.
 */
@NullMarked
package io.quittance.provider.smart2pay;

import org.jspecify.annotations.NullMarked;
