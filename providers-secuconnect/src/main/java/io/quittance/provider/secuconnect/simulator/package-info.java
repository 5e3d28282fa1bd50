/**
 * secuconnect as a machine of one's own plays it: its API with payments, refunds and smart transactions, and its pushes. It
 * shares no class with the plugin that it is there to try.
 *
 * <p>{@code SaleStory} says what happens, {@code Books} keep what is true, {@code TransactionsApi} and {@code SmartApi} tell
 * it, {@code Pushes} say only that something changed.
 */
@NullMarked
package io.quittance.provider.secuconnect.simulator;

import org.jspecify.annotations.NullMarked;
