package io.quittance.core.console;

import org.jspecify.annotations.Nullable;

/**
 * Where somebody signs in.
 *
 * @param to where it goes on afterwards
 * @param refusal why it did not work; null: it was not tried
 */
public record SignIn(String to, @Nullable String refusal) {}
