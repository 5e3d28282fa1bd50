/**
 * Provider plugins: how jars become factories, each in a class loader of its own, and how factories and configured accounts
 * become running accounts.
 *
 * <p>The way in: {@link io.quittance.core.plugin.PluginLoader} reads a directory, {@link
 * io.quittance.core.plugin.AccountRegistry} starts the accounts.
 */
@NullMarked
package io.quittance.core.plugin;

import org.jspecify.annotations.NullMarked;
