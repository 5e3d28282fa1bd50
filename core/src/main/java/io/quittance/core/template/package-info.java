/**
 * The project that a provider begins with. It is one of a provider called Acme, whole and working; a new provider's is the
 * same with other names. The guide for authors explains it.
 */
@NullMarked
package io.quittance.core.template;

import org.jspecify.annotations.NullMarked;
