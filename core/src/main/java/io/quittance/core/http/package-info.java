/** What is spoken over HTTP: intake for providers, management for merchants, people and machines; one error responder. */
@NullMarked
package io.quittance.core.http;

import org.jspecify.annotations.NullMarked;
