/**
 * Smart2Pay as a machine of one's own plays it: two back ends, for cards and for alternative methods, with two series of
 * ids; two sites, one of which has two keys; and the notifications. It shares no class with the plugin that it is there to
 * try.
 *
 * <p>{@code SaleStory} says what happens, {@code Books} keep what is true, {@code Smart2PayApi} tells it, and
 * {@code Envelopes} are what notifications say.
 */
@NullMarked
package io.quittance.provider.smart2pay.simulator;

import org.jspecify.annotations.NullMarked;
