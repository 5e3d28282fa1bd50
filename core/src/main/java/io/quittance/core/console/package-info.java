/**
 * Pages for people: what they look like, who is signed in, and what is drawn over time. Nothing here knows HTTP; templates
 * are compiled with the build and render in memory.
 */
@NullMarked
package io.quittance.core.console;

import org.jspecify.annotations.NullMarked;
