/**
 * The provider secuconnect (secucard, secupay). Its pushes are unsigned and carry only ids, so everything that counts is
 * read from its API.
 *
 * <p>The way of a push: {@code SecuconnectPush} reads it, {@code PaymentReader} asks what is now true about the payment,
 * {@code PaymentReading} decides what that means, and {@code SmartTransactionSearch} tells the order.
 */
@NullMarked
package io.quittance.provider.secuconnect;

import org.jspecify.annotations.NullMarked;
